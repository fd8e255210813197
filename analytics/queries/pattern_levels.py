"""One level of one facet: what every outcome says of it, how that went, its videos, and where it was put to the test."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from analytics.models import CleanTest, Outcome, PatternCall, PatternRun, PatternVerdict, Trial, Verdict, VideoForecast
from analytics.pattern_words import HASHTAG, PAIR, WEEKDAY, PatternWords
from analytics.queries.patterns import LevelRow, level_row
from planner.models import Video
from planner.vocabulary.derived import derived_levels
from tkcommerce.brands.models import Brand

MOST_VIDEOS = 20
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True)
class Moment:
    """What one run said of a level; `shown` is the word of then."""

    made_at: datetime
    videos: int
    factor: float
    lo90: float
    hi90: float
    shown: Verdict


@dataclass(frozen=True)
class LevelVideo:
    """A video with the level; its forecast is of the current run, None where it has none."""

    video: Video
    forecast: VideoForecast | None

    @property
    def times_usual(self) -> float | None:
        return self.forecast.times_usual if self.forecast and not self.forecast.excluded else None


@dataclass(frozen=True)
class LevelView:
    """`by_outcome`: only outcomes with an answer about this level. `videos`: the newest MOST_VIDEOS of `count`.

    `results`: of every video of it that can be read, (account, day posted, times the usual at equal age).
    """

    facet_code: str
    level_code: str
    facet: str
    label: str
    by_outcome: dict[str, LevelRow]
    history: tuple[Moment, ...]
    videos: tuple[LevelVideo, ...]
    count: int
    calls: tuple[PatternCall, ...]
    trials: tuple[Trial, ...]
    tests: tuple[CleanTest, ...]
    results: tuple[tuple[int, date, float], ...] = ()


def level_view(run: PatternRun, words: PatternWords, outcome: str, facet: str, level: str) -> LevelView | None:
    """None where the run knows no such level. Seven queries (eight for a pair), however many videos and runs there are."""
    brand = run.brand
    now = PatternVerdict.objects.filter(brand=brand, fit__run=run, fit__scope="", facet_code=facet, level_code=level)
    by_outcome = {row.fit.outcome: level_row(row, words) for row in now.select_related("fit").defer("fit__posterior")}
    if not by_outcome:
        return None
    videos = _with_forecasts(videos_of(brand, facet, level))
    return LevelView(
        facet, level, words.facet(facet), words.level(facet, level),
        {name: by_outcome[name] for name in Outcome.values if name in by_outcome},
        tuple(level_history(brand, outcome, facet, level)),
        tuple(videos[:MOST_VIDEOS]), len(videos),
        tuple(brand.patterncalls.filter(facet_code=facet, level_code=level).order_by("-called_at")),
        tuple(brand.trials.filter(facet_code=facet, level_code=level, decided_at__isnull=False).select_related("video")),
        tuple(_tests(brand, facet, level)),
        tuple((one.video.account_id, one.video.posted_day, one.times_usual) for one in videos if one.times_usual),
    )  # fmt: skip


def level_history(brand: Brand, outcome: str, facet: str, level: str) -> list[Moment]:
    """Oldest first, one per run. One query."""
    rows = brand.patternverdicts.filter(facet_code=facet, level_code=level, fit__outcome=outcome, fit__scope="")
    told = rows.order_by("fit__run__made_at").values_list("fit__run__made_at", "videos", "factor", "lo90", "hi90", "shown")
    return [Moment(*values, Verdict(shown)) for *values, shown in told]


def videos_of(brand: Brand, facet: str, level: str) -> list[Video]:
    """Videos that are out and have the level, newest first; of a pair, both levels. One query, two for a pair."""
    if PAIR in facet:
        first, second = (videos_of(brand, *key) for key in zip(facet.split(PAIR), level.split(PAIR), strict=True))
        both = {video.pk for video in second}
        return [video for video in first if video.pk in both]
    out = brand.videos.visible().out().select_related("account").order_by("-posted_day", "-pk")
    if facet == HASHTAG:
        tag = level.casefold()
        return [video for video in out.filter(caption__icontains=level) if tag in _words_after_hash(video.caption)]
    if facet == WEEKDAY:
        return [video for video in out if WEEKDAYS[video.posted_day.weekday()] == level]
    if facet in ("length", "slot"):
        return [video for video in out if derived_levels(video).get(facet) == level]
    return list(out.filter(levels__facet__code=facet, levels__level__code=level))


def _words_after_hash(caption: str) -> set[str]:
    return {word.lstrip("#＃").casefold() for word in caption.replace("#", " #").replace("＃", " #").split() if word[0] in "#＃"}


def _with_forecasts(videos: list[Video]) -> list[LevelVideo]:
    """One query."""
    told = VideoForecast.objects.filter(video__in=videos, metric=Outcome.VIEWS, brand__in={video.brand_id for video in videos})
    forecasts = {forecast.video_id: forecast for forecast in told}
    return [LevelVideo(video, forecasts.get(video.pk)) for video in videos]


def _tests(brand: Brand, facet: str, level: str) -> QuerySet:
    of_level = brand.cleantests.filter(facet__code=facet, level_a__code=level)
    other_way = brand.cleantests.filter(facet__code=facet, level_b__code=level)
    return (of_level | other_way).select_related("level_a", "level_b", "facet")
