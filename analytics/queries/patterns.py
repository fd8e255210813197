"""What the current run says, for the pages of patterns: by outcome, facet and level. Brand first; constant query counts."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from zoneinfo import ZoneInfo

from analytics.best_slots import Slot, best_slots
from analytics.models import Outcome, PatternFit, PatternRun, PatternVerdict, Verdict, VideoForecast
from analytics.models.pattern_selections import SELECTION
from analytics.pattern_words import PatternWords
from planner.models import Video
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Brand


@dataclass(frozen=True)
class LevelRow:
    """A level as one fit sees it, in the reader's words. `verdict` is what may be shown; factors are ratios to the usual."""

    row: PatternVerdict
    facet: str
    label: str
    notes: tuple[str, ...]

    @property
    def verdict(self) -> Verdict:
        return Verdict(self.row.shown)

    @property
    def held_back(self) -> bool:
        """The estimate says more than what may be shown: its range touches the usual, or the brand's record is too poor."""
        return self.row.shown != self.row.verdict

    @property
    def touches_usual(self) -> bool:
        return self.row.lo90 <= 1 <= self.row.hi90


@dataclass(frozen=True)
class FacetRows:
    """Levels with the highest lift first. `repeatability`: 0–1, the share of this facet's effects that lasts; None unknown."""

    code: str
    label: str
    repeatability: float | None
    notes: tuple[str, ...]
    levels: tuple[LevelRow, ...]


@dataclass(frozen=True)
class OutcomeView:
    """One fit of the current run. `reason` says why there is no answer; then `facets` is empty."""

    run: PatternRun
    fit: PatternFit
    reason: str
    notes: tuple[str, ...]
    facets: tuple[FacetRows, ...]

    @property
    def winners(self) -> list[LevelRow]:
        rows = [row for facet in self.facets for row in facet.levels if row.verdict == Verdict.WINNER]
        return sorted(rows, key=lambda row: -row.row.lift)


@dataclass(frozen=True)
class ScopeChoice:
    scope: str
    label: str


@dataclass(frozen=True)
class SlotGrid:
    """`slots`: all cells, best first; empty with too few videos whose time is known (`videos`). In the zone `zone`."""

    zone: str
    videos: int
    slots: tuple[Slot, ...]


def current_run(brand: Brand) -> PatternRun | None:
    """The run that pages show; None before the first. One query."""
    return brand.patternruns.filter(is_current=True).first()


def words_of(brand: Brand) -> PatternWords:
    """Two queries."""
    return PatternWords(vocabulary_of(brand), {str(account.pk): account for account in brand.accounts.all()})


def outcome_view(run: PatternRun, words: PatternWords, outcome: str, scope: str = "") -> OutcomeView | None:
    """None for a scope that this run did not look at; of a selection of videos the newest answer of any run. Two queries."""
    fits = PatternFit.objects.filter(brand_id=run.brand_id, outcome=outcome, scope=scope).defer("posterior")
    fits = fits if scope.startswith(SELECTION) else fits.filter(run=run)
    fit = fits.select_related("run").order_by("-run__made_at").first()
    if fit is None:
        return None
    about: dict[str, list[str]] = defaultdict(list)
    for note in fit.notes:
        about[note["facet"]].append(words.sentence(note))
    rows = sorted(fit.verdicts.all(), key=lambda row: (words.position(row.facet_code), row.facet_code, -row.lift))
    facets = [
        FacetRows(
            code, words.facet(code), fit.repeatability.get(code), tuple(about[code]), tuple(level_row(r, words) for r in of)
        )
        for code, of in groupby(rows, key=lambda row: row.facet_code)
    ]
    reason = words.sentence(fit.reason) if fit.reason else ""
    return OutcomeView(fit.run, fit, reason, tuple(about[""]), tuple(facets))


def level_row(row: PatternVerdict, words: PatternWords) -> LevelRow:
    notes = tuple(words.sentence(note) for note in row.notes)
    return LevelRow(row, words.facet(row.facet_code), words.level(row.facet_code, row.level_code), notes)


def scopes_of(run: PatternRun, words: PatternWords, outcome: str) -> list[ScopeChoice]:
    """What each run looks at by itself for this outcome, all videos first. One query."""
    fits = PatternFit.objects.filter(brand_id=run.brand_id, run=run, outcome=outcome).order_by("pk")
    fits = fits.exclude(scope__startswith=SELECTION)
    return [ScopeChoice(scope, words.scope(scope)) for scope in fits.values_list("scope", flat=True)]


def outcomes_with_data(run: PatternRun) -> dict[str, bool]:
    """{outcome: is there an answer}, in the order of the funnel. One query."""
    fits = PatternFit.objects.filter(brand_id=run.brand_id, run=run, scope="")
    answered = set(fits.filter(reason__isnull=True).values_list("outcome", flat=True))
    return {outcome: outcome in answered for outcome in Outcome.values}


def forecast_of(brand: Brand, video: Video) -> VideoForecast | None:
    """Of the current run. One query."""
    return brand.videoforecasts.filter(video=video, metric=Outcome.VIEWS).first()


def excluded_videos(brand: Brand) -> list[VideoForecast]:
    """Videos that taught nothing, with the reason. One query."""
    left_out = brand.videoforecasts.exclude(excluded="").select_related("video")
    return list(left_out.order_by("excluded", "-video__posted_day"))


def slot_grid(brand: Brand) -> SlotGrid:
    """Best hours of the week by the brand's own videos. One query."""
    told = brand.videoforecasts.filter(excluded="", times_usual__gt=0, video__posted_at__isnull=False)
    zone = ZoneInfo(brand.time_zone)
    posts = [
        ((local := posted_at.astimezone(zone)).weekday(), local.hour, times)
        for posted_at, times in told.values_list("video__posted_at", "times_usual")
    ]
    return SlotGrid(brand.time_zone, len(posts), tuple(best_slots(posts)))
