"""Videos by a level of a facet, in the database: what people set, and what follows from length and time of day."""

from django.db import models
from django.db.models import Case, Exists, F, Func, OuterRef, When
from django.db.models.functions import Coalesce

from planner.models import Video, VideoLevel
from planner.models.videos import VideoQuerySet
from planner.vocabulary.derived import LENGTHS, SLOTS


class AtZone(Func):
    """A wall time in a zone as its instant; an instant in a zone as its wall time (PostgreSQL, AT TIME ZONE)."""

    template, arg_joiner = "(%(expressions)s)", " AT TIME ZONE "
    output_field = models.DateTimeField()


class DayAndTime(Func):
    template, arg_joiner = "(%(expressions)s)", " + "
    output_field = models.DateTimeField()


class HourOf(Func):
    """Of a wall time."""

    template = "EXTRACT(HOUR FROM %(expressions)s)"
    output_field = models.IntegerField()


def with_level(videos: VideoQuerySet, name: str) -> VideoQuerySet:
    """Those that have this level of this facet (`theme.face`), or none of the facet where the name ends with its dot."""
    facet, _dot, code = name.partition(".")
    if not facet:
        return videos
    if facet == "length":
        return _with_length(videos, code)
    if facet == "slot":
        return _with_slot(videos, code)
    own = VideoLevel.objects.filter(video=OuterRef("pk"), facet__code=facet)
    return videos.filter(Exists(own.filter(level__code=code)) if code else ~Exists(own))


def _with_length(videos: VideoQuerySet, code: str) -> VideoQuerySet:
    if not code:
        return videos.filter(seconds=None)
    ends = {level: (before, most) for (before, _code), (most, level) in zip([(0, ""), *LENGTHS], LENGTHS, strict=False)}
    after, most = ends.get(code, (LENGTHS[-1][0], None))
    longer = videos.filter(seconds__gt=after) if after else videos.exclude(seconds=None)
    return longer.filter(seconds__lte=most) if most else longer


def _with_slot(videos: VideoQuerySet, code: str) -> VideoQuerySet:
    """By the hour on the clock of the account; of a plan without account, on the plan's own."""
    planned = AtZone(DayAndTime("planned_day", "planned_time"), F("planned_zone"))
    instant = Case(When(state__in=Video.OUT, then=F("posted_at")), default=planned)
    local = HourOf(AtZone(instant, Coalesce("account__time_zone", "planned_zone")))
    videos = videos.alias(local_hour=local)
    if not code:
        return videos.filter(local_hour=None)
    starts = {level: (start, end) for (start, _code), (end, level) in zip([(0, ""), *SLOTS], SLOTS, strict=False)}
    start, end = starts.get(code, (0, 0))
    return videos.filter(local_hour__gte=start, local_hour__lt=end)
