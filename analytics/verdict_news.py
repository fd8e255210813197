"""What is new of our calls: named lately, or judged lately."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.db.models.functions import Coalesce

from analytics.models import Outcome, PatternCall, PatternVerdict
from analytics.pattern_words import PAIR
from analytics.queries.patterns import words_of
from tkcommerce.brands.models import Brand

MOST = 4


@dataclass(frozen=True)
class News:
    """`verdict`: what the current run says of the level, None if it no longer knows it."""

    call: PatternCall
    facet: str
    label: str
    verdict: PatternVerdict | None
    at: datetime


def news_of(brand: Brand) -> list[News]:
    """The newest first, views before other outcomes, each level once, pairs left out. Four queries."""
    calls = brand.patterncalls.exclude(facet_code__contains=PAIR).annotate(at=Coalesce("judged_at", "called_at"))
    calls = calls.annotate(of_views=Q(outcome=Outcome.VIEWS)).order_by("-at__date", "-of_views", "-at", "-lift")
    newest: dict[tuple[str, str, str], PatternCall] = {}
    for call in calls[: MOST * 5]:
        newest.setdefault((call.outcome, call.facet_code, call.level_code), call)
    shown = list(newest.values())[:MOST]
    if not shown:
        return []
    words = words_of(brand)
    now = PatternVerdict.objects.filter(
        brand=brand, fit__run__is_current=True, fit__scope="", level_code__in=[call.level_code for call in shown]
    ).select_related("fit")
    told = {(row.fit.outcome, row.facet_code, row.level_code): row for row in now.defer("fit__posterior")}
    return [
        News(
            call, words.facet(call.facet_code), words.level(call.facet_code, call.level_code),
            told.get((call.outcome, call.facet_code, call.level_code)), call.at,
        )
        for call in shown
    ]  # fmt: skip
