"""A week in the words of one language and edition: what the letter, the web page and the chat message all tell."""

from django.utils import translation
from django.utils.translation import gettext as _, ngettext

from analytics.models.reports import Edition
from analytics.reports.alert_sections import alert_section
from analytics.reports.content import WeeklyContent
from analytics.reports.data_sections import help_section, problems_section, trust_lines
from analytics.reports.fan_sections import fan_section
from analytics.reports.goal_sections import goal_section
from analytics.reports.links import pages_of
from analytics.reports.money_sections import money_section
from analytics.reports.number_sections import days_section, figures_section
from analytics.reports.parts import Link, Section, Story, clean
from analytics.reports.plan_sections import ahead_section, kept_section, overdue_section
from analytics.reports.result import result_of
from analytics.reports.verdict_sections import trial_section, verdict_section
from analytics.reports.video_sections import video_sections
from analytics.reports.wording import figure_text, sentences, short_days, today_of
from tkcommerce import words

MOST = 5  # late plans, held imports


def story_of(content: WeeklyContent, *, edition: str, language: str, brief: bool = False) -> Story:
    """`brief` is for a letter of several brands: the result and what to do, without the details."""
    with translation.override(language):
        result, brand = result_of(content, edition), clean(content.brand.name)
        told = {"result": result.short, "brand": brand, "days": short_days(content.days)}
        return Story(
            brand_id=content.brand.id,
            brand=brand,
            period=words.days_word(content.days, today=today_of(content)),
            subject=_("%(result)s (%(brand)s, %(days)s)") % told,
            headline=result.headline,
            lead=tuple(filter(None, (result.sentence, _next(content, edition), _waiting(content) if brief else ""))),
            button=_button(content),
            sections=tuple(filter(None, _sections(content, edition, brief=brief))),
            foot=trust_lines(content)[:1] if brief else trust_lines(content),
        )


def _sections(content: WeeklyContent, edition: str, *, brief: bool) -> list[Section | None]:
    """What to do comes before the details; managers see plan against posts too."""
    if brief:
        return [figures_section(content, edition, brief=True)]
    return [
        help_section(content),
        figures_section(content, edition, brief=False),
        money_section(content),
        alert_section(content),
        goal_section(content) if edition == Edition.MANAGER else None,
        fan_section(content) if edition == Edition.MANAGER else None,
        days_section(content, edition),
        kept_section(content) if edition == Edition.MANAGER else None,
        *video_sections(content, edition),
        verdict_section(content),
        trial_section(content),
        overdue_section(content, most=MOST),
        ahead_section(content),
        problems_section(content, most=MOST),
    ]


def _next(content: WeeklyContent, edition: str) -> str:
    """A second line: followers for managers, then posts and what lies ahead."""
    told, plan, today = [], content.plan, today_of(content)
    followers = content.figure("net_followers")
    if edition == Edition.MANAGER and followers and followers.value is not None:
        told.append(_("Followers: %(change)s.") % {"change": figure_text(followers, followers.value)})
    posted = content.coverage.posted
    if posted:
        told.append(ngettext("%(n)s video was posted.", "%(n)s videos were posted.", posted) % {"n": words.count(posted)})
    if len(plan.ahead):
        day, n = words.day_word(plan.ahead.last, today=today), len(plan.entries)
        if n:
            said = ngettext("%(n)s video is planned until %(day)s.", "%(n)s videos are planned until %(day)s.", n)
        else:
            said = _("Nothing is planned until %(day)s yet.")
        told.append(said % {"n": words.count(n), "day": day})
    return sentences(told)


def _waiting(content: WeeklyContent) -> str:
    """What waits for a person, where there is no room for a list."""
    late, stuck = content.plan.overdue_count, content.stuck_count
    told = (
        [ngettext("%(n)s video is past its day.", "%(n)s videos are past their day.", late) % {"n": words.count(late)}]
        if late
        else []
    )
    if stuck:
        told.append(ngettext("%(n)s import waits for you.", "%(n)s imports wait for you.", stuck) % {"n": words.count(stuck)})
    return sentences(told)


def _button(content: WeeklyContent) -> Link:
    """The one thing to do next: bring data, answer an import, complete the week, look after the plan; else look closer."""
    pages, plan = pages_of(content), content.plan
    if not content.has_accounts and not content.has_data:
        return Link(_("Add an account"), pages.accounts())
    if not content.has_data:
        return Link(_("Import files"), pages.imports())
    if content.stuck_count:
        n = content.stuck_count
        return Link(ngettext("Look at %(n)s import", "Look at %(n)s imports", n) % {"n": words.count(n)}, pages.imports())
    if content.coverage.days_known < len(content.days):
        return Link(_("Import files"), pages.imports())
    if plan.overdue_count:
        n = plan.overdue_count
        late = ngettext("Reschedule %(n)s video", "Reschedule %(n)s videos", n)
        return Link(late % {"n": words.count(n)}, pages.calendar(plan.overdue[0].day))
    if len(plan.ahead) and not plan.entries:
        return Link(_("Plan the next videos"), pages.calendar())
    return Link(_("Open the dashboard of this week"), pages.dashboard())
