"""LIVEs out of facts: one session per room, against its own fourteen days, on its page, as a file, and of this brand only."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from factories import make_account, make_import, make_live, make_period, make_table

from analytics.lives.list_page import live_list
from analytics.lives.live_page import live_page
from analytics.lives.sessions import session_of, sessions_between
from analytics.models import LiveMinuteReading
from analytics.rollups import period_facts
from tkcommerce.dates import Days

NOVEMBER = Days(date(2026, 11, 1), date(2026, 12, 1))
LIVES, LIVE = "/b/ours/lives/", "/b/ours/lives/one/?room="


def roll_up(brand):
    period_facts.rebuild(brand, sorted(set(brand.periodreadings.values_list("first_day", flat=True))))


@pytest.fixture
def account(ours):
    return make_account(ours)


@pytest.fixture
def table(ours):
    return make_table(make_import(ours), kind="period", as_of=date(2026, 11, 20))


@pytest.fixture
def evening(ours, table, account):
    """Three LIVEs; in the last people clicked half as often."""
    for room, day, fields in (
        ("1", date(2026, 11, 5), {}),
        ("2", date(2026, 11, 8), {}),
        ("3", date(2026, 11, 12), {"product_clicks": 50, "orders": 5, "gmv": 15000}),
    ):
        make_live(table, room, day, account=account, **fields)
    make_live(table, "3", date(2026, 11, 12), account=account, gmv_kind="live_24h", orders=9, gmv=27000)
    roll_up(ours)


def test_a_room_is_one_session_however_many_kinds_spans_and_files_tell_it(ours, table, account):
    make_live(table, "7", date(2026, 11, 1), days=28, started_at=datetime(2026, 11, 5, 16, tzinfo=UTC), account=account)
    newer = make_table(make_import(ours, sha256="1" * 64), kind="period", as_of=date(2026, 11, 28))
    make_live(newer, "7", date(2026, 11, 5), started_at=datetime(2026, 11, 5, 16, tzinfo=UTC), account=account, gmv=31000)
    make_live(newer, "7", date(2026, 11, 5), gmv_kind="live_24h", gmv=50000, views=None, account=account)
    roll_up(ours)
    [session] = sessions_between(ours, NOVEMBER)
    assert session.day == date(2026, 11, 6)  # one o'clock at night in Tokyo
    assert [(one.kind, one.gmv) for one in session.amounts] == [("direct", Decimal(31000)), ("live_24h", Decimal(50000))]
    assert session.counts["views"] == 1000


def test_a_window_is_half_open_in_the_zone_of_the_account(ours, table, account):
    make_live(table, "1", date(2026, 10, 31), hour=15, account=account)  # midnight in Tokyo
    make_live(table, "2", date(2026, 11, 30), hour=15, account=account)
    roll_up(ours)
    assert [one.content_id for one in sessions_between(ours, NOVEMBER)] == ["1"]


def test_an_account_is_known_by_its_handle_and_a_creator_is_not_one(ours, table, account):
    make_live(table, "1", date(2026, 11, 5), creator="Shizuku")
    make_live(table, "2", date(2026, 11, 5), creator="mika")
    roll_up(ours)
    assert session_of(ours, "1").account == account
    assert (session_of(ours, "2").account, session_of(ours, "2").handle) == (None, "mika")


@pytest.mark.usefixtures("evening")
def test_the_page_says_which_factor_moved_and_where_to_look_first(ours):
    page = live_page(ours, "3")
    assert page.decomposition.moved.name == "ctr"
    assert [(step.metric.key, step.low) for step in page.steps] == [
        ("tap_through", False), ("stay", False), ("live_ctr", True), ("click_to_order", False),
    ]  # fmt: skip
    assert page.answer == (
        "¥15,000, −50% against the mean of the LIVEs of the 14 days before. "
        "Most was lost at CTR (LIVE): from 10.00% to 5.00% cost ¥15,000. "
        "People stayed and did not tap: pin the product while it is shown, and say where to tap."
    )


@pytest.mark.usefixtures("evening")
def test_only_lives_of_the_fourteen_days_before_are_compared(ours, table, account):
    make_live(table, "0", date(2026, 10, 20), account=account)
    make_live(table, "other", date(2026, 11, 10), creator="mika")
    make_live(table, "dollar", date(2026, 11, 10), account=account, currency="USD")
    roll_up(ours)
    assert [one.content_id for one in live_page(ours, "3").before] == ["2", "1"]


@pytest.mark.usefixtures("evening")
def test_another_kind_of_gmv_is_compared_with_its_own_only(ours):
    page = live_page(ours, "3", kind="live_24h")
    assert (page.kind, page.decomposition) == ("live_24h", None)


def test_a_kind_without_gmv_and_orders_is_no_amount(as_ben, ours, table, account):
    make_live(table, "1", date(2026, 11, 5), account=account, gmv_kind="affiliate", gmv=None, orders=None, customers=4)
    roll_up(ours)
    assert session_of(ours, "1").amounts == ()
    assert as_ben.get(LIVES).status_code == as_ben.get(LIVE + "1").status_code == 200


@pytest.mark.usefixtures("evening")
def test_kinds_that_overlap_are_not_added_over_lives(ours, table, account):
    make_live(table, "1", date(2026, 11, 5), account=account, gmv_kind="live_24h", gmv=1)
    roll_up(ours)
    page = live_list(ours, {"from": "2026-11-01", "to": "2026-11-30"})
    assert [(one.kind, one.gmv, one.sessions) for one in page.totals] == [
        ("direct", Decimal(75000), 3), ("live_24h", None, 2),
    ]  # fmt: skip


@pytest.mark.usefixtures("evening")
def test_the_pages_show_sales_diagnosis_products_and_minutes(as_ben, ours, table):
    make_period(table, date(2026, 11, 12), grain="live", content_id="3", product_id="77", title="化粧水", gmv_kind="direct",
                currency="JPY", gmv=9000, items=3)  # fmt: skip
    for minute in (0, 1, 2):
        LiveMinuteReading.objects.create(brand=ours, table=table, as_of=table.as_of, row=minute, content_id="3", minute=minute,
                                         viewers=minute * 10)  # fmt: skip
    roll_up(ours)
    html = as_ben.get(LIVE + "3").content.decode()
    for told in ("What moved GMV", "Minute by minute", "化粧水", "24-hour LIVE GMV", "Where to look first", "Overview.csv"):
        assert told in html
    assert "LIVE 3" in as_ben.get(LIVES + "?days=365").content.decode()


@pytest.mark.usefixtures("evening")
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_list_is_a_file_too(as_ben, kind):
    response = as_ben.get(f"{LIVES}?days=365&format={kind}")
    assert response.status_code == 200
    if kind == "csv":
        assert len(response.content.decode().splitlines()) == 1 + 4
    assert as_ben.get(f"{LIVE}3&format={kind}&chart=factors").status_code == 200
    assert as_ben.get(f"{LIVE}3&format={kind}&chart=nothing").status_code == 404


@pytest.mark.usefixtures("evening")
def test_strangers_see_nothing(as_chika, ours, theirs):
    assert as_chika.get(LIVES).status_code == 404
    assert as_chika.get(LIVE + "3").status_code == 404
    assert as_chika.get("/b/theirs/lives/one/?room=3").status_code == 404


def test_without_a_file_it_says_what_to_import(as_ben):
    assert "Import the LIVE list of Seller Center" in as_ben.get(LIVES).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(as_ben, ours, table, account, django_assert_num_queries, many):
    for number in range(many):
        make_live(table, str(number), date(2026, 11, 5 + number), account=account)
    roll_up(ours)
    as_ben.get(LIVES)
    with django_assert_num_queries(9):
        as_ben.get(LIVES)
