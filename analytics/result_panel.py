"""On the page of a posted video: where it stands at equal age, and what is known of its patterns."""

from dataclasses import dataclass

from django.http import HttpRequest

from analytics.models import Outcome, PatternVerdict, VideoForecast
from analytics.pattern_axis import Tick, place, ticks_between
from analytics.pattern_words import PatternWords
from analytics.queries.patterns import LevelRow, forecast_of, level_row
from planner.models import Video
from planner.panels import FIRST, Panel
from planner.video_page.reads import vocabulary_read
from planner.vocabulary.levels import Vocabulary
from tkcommerce.brands.models import Brand

LOW, HIGH = 0.1, 10.0


@dataclass(frozen=True)
class Result:
    """28-day views against the account's usual, with places on the axis in per cent; None without a usable reading."""

    told: VideoForecast
    lo90: float
    hi90: float
    x: float
    x_lo: float
    x_hi: float
    ticks: tuple[Tick, ...]

    @property
    def is_settled(self) -> bool:
        """Read at 28 days or later: no forecast any more."""
        return (self.told.age_days or 0) >= 28


def result_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """None for what is not out, and before the first run. Three queries, and the vocabulary."""
    told = forecast_of(brand, video) if video.is_out else None
    if told is None:
        return None
    levels = levels_of(brand, video, vocabulary_read(request, brand))
    return Panel("analytics/_result_panel.html", {"told": told, "result": _result(told), "levels": levels}, FIRST)


def _result(told: VideoForecast) -> Result | None:
    if told.excluded or not told.times_usual or not told.forecast:
        return None
    usual = told.forecast / told.times_usual
    lo90, hi90 = told.lo90 / usual, told.hi90 / usual
    spots = [place(ratio, LOW, HIGH) for ratio in (told.times_usual, lo90, hi90)]
    return Result(told, lo90, hi90, *spots, ticks_between(LOW, HIGH))


def levels_of(brand: Brand, video: Video, vocabulary: Vocabulary) -> list[LevelRow]:
    """What the current run says of the levels this video has, about views."""
    codes = set(video.levels.values_list("facet__code", "level__code"))
    current = {"fit__run__is_current": True, "fit__scope": "", "fit__outcome": Outcome.VIEWS}
    rows = PatternVerdict.objects.filter(brand=brand, **current, facet_code__in={facet for facet, _level in codes})
    words = PatternWords(vocabulary, {})  # a video's levels are never accounts
    mine = [row for row in rows if (row.facet_code, row.level_code) in codes]
    return [level_row(row, words) for row in sorted(mine, key=lambda row: -abs(row.lift))]
