"""How the figures in the tables of fans are made. Pure but for the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from analytics.made import Made, made
from analytics.metrics import F2_RATE, REPEAT_RATE
from analytics.queries.sources import Source


def bases_made(sources: Sequence[Source]) -> Made:
    days = (_("Days to the second order"), _("The middle one of all customers who bought again"))
    return made("bases", _customers(), F2_RATE, days, REPEAT_RATE, _ltv(), sources=sources)


def segments_made(sources: Sequence[Source]) -> Made:
    third = _("Customers of the segment by what they spent so far, thirds of all customers of the shop; below, their LTV so far")
    names = (_("Upper third"), _("Middle third"), _("Lower third"))
    return made("segments", _customers(), _ltv(), *((name, third) for name in names), sources=sources)


def touch_made(key: str, sources: Sequence[Source]) -> Made:
    return made(f"touch-{key}", _customers(), F2_RATE, _ltv(), sources=sources)


def ladder_made() -> Made:
    week = (_("The week"), _("What the source tells of that week, as the rung says; unknown where fewer than six days are told"))
    usual = (_("Usual week"), _("The median of the eight weeks before"))
    return made(
        "ladder", week, (_("Week before"), _("The same of the week before")), usual,
        (_("Against usual"), _("The week ÷ the usual week − 1")), bases="account.tiktok_orders.own_orders.market_orders.voices",
    )  # fmt: skip


def reviews_made() -> Made:
    return made("reviews", (_("Reviews"), _("Reviews with so many stars in the 365 days")), bases="voices")


def nps_made() -> Made:
    score = _("Share of 9–10 minus share of 0–6, in points, from −100 to 100. Below ten answers it says nothing.")
    return made("nps", ("NPS", score), (_("Answers"), _("Answers of the month")), bases="voices")


def _customers() -> tuple[str, str]:
    return _("Customers"), _(
        "Buyers of the order files, each by the keyed hash of what the file calls the buyer, within one shop"
    )


def _ltv() -> tuple[str, str]:
    return _("LTV so far"), _("net sales of all orders ÷ customers, to date; costs are not taken off")
