"""What a video leaves over: net sales − platform fee − affiliate commission − ad cost − samples − product cost.

By video and currency, over the orders of a window. What is not known stays out of the sum, and is said.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.db.models import Sum
from django.utils.translation import gettext as _, gettext_noop

from planner.models import Video
from tkcommerce import words
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from . import contribution_costs as costs
from .contribution_costs import Cost
from .exchange import Rates, rates_into


class Part(StrEnum):
    """What is taken off net sales, in this order."""

    FEE = "fee"
    COMMISSION = "commission"
    ADS = "ads"
    SAMPLES = "samples"
    PRODUCTS = "products"


MISSING = {
    Part.FEE: gettext_noop("No fee is known for %(missing)s of %(all)s orders."),
    Part.COMMISSION: gettext_noop("No commission is told for %(missing)s of %(all)s affiliate lines."),
    Part.SAMPLES: gettext_noop("No cost is set for %(missing)s of %(all)s samples."),
    Part.PRODUCTS: gettext_noop("No cost is set for %(missing)s of %(all)s pieces."),
}
ESTIMATED = {
    Part.FEE: gettext_noop("By the market's rate for %(estimated)s of %(all)s orders that are not settled yet."),
    Part.COMMISSION: gettext_noop("As TikTok estimates it for %(estimated)s of %(all)s lines that are not paid yet."),
}


@dataclass(frozen=True)
class Deduction:
    """`amount` in the currency of the sales; None: nothing is known. `known` of `units` are in it, `estimated` of them."""

    part: Part
    amount: Decimal | None
    known: int
    units: int
    estimated: int

    @property
    def word(self) -> str:
        return {
            Part.FEE: _("Platform fee"),
            Part.COMMISSION: _("Affiliate commission"),
            Part.ADS: _("Ad cost"),
            Part.SAMPLES: _("Samples"),
            Part.PRODUCTS: _("Product cost"),
        }[self.part]

    @property
    def note(self) -> str:
        """What is missing or estimated, in words; empty where all is known."""
        missing = self.units - self.known
        if self.part == Part.ADS and not self.units:
            return _("No ads report names this video.")
        if self.part == Part.ADS and missing:
            return _("No ads report for %(days)s of the days.") % {"days": words.count(missing)}
        if missing:
            return _(MISSING[self.part]) % {"missing": words.count(missing), "all": words.count(self.units)}
        if self.estimated:
            return _(ESTIMATED[self.part]) % {"estimated": words.count(self.estimated), "all": words.count(self.units)}
        return ""


@dataclass(frozen=True)
class Contribution:
    """Of one video in one currency."""

    video_id: int
    currency: str
    net_sales: Decimal
    deductions: tuple[Deduction, ...]
    without_rate: tuple[str, ...]  # currencies of costs that could not be converted

    @property
    def value(self) -> Decimal:
        """Of what is known; see `is_whole`."""
        return self.net_sales - sum((one.amount for one in self.deductions if one.amount is not None), Decimal(0))

    @property
    def is_whole(self) -> bool:
        return not self.without_rate and all(one.known == one.units for one in self.deductions)

    @property
    def notes(self) -> list[str]:
        told = [one.note for one in self.deductions if one.note]
        if self.without_rate:
            told.append(_("No exchange rate for costs in %(currencies)s.") % {"currencies": ", ".join(self.without_rate)})
        return told


def contributions(brand: Brand, days: Days, videos: Sequence[Video]) -> dict[int, tuple[Contribution, ...]]:
    """{video id: one per currency}, of videos that sold in the window. A fixed number of queries for any number of videos."""
    ids = [video.pk for video in videos]
    sold = brand.salescuts.filter(day__gte=days.start, day__lt=days.end, video__in=ids).order_by("video", "currency")
    known = {
        Part.FEE: costs.fees(brand, days, ids),
        Part.COMMISSION: costs.commissions(brand, days, ids),
        Part.ADS: costs.ad_costs(brand, days, videos),
        Part.SAMPLES: costs.samples(brand, days, ids),
        Part.PRODUCTS: costs.product_costs(brand, days, ids),
    }
    rates: dict[str, Rates] = {}
    made: dict[int, list[Contribution]] = {}
    for video, currency, net in sold.values_list("video", "currency").annotate(net=Sum("net")):
        rate = rates.setdefault(currency, rates_into(brand, currency))
        mine = {part: found.get((video, currency), []) for part, found in known.items()}
        made.setdefault(video, []).append(_contribution(video, currency, net, mine, rate, days))
    return {video: tuple(rows) for video, rows in made.items()}


def _contribution(
    video: int, currency: str, net: Decimal, mine: dict[Part, list[Cost]], rates: Rates, days: Days
) -> Contribution:
    deductions, without = [], set()
    for part in Part:
        converted = rates.convert((days.last, cost.currency, cost.amount) for cost in mine[part] if cost.known)
        without |= set(converted.missing)
        told, units = sum(cost.known for cost in mine[part]), sum(cost.units for cost in mine[part])
        estimated = sum(cost.estimated for cost in mine[part])
        deductions.append(Deduction(part, converted.amount if told else None, told, units, estimated))
    return Contribution(video, currency, net, tuple(deductions), tuple(sorted(without)))
