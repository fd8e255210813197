"""When a number is out of the ordinary: beyond what the brand's own others let expect of one more. Pure.

Prediction intervals of one further value of a normal sample, mean ± t·s·√(1 + 1/n), on the scale that makes the numbers roughly
normal: the logarithm of views, the square root of money (its spread grows with its level). On made-up brands where nothing
happens it tells one young video in a hundred as breaking out, and one drop a year or less of a shop with five orders a day.
"""

from collections.abc import Callable, Sequence
from math import log1p, sqrt
from statistics import NormalDist, fmean, median, stdev

from analytics.prediction import student

LEAST_OTHERS = 8
TIMES = 4  # the median: less is nothing to run after, however even the others are
BREAKOUT = NormalDist().inv_cdf(0.99)
DROP = NormalDist().inv_cdf(0.9975)
MATERIAL = 0.8  # of the median: a smaller fall is told by the pages, not here


def breaks_out(views: int, others: Sequence[int]) -> bool:
    """`others`: views of the brand's other videos at the same age."""
    if len(others) < LEAST_OTHERS or views < TIMES * median(others) or not median(others):
        return False
    return log1p(views) > _edge(others, log1p, BREAKOUT)


def has_dropped(level: float, weeks: Sequence[float]) -> bool:
    """`weeks`: the weeks before, each of the same weekdays."""
    if len(weeks) < LEAST_OTHERS or level >= MATERIAL * median(weeks):
        return False
    return sqrt(max(level, 0.0)) < _edge([max(week, 0.0) for week in weeks], sqrt, -DROP)


def _edge(values: Sequence[float], scale: Callable[[float], float], z: float) -> float:
    scaled = [scale(value) for value in values]
    return fmean(scaled) + student(z, len(scaled) - 1) * stdev(scaled) * sqrt(1 + 1 / len(scaled))
