"""An alert in the reader's words: what happened, against what, and what to do. Speaks the active language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from analytics.importing.profiles import PROFILES
from analytics.models.sales import Channel
from tkcommerce import words

from .alert import Alert, Kind

TITLES = {profile.key: profile.title for profile in PROFILES}


@dataclass(frozen=True)
class Told:
    """`view` and `argument` name the page that it leads to; `icon` of Lucide."""

    alert: Alert
    title: str
    text: str
    advice: str
    view: str
    argument: int | None
    icon: str


def told_of(alert: Alert) -> Told:
    return {Kind.BREAKOUT: _breakout, Kind.DROP: _drop, Kind.STOCK: _stock, Kind.OVERDUE: _overdue}[Kind(alert.kind)](alert)


def _breakout(alert: Alert) -> Told:
    text = _("%(views)s views after %(age)s days: %(times)s the usual %(usual)s of your other videos at that age.") % {
        "views": words.compact(alert.value), "age": alert.age, "times": words.ratio(alert.value / alert.usual),
        "usual": words.compact(alert.usual),
    }  # fmt: skip
    advice = _("Answer the comments, pin the product, and make the next one of this pattern while it runs.")
    return Told(
        alert, _("Breaking out: %(video)s") % {"video": alert.name}, text, advice, "planner:video", int(alert.of), "rocket"
    )


def _drop(alert: Alert) -> Told:
    channel = str(Channel(alert.of).label)
    text = _("%(sales)s in the seven days up to %(day)s; usually at least %(low)s.") % {
        "sales": words.money(alert.value, alert.currency), "day": words.day_short(alert.day),
        "low": words.money(alert.usual, alert.currency),
    }  # fmt: skip
    title = _("Sales below the usual range: %(channel)s (%(currency)s)") % {"channel": channel, "currency": alert.currency}
    advice = _("Look at the funnel for the step that gave way, then at stock, prices and the checkout.")
    return Told(alert, title, text, advice, "analytics:funnel", None, "trending-down")


def _stock(alert: Alert) -> Told:
    text = _("%(left)s pieces on %(day)s, about %(pace)s sold a day.") % {
        "left": words.count(alert.value), "day": words.day_short(alert.day), "pace": words.exact(alert.usual),
    }  # fmt: skip
    days = ngettext("%(n)s day of stock left: %(product)s", "%(n)s days of stock left: %(product)s", alert.age)
    advice = _("Order more, or move the videos about it to later.")
    return Told(alert, days % {"n": alert.age, "product": alert.name}, text, advice, "analytics:matrix", None, "package-x")


def _overdue(alert: Alert) -> Told:
    title = _("Overdue: %(file)s") % {"file": _(TITLES[alert.of]) if alert.of in TITLES else alert.of}
    text = _("The newest data are of %(day)s, %(late)s days ago; a file used to come every %(gap)s days.") % {
        "day": words.day_short(alert.day), "late": alert.age, "gap": alert.usual,
    }  # fmt: skip
    advice = _("Download it again and drop it on the import page.")
    return Told(alert, title, text, advice, "analytics:imports", None, "file-clock")
