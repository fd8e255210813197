"""What the metrics of a LIVE add to those of all facts: how long people stay, and how figures are said and compared."""

from django.utils.translation import gettext as _, gettext_lazy

from analytics.metrics import Metric, Number
from tkcommerce import words

STAY = Metric(
    "stay", gettext_lazy("Average stay"), gettext_lazy("total viewing time ÷ LIVE views, in seconds"),
    ("watched",), per=("views",),
)  # fmt: skip


def said(metric: Metric, value: Number | None, currency: str = "") -> str:
    """As people read it; a stay in seconds."""
    if metric is STAY and value is not None:
        return _("%(n)s s") % {"n": words.count(round(value))}
    return metric.text(value, currency)


def relative(now: Number | None, usual: Number | None) -> str:
    """How far from the usual: +12%, −30%; empty where it cannot be said."""
    if now is None or not usual:
        return ""
    points = round((float(now) / float(usual) - 1) * 100)
    sign = "+" if points > 0 else words.MINUS if points < 0 else "±"
    return f"{sign}{words.count(abs(points))}%"
