"""Small words that the parts of a story share. They speak the active language."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import get_language, gettext as _

from analytics.metrics import Unit, signed
from analytics.models.sales import Channel
from analytics.queries.series import Standing
from analytics.reports.content import Figure, WeeklyContent
from analytics.reports.figures import METRICS
from tkcommerce import words
from tkcommerce.dates import Days, day_of


def today_of(content: WeeklyContent) -> date:
    """The day on which the week was looked at: years are told where they differ from its year."""
    return day_of(content.built_at, content.brand.zone)


def short_days(days: Days) -> str:
    """11/16〜11/22, for a subject."""
    return _("%(first)s–%(last)s") % {"first": words.day_short(days.start), "last": words.day_short(days.last)}


def several_days(days: Iterable[date], *, today: date) -> str:
    return _(", ").join(words.day_word(day, today=today) for day in days)


def figure_text(figure: Figure, value: float | None) -> str:
    """Any number on the figure's scale; "no value" rather than a dash, which nobody hears."""
    if value is None:
        return _("no value")
    metric = METRICS[figure.key]
    if figure.key == "net_followers":
        return signed(value, 0)
    return metric.text(value if metric.unit == Unit.SHARE else round(value), figure.currency, short=True)


def range_text(figure: Figure) -> str:
    if figure.low is None or figure.high is None:
        return ""
    return _("%(low)s to %(high)s") % {"low": figure_text(figure, figure.low), "high": figure_text(figure, figure.high)}


def figure_name(figure: Figure, *, with_currency: bool) -> str:
    label = str(METRICS[figure.key].label)
    if not figure.channel:
        return label
    name = _("%(metric)s · %(channel)s") % {"metric": label, "channel": Channel(figure.channel).label}
    return f"{name} ({figure.currency})" if with_currency else name


def verdict_text(figure: Figure) -> str:
    if figure.standing is None:
        return ""
    verdicts = {Standing.INSIDE: _("as usual"), Standing.ABOVE: _("▲ above"), Standing.BELOW: _("▼ below")}
    return verdicts[figure.standing]


def sentences(told: Iterable[str]) -> str:
    """One after the other; Japanese sets no space between them."""
    space = "" if (get_language() or "").startswith("ja") else " "
    return space.join(filter(None, told))
