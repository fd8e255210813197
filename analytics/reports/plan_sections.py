"""What lies ahead, what is late, and plan against posts. Speaks the active language."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _, ngettext

from analytics.reports.content import PlannedFact, WeeklyContent
from analytics.reports.links import Pages, pages_of
from analytics.reports.parts import Link, Row, Section, clean
from analytics.reports.wording import sentences, several_days, today_of
from tkcommerce import words

SHOWN = 7


def ahead_section(content: WeeklyContent) -> Section | None:
    plan, today = content.plan, today_of(content)
    if not len(plan.ahead):
        return None
    pages = pages_of(content)
    rows = _rows(plan.entries[:SHOWN], pages, today)
    told = [_and_more(len(plan.entries) - SHOWN)] if len(plan.entries) > SHOWN else []
    if not plan.entries:
        told.append(_("Nothing is planned yet."))
    elif plan.empty:
        told.append(_("Days without a plan: %(days)s") % {"days": several_days(plan.empty, today=today)})
    title = _("Coming up, %(days)s") % {"days": words.days_word(plan.ahead, today=today)}
    return Section("items", title, rows, sentences(told), Link(_("Open the content calendar"), pages.calendar()))


def overdue_section(content: WeeklyContent, *, most: int) -> Section | None:
    plan = content.plan
    if not plan.overdue:
        return None
    shown, pages = plan.overdue[:most], pages_of(content)
    foot = _and_more(plan.overdue_count - len(shown)) if plan.overdue_count > len(shown) else ""
    rows = _rows(shown, pages, today_of(content))
    return Section("items", _("Past their day, not posted yet"), rows, foot)


def kept_section(content: WeeklyContent) -> Section | None:
    plan, posted = content.plan, content.coverage.posted
    if not plan.planned and not posted:
        return None
    rows = [Row(_("Videos planned for the week"), words.count(plan.planned)), Row(_("Of these, posted"), words.count(plan.kept))]
    every = Row(_("All videos posted in the week"), words.count(posted))
    return Section("facts", _("Plan and posts"), (*(rows if plan.planned else []), every))


def _rows(facts: Sequence[PlannedFact], pages: Pages, today: date) -> tuple[Row, ...]:
    return tuple(Row(clean(fact.title), note=_when(fact, today), url=pages.video(fact.id)) for fact in facts)


def _when(fact: PlannedFact, today: date) -> str:
    clock = f"{fact.at} ({words.zone_word(fact.zone)})" if fact.at and fact.zone else fact.at
    day = " ".join(filter(None, (words.day_word(fact.day, today=today), clock)))
    return _(" · ").join(filter(None, (day, f"@{clean(fact.handle)}" if fact.handle else "")))


def _and_more(n: int) -> str:
    return ngettext("And %(n)s more.", "And %(n)s more.", n) % {"n": words.count(n)}
