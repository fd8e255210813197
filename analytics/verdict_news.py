"""What is new of our calls: named lately, or judged lately."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.db.models.functions import Coalesce

from analytics.badge_words import evidence_words
from analytics.models import Outcome, PatternCall, PatternVerdict
from analytics.pattern_words import PAIR
from analytics.queries.pattern_badges import badges_earned
from analytics.queries.pattern_score import Tally, winners_of
from analytics.queries.patterns import words_of
from tkcommerce.brands.models import Brand

MOST, MOST_BADGES = 4, 3
BADGES_SINCE = timedelta(days=28)


@dataclass(frozen=True)
class BadgeNews:
    """A level that was reproduced or retired within the last weeks; `evidence` in words."""

    badge: str
    facet: str
    label: str
    row: PatternVerdict
    evidence: str


def badge_news(brand: Brand, *, now: datetime) -> list[BadgeNews]:
    """Five queries, two without any."""
    earned = badges_earned(brand, now - BADGES_SINCE, now)[:MOST_BADGES]
    words = words_of(brand) if earned else None
    return [
        BadgeNews(
            one.badge, words.facet(one.row.facet_code), words.level(one.row.facet_code, one.row.level_code), one.row,
            evidence_words(one.evidence),
        )
        for one in earned
    ]  # fmt: skip


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


@dataclass(frozen=True)
class HomePatterns:
    """`winners`: our record of winners named."""

    badges: list[BadgeNews]
    news: list[News]
    winners: Tally


def home_patterns(brand: Brand, *, now: datetime) -> HomePatterns:
    """At most ten queries, however much is new."""
    return HomePatterns(badge_news(brand, now=now), news_of(brand), winners_of(brand))
