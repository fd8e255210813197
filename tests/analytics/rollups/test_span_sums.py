"""Sums of facts by stream, span, account, relation and campaign equal the facts, whatever order they came in."""

from datetime import date, timedelta

from factories import make_account, make_import, make_period, make_table

from analytics.models import PeriodFact, SpanSum
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild

MONDAY = date(2026, 11, 2)


def sums(brand, *columns):
    return sorted(brand.spansums.values_list(*columns), key=str)


def test_contents_of_one_stream_are_added_up_and_relations_told_apart(ours):
    account = make_account(ours, "shizuku")
    table = make_table(make_import(ours), kind="period", as_of=MONDAY)
    make_period(table, MONDAY, 7, content_id="a", account=account, views=10, product_clicks=None)
    make_period(table, MONDAY, 7, content_id="b", creator="Shizuku", views=5, product_clicks=2)
    make_period(table, MONDAY, 7, content_id="c", creator="mika", views=3)
    make_period(table, MONDAY, 7, grain="ad", content_id="a", campaign_id="1", campaign_name="秋", cost=900, currency="JPY")
    rebuild(ours, Grain.FACTS, [MONDAY])
    assert sums(ours, "grain", "relation", "account__handle", "facts", "views", "product_clicks") == [
        ("ad", "paid", None, 1, None, None), ("video", "affiliate", None, 1, 3, None), ("video", "own", "shizuku", 2, 15, 2),
    ]  # fmt: skip
    assert sums(ours, "keys", "campaign", "cost")[-1] == ("campaign_id", "秋", 900)


def test_only_visits_from_tiktok_are_called_so(ours):
    table = make_table(make_import(ours), kind="period", as_of=MONDAY)
    for source in ("tiktok", "TikTok.com", "google", ""):
        make_period(table, MONDAY, 1, grain="site", utm_source=source, sessions=1)
    rebuild(ours, Grain.FACTS, [MONDAY])
    assert sums(ours, "is_tiktok", "keys", "sessions") == [(False, "", 1), (False, "utm_source", 1), (True, "utm_source", 2)]


def test_twice_is_once_and_other_days_stay(ours):
    table = make_table(make_import(ours), kind="period", as_of=MONDAY)
    for n in range(3):
        make_period(table, MONDAY + timedelta(days=n), 1, content_id="a", views=n + 1, gmv="1.250", currency="USD")
    rebuild(ours, Grain.FACTS, [MONDAY + timedelta(days=n) for n in range(3)])
    rebuild(ours, Grain.FACTS, [MONDAY])
    assert SpanSum.objects.count() == PeriodFact.objects.count() == 3
    assert sum(SpanSum.objects.values_list("views", flat=True)) == 6
