"""Our estimates put to the test: what clean tests and A/B pairs found, beside what was said of the same two levels before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from analytics.all_pairs import AllPairs
from analytics.models import CleanTest, Outcome, PatternVerdict
from planner.series.pairing import HOOK
from tkcommerce.brands.models import Brand

Key = tuple[str, str, str]  # outcome, facet code, level code


@dataclass(frozen=True)
class Check:
    """`level` ÷ `other`: `said` by our estimates, None if they knew too little; `found` with its 90 % range and nothing of ours.

    `test` is None for A/B pairs, which have no page of their own.
    """

    test: CleanTest | None
    level: str
    other: str
    outcome: str
    count: int  # videos of each, or pairs
    said: float | None
    found: float
    lo90: float
    hi90: float

    @property
    def is_open(self) -> bool:
        return self.lo90 <= 1 <= self.hi90

    @property
    def agrees(self) -> bool | None:
        """Whether both are on the same side of 1; None while one of them does not say."""
        return None if self.is_open or self.said is None else (self.said > 1) == (self.found > 1)


def checks_of(brand: Brand, pairs: AllPairs) -> tuple[Check, ...]:
    """Clean tests that ended, newest first, against the last run before they were planned; then A/B pairs against the current
    run, which knows their videos among all others. One query, one more with tests and one with pairs.
    """
    tests = list(brand.cleantests.filter(factor__isnull=False).select_related("level_a", "level_b", "facet").order_by("-made_at"))
    before = _said(brand, tests)
    found = [_of_test(test, before) for test in tests]
    rivals = [rival for rival in pairs.rivals if rival.found.factor is not None]
    now = _said_now(brand, {code for rival in rivals for code in (rival.found.level, rival.found.other)})
    for rival in rivals:
        one, other = (now.get((Outcome.VIEWS, HOOK, code)) for code in (rival.found.level, rival.found.other))
        told = rival.found
        found.append(
            Check(
                None, rival.level, rival.other, Outcome.VIEWS.label, rival.pairs, one / other if one and other else None,
                told.factor, told.lo90, told.hi90,
            )
        )  # fmt: skip
    return tuple(found)


def agreement(checks: Iterable[Check]) -> tuple[int, int]:
    """(on the same side, of how many that say)."""
    told = [check.agrees for check in checks if check.agrees is not None]
    return sum(told), len(told)


def _of_test(test: CleanTest, before: dict[Key, list[tuple[datetime, float]]]) -> Check:
    keys = [(test.outcome, test.facet.code, level.code) for level in (test.level_b, test.level_a)]
    factors = [_last_before(before.get(key, []), test) for key in keys]
    said = factors[0] / factors[1] if all(factors) else None
    return Check(
        test, test.level_b.label, test.level_a.label, test.get_outcome_display(), test.videos_b, said, test.factor, test.lo90,
        test.hi90,
    )  # fmt: skip


def _last_before(told: list[tuple[datetime, float]], test: CleanTest) -> float | None:
    return max(((made, factor) for made, factor in told if made < test.made_at), default=(None, None))[1]


def _said(brand: Brand, tests: list[CleanTest]) -> dict[Key, list[tuple[datetime, float]]]:
    """{key: [(when, factor)]} of every run before the newest of the tests."""
    if not tests:
        return {}
    codes = {level.code for test in tests for level in (test.level_a, test.level_b)}
    rows = PatternVerdict.objects.filter(brand=brand, fit__scope="", level_code__in=codes, fit__run__made_at__lt=tests[0].made_at)
    found: dict[Key, list[tuple[datetime, float]]] = {}
    for *key, made, factor in rows.values_list("fit__outcome", "facet_code", "level_code", "fit__run__made_at", "factor"):
        found.setdefault(tuple(key), []).append((made, factor))
    return found


def _said_now(brand: Brand, codes: set[str]) -> dict[Key, float]:
    if not codes:
        return {}
    rows = PatternVerdict.objects.filter(brand=brand, fit__run__is_current=True, fit__scope="", level_code__in=codes)
    return {key[:3]: key[3] for key in rows.values_list("fit__outcome", "facet_code", "level_code", "factor")}
