"""What the week brought of patterns, read from the database: badges earned, calls made or judged in it, and what to make next."""

from collections.abc import Callable

from django.db.models import Q
from django.utils import translation

from analytics.models import PatternCall, PatternVerdict, Trial
from analytics.pattern_words import PAIR, PatternWords
from analytics.queries.pattern_badges import Earned, badges_earned
from analytics.queries.patterns import words_of
from analytics.reports.content import LevelFact, TrialFact, VerdictFact
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, start_of

MOST_VERDICTS, MOST_TRIALS, MOST_BADGES = 5, 3, 2
JUDGED = (PatternCall.State.HELD, PatternCall.State.FAILED)


def week_verdicts(brand: Brand, week: Days) -> tuple[VerdictFact, ...]:
    """What was reproduced or retired first, then calls; pairs left out. Six queries; two in a week without news."""
    since, until = start_of(week.start, brand.time_zone), start_of(week.end, brand.time_zone)
    called = Q(called_at__gte=since, called_at__lt=until)
    judged = Q(judged_at__gte=since, judged_at__lt=until, state__in=JUDGED)
    found = brand.patterncalls.filter(called | judged).exclude(facet_code__contains=PAIR).order_by("-called_at", "-lift")
    earned = badges_earned(brand, since, until)[:MOST_BADGES]
    calls = list(found[: MOST_VERDICTS - len(earned)])
    if not calls and not earned:
        return ()
    rows = PatternVerdict.objects.filter(brand=brand, fit__run__in={call.run_id for call in calls}, fit__scope="")
    values = rows.values_list("fit__run", "fit__outcome", "facet_code", "level_code", "videos", "lo90", "hi90")
    told = {row[:4]: row[4:] for row in values}
    words = words_of(brand)
    return (*(_badge(one, words) for one in earned), *(_verdict(call, told, words) for call in calls))


def _badge(one: Earned, words: PatternWords) -> VerdictFact:
    row = one.row
    level = _both(lambda: f"{words.level(row.facet_code, row.level_code)} ({words.facet(row.facet_code)})")
    return VerdictFact(one.badge, level, row.fit.outcome, row.videos, row.lo90, row.hi90, one.evidence)


def _verdict(call: PatternCall, told: dict, words: PatternWords) -> VerdictFact:
    level = _both(lambda: f"{words.level(call.facet_code, call.level_code)} ({words.facet(call.facet_code)})")
    if call.state in JUDGED:
        return VerdictFact(call.state, level, call.outcome, call.later_videos, call.later_lo90, call.later_hi90)
    key = (call.run_id, call.outcome, call.facet_code, call.level_code)
    return VerdictFact(call.verdict, level, call.outcome, *told.get(key, (0, None, None)))


def next_trials(brand: Brand) -> tuple[TrialFact, ...]:
    """Three queries; one without suggestions."""
    trials = list(brand.trials.filter(state=Trial.State.SUGGESTED).order_by("position")[:MOST_TRIALS])
    if not trials:
        return ()
    words = words_of(brand)
    return tuple(TrialFact(_both(lambda one=one: words.trial(one)), one.lo90, one.hi90) for one in trials)


def _both(said: Callable[[], str]) -> LevelFact:
    """In both languages: what is frozen is told in every reader's."""
    with translation.override("ja"):
        japanese = said()
    with translation.override("en"):
        return LevelFact(japanese, said())
