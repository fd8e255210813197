"""Clicks become counts once, in the brand's day, whoever counts and whenever it is killed."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date

import pytest
from django.db import connection, transaction
from factories import at, make_brand

from planner.links.counting import count_hits
from planner.models import LinkDay, LinkHit, TrackedLink


def make_link(brand, slug="abc2345"):
    return TrackedLink.objects.create(brand=brand, slug=slug, target="https://shop.example.com/")


def hit(link, when, *, is_bot=False, times=1):
    LinkHit.objects.bulk_create(LinkHit(brand=link.brand, link=link, at=at(when), is_bot=is_bot) for _ in range(times))


def counted():
    return list(LinkDay.objects.order_by("link", "day").values_list("link", "day", "clicks", "bots"))


def test_days_are_the_brands_and_bots_stand_apart(ours):
    link = make_link(ours)
    hit(link, "2026-11-21T14:59:59Z", times=2)  # 23:59 in Tokyo
    hit(link, "2026-11-21T15:00:00Z"), hit(link, "2026-11-21T16:00:00Z", is_bot=True)
    assert count_hits() == 4
    hit(link, "2026-11-21T17:00:00Z")
    assert (count_hits(), count_hits()) == (1, 0)
    assert counted() == [(link.pk, date(2026, 11, 21), 2, 0), (link.pk, date(2026, 11, 22), 2, 1)]
    assert LinkHit.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_count_each_click_once():
    links = [make_link(make_brand(f"b{n}"), f"slug{n}") for n in range(3)]
    for link in links:
        hit(link, "2026-11-21T12:00:00Z", times=300)

    def count(_n):
        try:
            return count_hits()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(count, range(8)))
    assert (sum(taken), [row[2] for row in counted()]) == (900, [300, 300, 300])


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_dies_leaves_every_click_to_the_next():
    link = make_link(make_brand("b"))
    hit(link, "2026-11-21T12:00:00Z", times=5)
    with suppress(KeyboardInterrupt), transaction.atomic():
        count_hits()
        raise KeyboardInterrupt
    assert (LinkHit.objects.count(), counted()) == (5, [])
    assert count_hits() == 5
