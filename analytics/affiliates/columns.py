"""How the figures in the tables of creators are made. Pure but for the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from analytics.made import Made, made
from analytics.metrics import AFFILIATE_GMV, AFFILIATE_REFUND_SHARE, COMMISSION_ESTIMATED, RETURN_ON_COMMISSION
from analytics.queries.fact_sources import FactSource


def creators_made(sources: Sequence[FactSource]) -> Made:
    commission = _("The sum of the affiliate orders, as TikTok estimates it · what the files call paid; it follows by some weeks")
    samples = _("Samples sent, of all time; after how many came content, and a sale of the product")
    return made(
        "creators", AFFILIATE_GMV, _orders(), AFFILIATE_REFUND_SHARE, (_("Commission"), commission), RETURN_ON_COMMISSION,
        (_("Contents"), _("Videos and LIVEs that an affiliate order names")), (_("Sent samples"), samples), _last_sale(),
        sources=sources,
    )  # fmt: skip


def contents_made(sources: Sequence[FactSource]) -> Made:
    return made(
        "contents", AFFILIATE_GMV, _orders(), AFFILIATE_REFUND_SHARE, COMMISSION_ESTIMATED, _last_sale(), sources=sources
    )  # fmt: skip


def products_made(sources: Sequence[FactSource]) -> Made:
    items = (_("Items"), _("Pieces in the affiliate orders"))
    return made("products", AFFILIATE_GMV, items, AFFILIATE_REFUND_SHARE, RETURN_ON_COMMISSION, sources=sources)


def rates_made(sources: Sequence[FactSource]) -> Made:
    carried = _("The first and the last day of an order line with this rate")
    return made(
        "rates", (_("Commission"), _("As the order lines carry it")), (_("First day"), carried), (_("Last day"), carried),
        (_("Order lines"), _("How many carry it")), sources=sources,
    )  # fmt: skip


def _orders() -> tuple[str, str]:
    return _("Orders"), _("Affiliate orders, cancelled ones included; an order with two lines is one")


def _last_sale() -> tuple[str, str]:
    return _("Last sale"), _("The newest day with an affiliate order")
