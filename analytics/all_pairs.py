"""All A/B pairs together: which of two kinds of hook did better, each pair compared with itself, at equal age.

A pair shares its shoot, so its two videos differ in little but the hook; yet a person chose which went out first, and no lot
was drawn. Judged anew by each run, with every pair that can be read by then.
"""

from collections import defaultdict
from dataclasses import dataclass
from math import log

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from analytics.learning.trials import days_to_result
from analytics.models import Outcome
from analytics.pattern_words import PatternWords
from analytics.patterns.randomised import FEWEST_EACH, OPEN, Comparison, compare_pairs
from analytics.queries.patterns import current_run
from planner.models import VideoLevel
from planner.series.pairing import HOOK
from tkcommerce.brands.models import Brand
from tkcommerce.words import ratio


@dataclass(frozen=True)
class HookRival:
    """Two kinds of hook, `level` named before `other`. `pairs`: finished; `waiting`: of those two kinds, not readable yet."""

    level: str
    other: str
    pairs: int
    waiting: int
    found: Comparison

    @property
    def missing(self) -> int:
        """Finished pairs that it takes yet, to say anything."""
        return max(0, FEWEST_EACH - self.pairs)

    @property
    def answer(self) -> str:
        """Empty while pairs are missing."""
        found = self.found
        if found.factor is None:
            return ""
        params = {
            "level": self.level, "other": self.other, "factor": ratio(found.factor, 2), "lo": f"{found.lo90:.2f}",
            "hi": ratio(found.hi90, 2), "p": f"{found.p_value:.3f}",
        }  # fmt: skip
        if found.verdict == OPEN:
            return _("No difference is proven: “%(level)s” brings %(lo)s–%(hi)s of “%(other)s” (p = %(p)s).") % params
        return _("“%(level)s” brings %(factor)s of “%(other)s” (90 %% range %(lo)s–%(hi)s, p = %(p)s).") % params


@dataclass(frozen=True)
class AllPairs:
    """`rivals`: most finished pairs first. `alike`: pairs whose two hooks are of one kind, or one of them of none."""

    rivals: tuple[HookRival, ...]
    alike: int


def all_pairs(brand: Brand, words: PatternWords) -> AllPairs:
    """Three queries; one where there are no pairs."""
    code = VideoLevel.objects.filter(video=OuterRef("pk"), facet__code=HOOK).values("level__code")[:1]
    videos = brand.videos.visible().filter(pair__facet_code=HOOK).annotate(hook_code=Subquery(code))
    by_pair: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for pair, kind, video in videos.order_by("pk").values_list("pair", "hook_code", "pk"):
        by_pair[pair].append((kind or "", video))
    times = _times_usual(brand) if by_pair else {}
    groups: dict[tuple[str, str], list[float | None]] = defaultdict(list)
    alike = 0
    for sides in by_pair.values():
        if len(sides) != 2:  # its partner was dropped
            continue
        (one, first), (other, second) = sorted(sides)
        if not one or one == other:
            alike += 1
            continue
        finished = first in times and second in times
        groups[one, other].append(log(times[first] / times[second]) if finished else None)
    rivals = (_rival(names, logs, words) for names, logs in groups.items())
    return AllPairs(tuple(sorted(rivals, key=lambda rival: (-rival.pairs, rival.level, rival.other))), alike)


def _times_usual(brand: Brand) -> dict[int, float]:
    """{video: its views at 28 days ÷ what is usual}, of pairs' videos old enough to be read. Two queries."""
    run = current_run(brand)
    if run is None:
        return {}
    told = run.forecasts.filter(brand=brand, metric=Outcome.VIEWS, excluded="", times_usual__gt=0, video__pair__isnull=False)
    return dict(told.filter(age_days__gte=days_to_result(run)).values_list("video", "times_usual"))


def _rival(names: tuple[str, str], logs: list[float | None], words: PatternWords) -> HookRival:
    """The better one so far is named first, so that the ratio reads as a gain."""
    finished = [value for value in logs if value is not None]
    level, other = names
    found = compare_pairs(finished, level=level, other=other)
    if found.lift is not None and found.lift < 0:
        level, other = other, level
        found = compare_pairs([-value for value in finished], level=level, other=other)
    labels = (words.level(HOOK, level), words.level(HOOK, other))
    return HookRival(*labels, len(finished), len(logs) - len(finished), found)
