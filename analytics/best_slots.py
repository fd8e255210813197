"""Which hours of the week have done best, each helped by its neighbours. Pure.

A cell is a weekday and an hour of the brand's zone; a video counts with log(28-day forecast ÷ its account's median), cut at
± CUT so that one viral video does not own its hour. The lift of a cell is a weighted mean, drawn towards 0:

    lift = Σ w·y ÷ (Σ w + PRIOR)    w = exp(−½ (hours apart ÷ HOURS)²) × (1 on the same weekday, OTHER_DAY on another)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import exp, log, sqrt

HOURS, OTHER_DAY = 1.5, 0.25
PRIOR = 10.0  # videos of an ordinary hour that each cell starts with
CUT = 2.0
Z90 = 1.6449
FEWEST = 20  # videos with a time, below which no hour is told from another


@dataclass(frozen=True)
class Slot:
    """`n` videos were posted in it; factor = ratio to the usual, lo90 to hi90 its range."""

    weekday: int  # 0 Monday
    hour: int
    n: int
    factor: float
    lo90: float
    hi90: float

    @property
    def lift(self) -> float:
        """The log of the factor."""
        return log(self.factor)


def best_slots(posts: Iterable[tuple[int, int, float]]) -> list[Slot]:
    """(weekday, hour, times the usual) of each video → all 168 cells, best first; empty below FEWEST videos.

    Best is where the lower end of the range is highest: an hour that was tried once does not win.
    """
    told = [(weekday, hour, max(-CUT, min(CUT, log(times)))) for weekday, hour, times in posts if times > 0]
    if len(told) < FEWEST:
        return []
    middle = sum(y for *_, y in told) / len(told)
    spread = sqrt(sum((y - middle) ** 2 for *_, y in told) / (len(told) - 1))
    count, total = [[0] * 24 for _ in range(7)], [[0.0] * 24 for _ in range(7)]
    for weekday, hour, y in told:
        count[weekday][hour] += 1
        total[weekday][hour] += y - middle
    cells = [_slot(weekday, hour, count, total, spread) for weekday in range(7) for hour in range(24)]
    return sorted(cells, key=lambda slot: -slot.lo90)


def _slot(weekday: int, hour: int, count: list[list[int]], total: list[list[float]], spread: float) -> Slot:
    weight = summed = 0.0
    for day in range(7):
        for at in range(24):
            if count[day][at]:
                near = _nearness(weekday, hour, day, at)
                weight += near * count[day][at]
                summed += near * total[day][at]
    lift = summed / (weight + PRIOR)
    half = Z90 * spread / sqrt(weight + PRIOR)
    return Slot(weekday, hour, count[weekday][hour], exp(lift), exp(lift - half), exp(lift + half))


def _nearness(weekday: int, hour: int, day: int, at: int) -> float:
    apart = min((hour - at) % 24, (at - hour) % 24)
    return exp(-0.5 * (apart / HOURS) ** 2) * (1.0 if weekday == day else OTHER_DAY)
