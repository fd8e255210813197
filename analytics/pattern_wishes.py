"""When a brand's patterns are to be learned anew: a while after its videos' numbers changed, each night, or when somebody asks.

Imports, roll-ups and people ask; `analytics/learning` answers. The wish is the brand's `PatternWork` row, armed.
"""

from datetime import timedelta

from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Now

from analytics.models import PatternWork
from tkcommerce.work.claiming import arm

QUIET = timedelta(seconds=90)  # without further imports, before the learning begins
LONGEST_WAIT = timedelta(minutes=10)  # from the first wish on, however many imports follow
NIGHT_HOUR = 3  # of the brand's zone: yesterday's numbers of TikTok Studio are there, and nobody is at work
NIGHTS_PER_SWEEP = 200

# Brands with numbers whose night has come and was not asked for yet.
_DUE = """
    SELECT b.id, (now() AT TIME ZONE b.time_zone)::date
    FROM brands_brand b LEFT JOIN analytics_patternwork w ON w.brand_id = b.id
    WHERE extract(hour FROM now() AT TIME ZONE b.time_zone) >= %s
      AND (w.night IS NULL OR w.night < (now() AT TIME ZONE b.time_zone)::date)
      AND EXISTS (SELECT FROM analytics_videototal t WHERE t.brand_id = b.id)
    ORDER BY b.id LIMIT %s
"""


def ask_soon(brand_id: int) -> None:
    """Numbers of videos change, in the caller's transaction: learn once it was quiet for QUIET, at last after LONGEST_WAIT."""
    work = _work_of(brand_id)
    PatternWork.objects.filter(pk=work.pk).update(asked_at=Coalesce("asked_at", Now()))
    asked = PatternWork.objects.annotate(waited=Now() - Coalesce("asked_at", Now())).get(pk=work.pk)
    arm(work, delay=min(QUIET, max(LONGEST_WAIT - asked.waited, timedelta(0))))


@transaction.atomic
def ask_now(brand_id: int) -> PatternWork:
    """Somebody wants to know: as soon as a worker is free."""
    work = _work_of(brand_id)
    arm(work)
    return work


def make_due_nights() -> None:
    """Ask for the night of every brand whose local day has come to NIGHT_HOUR, once a day however often it is called."""
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [NIGHT_HOUR, NIGHTS_PER_SWEEP])
        due = cursor.fetchall()
    for brand_id, night in due:
        with transaction.atomic():
            work = _work_of(brand_id)
            first = Q(night=None) | Q(night__lt=night)
            if PatternWork.objects.filter(first, pk=work.pk).update(night=night):
                arm(work)


def _work_of(brand_id: int) -> PatternWork:
    return PatternWork.objects.get_or_create(brand_id=brand_id, defaults={"run_after": Now()})[0]
