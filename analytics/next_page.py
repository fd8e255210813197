"""The page of next trials 次の一手 and its card: what to make next, what is under way, and what became of earlier ones."""

from collections.abc import Iterable
from dataclasses import dataclass

from analytics.all_pairs import AllPairs, all_pairs
from analytics.learning.trials import explore_percent
from analytics.models import CleanTest, Trial
from analytics.pattern_words import PatternWords
from analytics.queries.patterns import words_of
from tkcommerce.brands.models import Brand

MOST_TOLD = 30  # of those decided
State = Trial.State


@dataclass(frozen=True)
class Shown:
    """A trial in the reader's words."""

    trial: Trial
    title: str
    level: str
    facet: str
    reason: str

    @property
    def is_exploring(self) -> bool:
        return self.trial.kind == Trial.Kind.EXPLORE


@dataclass(frozen=True)
class NextCard:
    """`suggested`: the best first."""

    suggested: tuple[Shown, ...]

    @property
    def exploring(self) -> int:
        return sum(one.is_exploring for one in self.suggested)

    @property
    def repeating(self) -> int:
        return len(self.suggested) - self.exploring


@dataclass(frozen=True)
class NextPage:
    card: NextCard
    waiting: tuple[Shown, ...]
    done: tuple[Shown, ...]
    declined: tuple[Shown, ...]
    explore_percent: int
    tests: tuple[CleanTest, ...]
    pairs: AllPairs


def next_card(brand: Brand) -> NextCard:
    """Three queries; one where nothing is suggested."""
    trials = list(brand.trials.filter(state=State.SUGGESTED).order_by("position"))
    return NextCard(shown_trials(trials, words_of(brand)) if trials else ())


def next_page(brand: Brand) -> NextPage:
    """Nine queries; seven where there are no A/B pairs."""
    words = words_of(brand)
    decided = brand.trials.filter(decided_at__isnull=False).select_related("video").order_by("-decided_at")[:MOST_TOLD]
    by_state = {state: tuple(trial for trial in decided if trial.state == state) for state in State.values}
    suggested = shown_trials(brand.trials.filter(state=State.SUGGESTED).order_by("position"), words)
    told = (shown_trials(by_state[state], words) for state in (State.ACCEPTED, State.DONE, State.DECLINED))
    tests = tuple(brand.cleantests.select_related("level_a", "level_b", "facet")[:MOST_TOLD])
    return NextPage(NextCard(suggested), *told, explore_percent(brand), tests, all_pairs(brand, words))


def shown_trials(trials: Iterable[Trial], words: PatternWords) -> tuple[Shown, ...]:
    return tuple(
        Shown(
            one, words.trial(one), words.level(one.facet_code, one.level_code), words.facet(one.facet_code),
            words.sentence(one.reason),
        )
        for one in trials
    )  # fmt: skip
