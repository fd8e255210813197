"""Levels that became reproduced 再現済み or retired 卒業: what the newest run of a time says and the one before it did not."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from analytics.models import Outcome, PatternVerdict
from analytics.pattern_words import PAIR
from tkcommerce.brands.models import Brand

REPRODUCED, RETIRED = "reproduced", "retired"


@dataclass(frozen=True)
class Earned:
    """`evidence`: as PatternVerdict keeps it (analytics/badge_words.py says it)."""

    badge: str
    row: PatternVerdict

    @property
    def evidence(self) -> dict:
        return getattr(self.row, self.badge)


def badges_earned(brand: Brand, since: datetime, until: datetime) -> list[Earned]:
    """Reproduced first, views before other outcomes, then the highest lift; pairs left out.

    `since` ≤ moments < `until`. Two queries, one before the first run.
    """
    runs = brand.patternruns.order_by("-made_at")
    newest = runs.filter(made_at__lt=until).values_list("pk", "made_at").first()
    if newest is None or newest[1] < since:
        return []
    earlier = runs.filter(made_at__lt=since).values("pk")[:1]
    rows = brand.patternverdicts.filter(Q(fit__run=newest[0]) | Q(fit__run__in=earlier), fit__scope="")
    rows = rows.filter(Q(reproduced__isnull=False) | Q(retired__isnull=False)).exclude(facet_code__contains=PAIR)
    told: dict[bool, dict[tuple[str, ...], Earned]] = {True: {}, False: {}}
    for row in rows.select_related("fit").defer("fit__posterior"):
        for badge in (REPRODUCED, RETIRED):
            if getattr(row, badge):
                told[row.fit.run_id == newest[0]][badge, row.fit.outcome, row.facet_code, row.level_code] = Earned(badge, row)
    earned = [one for key, one in told[True].items() if key not in told[False]]
    return sorted(earned, key=lambda one: (one.badge != REPRODUCED, one.row.fit.outcome != Outcome.VIEWS, -one.row.lift))
