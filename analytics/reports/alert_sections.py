"""What was out of the ordinary when the week was told, and what to do about it. Speaks the active language."""

from django.utils.translation import gettext as _

from analytics.alerts.telling import told_of
from analytics.reports.content import WeeklyContent
from analytics.reports.links import pages_of
from analytics.reports.parts import Row, Section, clean
from analytics.reports.wording import sentences


def alert_section(content: WeeklyContent) -> Section | None:
    pages = pages_of(content)
    told = [told_of(alert) for alert in content.alerts]
    rows = tuple(
        Row(clean(one.title), note=sentences((one.text, one.advice)), url=pages.named(one.view, one.argument)) for one in told
    )
    return Section("items", _("Out of the ordinary"), rows) if rows else None
