"""How good our calls have been: those we named and what became of them, and what we would have called in the past."""

from collections import Counter
from dataclasses import dataclass

from analytics.models import Outcome, PatternCalibration, PatternCall, Verdict
from analytics.pattern_words import PatternWords
from tkcommerce.brands.models import Brand

MOST_CALLS = 200
State = PatternCall.State


@dataclass(frozen=True)
class Tally:
    """Calls of one kind. `share`: held ÷ judged; None before any was judged."""

    held: int = 0
    failed: int = 0
    open: int = 0
    undecided: int = 0

    @property
    def judged(self) -> int:
        return self.held + self.failed

    @property
    def called(self) -> int:
        return self.judged + self.open + self.undecided

    @property
    def share(self) -> float | None:
        return self.held / self.judged if self.judged else None


@dataclass(frozen=True)
class CallRow:
    call: PatternCall
    facet: str
    label: str
    outcome: str


@dataclass(frozen=True)
class Bin:
    """Levels for which a chance between `low` and `high` would have been stated: `stated` on average, `held` in truth."""

    low: float
    high: float
    n: int
    stated: float
    held: float


@dataclass(frozen=True)
class Past:
    """The newest backtest of one outcome: called on the past, judged on what came after; splits overlap."""

    outcome: str
    winners: int
    winners_held: int
    losers: int
    losers_held: int
    calibration: PatternCalibration
    bins: tuple[Bin, ...]


@dataclass(frozen=True)
class Score:
    """`winners` and `losers` of this brand; `others`: winners of other brands of the same owner that the reader may see."""

    winners: Tally
    losers: Tally
    past: tuple[Past, ...]
    calls: tuple[CallRow, ...]
    others: Tally


def score_of(brand: Brand, words: PatternWords, others: list[Brand] | None = None) -> Score:
    """`others`: brands whose calls are counted beside; pass only what the reader may see. Five queries, four without others."""
    calls = list(brand.patterncalls.order_by("-called_at", "pk"))
    beside = PatternCall.objects.filter(brand__in=others).values_list("verdict", "state") if others else []
    return Score(
        winners=_tally((call.verdict, call.state) for call in calls if call.verdict == Verdict.WINNER),
        losers=_tally((call.verdict, call.state) for call in calls if call.verdict == Verdict.LOSING),
        past=tuple(_past(brand)),
        calls=tuple(_row(call, words) for call in calls[:MOST_CALLS]),
        others=_tally((verdict, state) for verdict, state in beside if verdict == Verdict.WINNER),
    )


def winners_of(brand: Brand) -> Tally:
    """How many of the winners we named have held. One query."""
    return _tally(brand.patterncalls.filter(verdict=Verdict.WINNER).values_list("verdict", "state"))


def _tally(calls: object) -> Tally:
    counts = Counter(state for _verdict, state in calls)
    return Tally(counts[State.HELD], counts[State.FAILED], counts[State.OPEN], counts[State.UNDECIDED])


def _row(call: PatternCall, words: PatternWords) -> CallRow:
    facet, label = words.facet(call.facet_code), words.level(call.facet_code, call.level_code)
    return CallRow(call, facet, label, str(Outcome(call.outcome).label))


def _past(brand: Brand) -> list[Past]:
    """Newest of each outcome. Two queries."""
    newest = brand.patterncalibrations.order_by("outcome", "-run_id").distinct("outcome")
    calibrations = {one.outcome: one for one in newest}
    runs = {(one.run_id, name) for name, one in calibrations.items()}
    splits: dict[str, list] = {}
    for split in brand.patternbacktests.filter(run__in={run for run, _name in runs}):
        if (split.run_id, split.outcome) in runs:
            splits.setdefault(split.outcome, []).append(split)
    return [_past_of(calibrations[name], splits.get(name, [])) for name in Outcome.values if name in calibrations]


def _past_of(calibration: PatternCalibration, splits: list) -> Past:
    sums = [sum(getattr(split, name) for split in splits) for name in ("winners", "winners_held", "losers", "losers_held")]
    return Past(calibration.outcome, *sums, calibration, tuple(Bin(**values) for values in calibration.bins))
