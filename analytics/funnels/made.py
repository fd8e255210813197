"""How the figures in the tables of funnel and sales are made. Pure but for the reader's language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _, pgettext

from analytics.made import Made, made
from analytics.metrics import CART_RATE, CART_TO_ORDER, GROSS_SALES, ORDERS, PRODUCT_CLICKS, VIDEO_CTR, VIEWS, WATCH_GPM


def videos_made() -> Made:
    """The table video by video."""
    either = _("As the platform reports it for these days; where it tells none, of the orders tied to the video")
    return made(
        "videos", VIEWS, PRODUCT_CLICKS, VIDEO_CTR, CART_RATE, CART_TO_ORDER, (_("Orders"), either), (_("GMV"), either),
        WATCH_GPM, bases="video.tiktok_orders",
    )  # fmt: skip


def ties_made(key: str, bases: str) -> Made:
    """What ties the orders of one channel and currency to content."""
    share = (pgettext("of a whole", "Share"), _("orders with this tie ÷ all orders of the channel in this currency"))
    return made(key, ORDERS, share, GROSS_SALES, bases=bases)


def control_made(currencies: Sequence[str]) -> Made | None:
    """The control total; None without a row."""
    if not currencies:
        return None
    return made(
        "control",
        (_("Told by the files"), _("Totals of the orders as the newest file tells each, source by source")),
        (_("Told twice"), _("Of these, orders that another source tells too and that counts before it")),
        (_("Sample orders"), _("Of these, orders of samples: they are in no sum")),
        (_("Sum of the parts"), _("The sum over every cut of this page")),
        bases="tiktok_orders.own_orders.market_orders",
    )
