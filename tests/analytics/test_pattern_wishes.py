"""When patterns are learned anew: after imports once it is quiet, each night once."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from factories import make_brand
from videos_made import add_videos

from analytics.models import PatternWork
from analytics.models.rollups import Grain
from analytics.pattern_wishes import LONGEST_WAIT, QUIET, ask_now, ask_soon, make_due_nights
from analytics.stale import mark_stale
from tkcommerce.work.claiming import claim
from tkcommerce.work.models import State

pytestmark = pytest.mark.django_db


def database_now():
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        return cursor.fetchone()[0]


def waits(work):
    work.refresh_from_db()
    return work.run_after - database_now()


def test_an_import_waits_until_it_is_quiet(ours):
    mark_stale(ours.pk, Grain.VIDEO, [date(2026, 11, 1)])
    work = ours.patternwork
    assert QUIET - timedelta(seconds=5) < waits(work) <= QUIET
    assert claim(PatternWork, work.pk) is None


@pytest.mark.parametrize(("grain", "count"), [(Grain.SALES, 1), (Grain.FACTS, 1), (Grain.ACCOUNT, 0)])
def test_what_shops_tell_is_learned_from_too(ours, grain, count):
    mark_stale(ours.pk, grain, [date(2026, 11, 1)])
    assert PatternWork.objects.count() == count


def test_imports_that_never_stop_do_not_put_it_off_for_ever(ours):
    ask_soon(ours.pk)
    PatternWork.objects.update(asked_at=Now() - LONGEST_WAIT + timedelta(seconds=30))
    ask_soon(ours.pk)
    assert timedelta(seconds=20) < waits(ours.patternwork) <= timedelta(seconds=30)
    PatternWork.objects.update(asked_at=Now() - 2 * LONGEST_WAIT)
    ask_soon(ours.pk)
    assert claim(PatternWork, ours.patternwork.pk) is not None


def test_a_wish_while_it_runs_makes_it_run_again(ours):
    work = claim(PatternWork, ask_now(ours.pk).pk)
    ask_soon(ours.pk)
    work.refresh_from_db()
    assert work.state == State.RUNNING
    assert waits(work) > timedelta(seconds=60)


def test_each_night_is_asked_for_once_in_the_brands_own_zone():
    hour = database_now().hour
    awake, asleep = (make_brand(f"utc{offset}", time_zone=f"Etc/GMT{-offset:+d}") for offset in offsets(hour))
    for brand in (awake, asleep, make_brand("empty", time_zone=awake.time_zone)):
        if brand.slug != "empty":
            add_videos(brand, 1)
    make_due_nights()
    assert [work.brand for work in PatternWork.objects.all()] == [awake]
    work = awake.patternwork
    assert work.night == (database_now() + timedelta(hours=offsets(hour)[0])).date()
    PatternWork.objects.update(state=State.DONE)
    make_due_nights()
    work.refresh_from_db()
    assert work.state == State.DONE
    PatternWork.objects.update(night=work.night - timedelta(days=1))
    make_due_nights()
    work.refresh_from_db()
    assert work.state == State.QUEUED


def offsets(hour):
    """Hours to add to UTC so that it is noon, and so that it is one in the morning."""
    noon, one = (12 - hour + 24) % 24, (1 - hour + 24) % 24
    return tuple(offset - 24 if offset > 14 else offset for offset in (noon, one))


def test_the_offsets_of_this_test_are_right():
    for hour in range(24):
        now = datetime(2026, 11, 22, hour, tzinfo=UTC)
        assert [(now + timedelta(hours=offset)).hour for offset in offsets(hour)] == [12, 1]
        assert all(-12 <= offset <= 14 for offset in offsets(hour))
