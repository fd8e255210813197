"""Totals of spans and videos equal plain loops over the facts, on messy ones too, and nothing of another brand is in them."""

import random
from collections import defaultdict
from datetime import date, timedelta

import pytest
from factories import make_account, make_import, make_period, make_table

from analytics.invariants import invariants
from analytics.models import PeriodFact, SpanTotal, VideoSpan
from analytics.models.rollups import Grain
from analytics.models.span_sums import TOLD_KEYS
from analytics.rollups.run import rebuild
from tkcommerce.work.invariants import broken_rows

MONDAY = date(2026, 11, 2)
DAYS = [MONDAY + timedelta(days=n) for n in range(14)]


def messy_facts(brand, seed):
    chance = random.Random(seed)
    account = make_account(brand, f"own{seed}")
    for number in range(3):
        table = make_table(
            make_import(brand, sha256=f"{seed}{number}".rjust(64, "0")), kind="period", as_of=MONDAY, name=str(number)
        )
        for _row in range(40):
            make_period(
                table, chance.choice(DAYS), chance.choice([1, 7]), grain=chance.choice(["video", "video", "live", "ad", "shop"]),
                content_id=chance.choice(["a", "b", ""]), gmv_kind=chance.choice(["direct", "affiliate", ""]),
                currency=chance.choice(["JPY", "USD"]), creator=chance.choice(["", "mika", account.handle]),
                surface=chance.choice(["", "video"]), product_id=chance.choice(["", "", "p1"]),
                campaign_id=chance.choice(["", "", "c1", "c2"]), views=chance.choice([None, 0, 7]),
                orders=chance.choice([None, 2]), gmv=chance.choice([None, "1.250", "-3"]),
            )  # fmt: skip
    rebuild(brand, Grain.FACTS, DAYS)


def added(rows):
    """Sums of (views, orders, gmv); null where nobody told any."""
    return tuple(
        sum(told) if (told := [one for one in column if one is not None]) else None for column in zip(*rows, strict=True)
    )


def looped(facts, key):
    groups = defaultdict(list)
    for fact in facts:
        groups[key(fact)].append((fact.views, fact.orders, fact.gmv))
    return {one: added(rows) for one, rows in groups.items()}


def keys_of(fact):
    return " ".join(key for key in TOLD_KEYS if getattr(fact, key))


@pytest.mark.parametrize("seed", range(3))
def test_totals_agree_with_the_obvious_way(ours, theirs, seed):
    messy_facts(ours, seed)
    messy_facts(theirs, seed + 10)
    facts = list(PeriodFact.objects.filter(brand=ours))
    known = defaultdict(list)
    for row in SpanTotal.objects.filter(brand=ours):
        key = (row.grain, row.gmv_kind, row.surface, row.currency, row.keys, row.first_day, row.end_day)
        known[key].append((row.views, row.orders, row.gmv))
    expected = looped(
        facts, lambda one: (one.grain, one.gmv_kind, one.surface, one.currency, keys_of(one), one.first_day, one.end_day)
    )
    assert {key: added(rows) for key, rows in known.items()} == expected
    videos = {
        (row.gmv_kind, row.currency, row.content_id, row.first_day, row.end_day): (row.views, row.orders, row.gmv)
        for row in VideoSpan.objects.filter(brand=ours)
    }
    whole = [one for one in facts if one.grain == "video" and one.content_id and not keys_of(one)]
    assert videos == looped(whole, lambda one: (one.gmv_kind, one.currency, one.content_id, one.first_day, one.end_day))
    assert len(videos) > 5


def test_twice_is_once_and_in_any_order(ours):
    messy_facts(ours, 1)
    before = kept()
    for day in reversed(DAYS):
        rebuild(ours, Grain.FACTS, [day])
    assert kept() == before


def kept():
    return [sorted(map(str, model.objects.values_list("first_day", "views", "gmv"))) for model in (SpanTotal, VideoSpan)]


def test_the_invariants_find_a_total_that_is_not_of_its_facts(ours):
    messy_facts(ours, 2)
    names = ("span_total_sums", "video_span_sums")
    asked = {one.name: one for one in invariants() if one.name in names}
    assert [broken_rows(asked[name]) for name in names] == [[], []]
    SpanTotal.objects.filter(pk=SpanTotal.objects.exclude(views=None).first().pk).update(views=999)
    VideoSpan.objects.filter(pk=VideoSpan.objects.exclude(views=None).first().pk).update(views=999)
    assert [len(broken_rows(asked[name])) for name in names] == [1, 1]
