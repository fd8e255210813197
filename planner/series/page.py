"""What the pages of series show. Each question takes the brand or the series first."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Min, Q

from planner.models import Series, Video
from planner.models.videos import VideoQuerySet
from planner.series.form import rule_words
from tkcommerce.brands.models import Brand

SHOWN = 30


@dataclass(frozen=True)
class SeriesRow:
    """`next_day`: of its visible occurrences ahead; `out`: how many are posted."""

    series: Series
    rule: str
    next_day: date | None
    out: int


def series_list_of(brand: Brand, *, today: date) -> list[SeriesRow]:
    """Running ones first, by name; one query."""
    seen = Q(videos__retracted_at=None) & ~Q(videos__state=Video.State.DROPPED)
    ahead = seen & ~Q(videos__state__in=Video.OUT) & Q(videos__planned_day__gte=today)
    found = brand.series.select_related("account", "owner").annotate(
        next_day=Min("videos__planned_day", filter=ahead), out=Count("videos", filter=seen & Q(videos__state__in=Video.OUT))
    )
    rows = [SeriesRow(one, rule_words(one, today=today), one.next_day, one.out) for one in found]
    return sorted(rows, key=lambda row: (row.series.stopped_at is not None, row.series.name))


def occurrences_of(series: Series, *, today: date) -> VideoQuerySet:
    """From today on by the rule's days, also the dropped ones, which stay so; one query."""
    found = series.videos.filter(series_day__gte=today, retracted_at=None, joined_into=None)
    return found.select_related("account", "owner").order_by("series_day")[:SHOWN]
