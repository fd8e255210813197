"""What each kind of GMV counts, in words. Keys are those of GmvKind; kinds overlap and are never added."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MEANINGS = {
    "direct": _(
        "Orders by the last content clicked before the order, by the time of payment; cancelled and returned ones are included"
    ),
    "affiliate": _("Paid orders within 14 days of a click on a product link in the creator's content, returned ones included"),
    "live_24h": _("Orders within 24 hours of watching the LIVE"),
    "shop_ads": _("Orders within the window of the ads account, by the day of click or view"),
    "gmv_max": _("All paid, organic and affiliate orders of the promoted products"),
}  # fmt: skip
AS_TOLD = _("As the file tells it")


def meaning_of(kind: str) -> str | Promise:
    return MEANINGS.get(kind, AS_TOLD)
