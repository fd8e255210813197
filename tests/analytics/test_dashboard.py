"""The dashboard page: right sums, one brand's data only, a constant number of queries, never an error for an odd address."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from factories import at, make_account, make_import, make_order, make_posted_video, make_table
from pytest_django.asserts import assertNumQueries

from analytics.models import (
    AccountDayReading,
    ActiveHourReading,
    AudienceShareReading,
    ImportedTable,
    OrderReading,
    VideoReading,
)
from analytics.models.rollups import Grain
from analytics.queries.dashboard import dashboard
from analytics.queries.file_check import checks_of
from analytics.rollups.run import rebuild
from analytics.tiles import sales_tiles

LAST = date(2026, 11, 20)
DAYS = [LAST - timedelta(days=n) for n in reversed(range(60))]
PAGE = "/b/ours/dashboard/"
QUERIES = 14  # session, person, membership, brands of the person; ten of the dashboard


def fill(brand, *, accounts=1, videos=1, sha="a"):
    """Sixty days of 100 views and 10 likes a day, followers growing by one, two orders."""
    told = make_import(brand, sha256=sha.ljust(64, "0"))
    for number in range(accounts):
        account = make_account(brand, f"{brand.slug}{number}")
        sums = {"video_views": str(100 * len(DAYS))}
        table = make_table(told, name=f"Overview{number}", kind="account_day", as_of=LAST, account=account, sums=sums,
                           first_day=DAYS[0], last_day=LAST)  # fmt: skip
        AccountDayReading.objects.bulk_create(
            AccountDayReading(brand=brand, account=account, day=day, table=table, as_of=LAST, video_views=100, likes=10,
                              comments=1, shares=1, profile_views=5, followers=1000 + position)
            for position, day in enumerate(DAYS)
        )  # fmt: skip
        hours = make_table(told, name=f"Hours{number}", kind="active_hour", as_of=LAST, account=account)
        ActiveHourReading.objects.create(
            brand=brand, account=account, day=LAST, hour=20, active_followers=7, table=hours, as_of=LAST
        )
        shares = make_table(told, name=f"Gender{number}", kind="audience_share", as_of=LAST, account=account)
        AudienceShareReading.objects.create(
            brand=brand, account=account, dimension="gender", bucket="Female", share=Decimal("0.6"), table=shares, as_of=LAST
        )
        listed = make_table(told, name=f"Content{number}", kind="video", as_of=LAST, account=account)
        for position in range(videos):
            video = make_posted_video(account, LAST - timedelta(days=3), external_id=f"{brand.slug}{number}{position}")
            VideoReading.objects.create(
                brand=brand, video=video, table=listed, as_of=LAST, views=50, likes=5, comments=0, shares=0
            )
    orders = make_table(told, name="orders", kind="order", as_of=LAST, first_day=DAYS[0], last_day=LAST)
    for number in range(2):
        make_order(
            orders, str(number),
            ordered_at=at("2026-11-18T12:00+09:00"), currency="JPY", total=Decimal(1000), refunded=Decimal(100), items=1,
        )  # fmt: skip
    for grain in Grain:
        rebuild(brand, grain, DAYS)


def test_sums_of_the_period_equal_the_readings(ours):
    fill(ours)
    board = dashboard(ours, {})
    assert board.compared["video_views"].now.value == 2800
    assert board.compared["engagement"].now.value == Decimal("0.12")
    assert (board.followers.followers, board.net_followers.now.value) == (1059, 28)
    assert [(one.compared["orders"].now.value, one.compared["net_sales"].now.value) for one in board.sales] == [(2, 1800)]


def test_accounts_are_added_up_or_shown_alone(ours):
    fill(ours, accounts=2)
    assert dashboard(ours, {}).compared["video_views"].now.value == 5600
    assert dashboard(ours, {}).followers.followers == 2118
    assert dashboard(ours, {"account": "ours1"}).compared["video_views"].now.value == 2800


def test_another_brands_numbers_do_not_leak(ours, theirs):
    fill(ours)
    fill(theirs, accounts=2, sha="b")
    board = dashboard(ours, {})
    assert board.compared["video_views"].now.value == 2800
    assert board.videos.total == 1
    assert [source.name for source in board.sources if source.kind == "account_day"] == ["Overview0"]


def test_a_metric_that_no_file_tells_has_no_value_and_not_zero(ours):
    fill(ours)
    viewers = dashboard(ours, {}).compared["viewers"].now
    assert (viewers.value, viewers.missing) == (None, 28)


def test_the_last_two_days_of_the_newest_export_are_provisional(ours):
    fill(ours)
    history = dashboard(ours, {}).history
    assert [day for day in DAYS if history.is_provisional(day)] == DAYS[-2:]


def test_a_day_without_orders_in_a_file_that_covers_it_is_a_true_zero(ours):
    fill(ours)
    (sales,) = dashboard(ours, {}).sales
    assert (sales.series["orders"][LAST].top, sales.compared["orders"].now.missing) == (0, 0)


def test_a_figure_of_sales_names_only_files_of_its_channel_and_days(ours):
    fill(ours)
    told = {"kind": "order", "as_of": LAST, "first_day": DAYS[0], "last_day": LAST}
    for sha, profile in (("b", "tiktok_shop.orders"), ("c", "tiktok_affiliate.orders"), ("d", "shopify.orders")):
        make_table(make_import(ours, sha256=sha * 64), name=profile, profile=profile, **told)
    past = told | {"first_day": DAYS[0] - timedelta(days=9), "last_day": DAYS[0] - timedelta(days=1)}
    make_table(make_import(ours, sha256="e" * 64), name="old", profile="shopify.orders", **past)
    (sources,) = {tile.sources for tile in sales_tiles(dashboard(ours, {}))}
    assert sorted(source.name for source in sources) == ["orders", "shopify.orders"]


def test_hours_are_told_in_the_brands_zone(ours):
    fill(ours)
    ours.time_zone = "America/New_York"
    assert dict(dashboard(ours, {}).hours.means) == {(4, 6): 7.0}  # Friday 20:00 in Tokyo


def test_files_and_pages_are_compared_column_by_column(ours):
    fill(ours)
    (checked,) = [check for check in checks_of(ours) if check.columns]
    (column,) = checked.columns
    assert (column.column, column.in_file, column.shown, column.equal) == ("video_views", 6000, 6000, True)


def test_sales_in_several_currencies_are_told_apart_and_to_the_cent(as_ben, ours):
    fill(ours)
    OrderReading.objects.filter(order_id="1").update(currency="CAD", total=Decimal("54.53"), refunded=Decimal("1.54"))
    table = ImportedTable.objects.get(kind="order")
    table.sums = {"total": "1054.53"}
    table.save(update_fields=["sums"])
    rebuild(ours, Grain.SALES, DAYS)
    names = [tile.name for tile in sales_tiles(dashboard(ours, {}))]
    assert len(set(names)) == len(names) == 8
    page = as_ben.get(PAGE).content.decode()
    assert "1.54 ÷ 54.53 = 2.8%" in page
    assert as_ben.get(f"{PAGE}check/").content.decode().count("1,054.53") == 2


def test_a_newer_file_explains_a_difference(ours):
    fill(ours)
    account = ours.accounts.get()
    newer = make_table(make_import(ours, sha256="c" * 64), kind="account_day", as_of=LAST + timedelta(days=1), account=account)
    AccountDayReading.objects.create(brand=ours, account=account, day=LAST, table=newer, as_of=newer.as_of, video_views=130)
    rebuild(ours, Grain.ACCOUNT, [LAST])
    (column,) = [column for check in checks_of(ours) for column in check.columns]
    assert (column.shown, column.equal, column.retold, column.explained) == (6030, False, 1, True)


@pytest.mark.parametrize(("accounts", "videos"), [(1, 1), (3, 3)])
def test_the_number_of_queries_is_constant(as_ben, ours, accounts, videos):
    fill(ours, accounts=accounts, videos=videos)
    with assertNumQueries(QUERIES):
        as_ben.get(PAGE)


@pytest.mark.parametrize(
    "query",
    [
        "?days=abc", "?from=2026-99-99&to=x", "?account=nobody", "?sort=no&page=no", "?page=999", "?days=365",
        "?from=1999-01-01&to=1999-02-01",
        "?from=0001-01-01&to=0001-01-02", "?from=2090-01-01&to=2090-01-02", "?sort=engagement", "?days=7%00",
    ],
)  # fmt: skip
def test_an_odd_address_is_no_error(as_ben, ours, query):
    fill(ours)
    assert as_ben.get(PAGE + query).status_code == 200


def test_without_data_the_page_says_what_to_download(as_ben, ours):
    answer = as_ben.get(PAGE)
    assert "TikTok Studio" in answer.content.decode()
    assert "/b/ours/imports/" in answer.content.decode()


def test_every_chart_and_the_videos_come_as_files(as_ben, ours):
    fill(ours)
    for key in ("views", "responses", "followers", "hours", "gender", "sales-JPY", "videos"):
        assert as_ben.get(PAGE, {"format": "csv", "chart": key}).content.startswith(b"\xef\xbb\xbf")
        assert as_ben.get(PAGE, {"format": "xlsx", "chart": key}).content.startswith(b"PK")
    assert as_ben.get(PAGE, {"format": "csv", "chart": "nothing"}).status_code == 404


def test_strangers_find_nothing(as_chika, ours):
    assert as_chika.get(PAGE).status_code == 404
    assert as_chika.get(PAGE + "check/").status_code == 404


def test_the_check_page_shows(as_ben, ours):
    fill(ours)
    assert as_ben.get(PAGE + "check/").status_code == 200
