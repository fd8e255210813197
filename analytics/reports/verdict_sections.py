"""News of patterns and what to make next. Speaks the active language."""

from django.utils.translation import get_language, gettext as _, ngettext

from analytics.badge_words import evidence_words
from analytics.models import Outcome
from analytics.reports.content import LevelFact, VerdictFact, WeeklyContent
from analytics.reports.links import pages_of
from analytics.reports.parts import Link, Row, Section, clean
from tkcommerce import words


def verdict_section(content: WeeklyContent) -> Section | None:
    if not content.verdicts:
        return None
    pages = pages_of(content)
    rows = tuple(Row(_name(fact.level), note=_said(fact), url=pages.patterns()) for fact in content.verdicts)
    return Section("items", _("News of your patterns"), rows, _("Ranges hold 90 %, against your usual at equal age."))


def trial_section(content: WeeklyContent) -> Section | None:
    if not content.trials:
        return None
    pages = pages_of(content)
    rows = tuple(
        Row(_name(fact.title), note=_("%(range)s your usual views") % {"range": _range(fact.lo90, fact.hi90)})
        for fact in content.trials
    )
    return Section("items", _("What to make next"), rows, "", Link(_("Put one into the plan"), pages.next_trials()))


def _name(fact: LevelFact) -> str:
    return clean(fact.ja if (get_language() or "").startswith("ja") else fact.en)


def _said(fact: VerdictFact) -> str:
    said = {
        "winner": _("is winning now"), "losing": _("is losing now"), "held": _("held on later videos"),
        "failed": _("did not hold on later videos"), "reproduced": _("is reproduced"), "retired": _("is retired"),
    }[fact.said]  # fmt: skip
    told = [said, *([evidence_words(fact.evidence)] if fact.evidence else []), str(Outcome(fact.outcome).label)]
    if fact.lo90 is not None and fact.hi90 is not None:
        told.append(_range(fact.lo90, fact.hi90))
    if fact.videos:
        told.append(ngettext("%(n)s video", "%(n)s videos", fact.videos) % {"n": words.count(fact.videos)})
    return _(" · ").join(told)


def _range(low: float, high: float) -> str:
    return f"{low:.1f}–{words.ratio(high)}"
