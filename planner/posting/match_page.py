"""The queue of guessed matches as its page shows it: a post beside the plan it may be, why we think so, and what differs."""

from dataclasses import dataclass

from planner.approval.word_diff import Piece, word_diff
from planner.models import MatchGuess
from planner.posting.match_guesses import waiting_guesses
from tkcommerce.brands.models import Brand

SHOWN = 30


@dataclass(frozen=True)
class Match:
    guess: MatchGuess
    pieces: tuple[Piece, ...]  # from the planned caption to the posted one; empty where nothing was planned

    @property
    def sure(self) -> bool:
        return bool(self.guess.reasons.get("sure"))

    @property
    def hours(self) -> float | None:
        return self.guess.reasons.get("hours")

    @property
    def caption(self) -> float | None:
        """0–1."""
        return self.guess.reasons.get("caption")


@dataclass(frozen=True)
class MatchPage:
    matches: list[Match]
    count: int
    sure: int


def match_page(brand: Brand) -> MatchPage:
    """The first thirty; two queries."""
    guesses = waiting_guesses(brand)
    rows = list(guesses)
    matches = [_match(guess) for guess in rows[:SHOWN]]
    return MatchPage(matches, len(rows), sum(bool(guess.reasons.get("sure")) for guess in rows))


def _match(guess: MatchGuess) -> Match:
    planned, posted = guess.plan.caption.strip(), guess.posted.caption.strip()
    return Match(guess, tuple(word_diff(planned, posted)) if planned and posted else ())
