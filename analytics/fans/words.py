"""Bases, segments and surfaces in the reader's words."""

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from analytics.models.sales import Surface
from tkcommerce.words import count

from .bases import Segment, Touch
from .summing import LATE, LOYAL, RECENT

SHOPS = {
    "tiktok_shop": "TikTok Shop", "shopify": "Shopify", "base": "BASE", "stores": "STORES", "eccube": "EC-CUBE",
    "makeshop": "MakeShop", "amazon": "Amazon", "rakuten": gettext_lazy("Rakuten Ichiba"),
}  # fmt: skip
AWAY = ("cooling", "asleep", "once")


def shop_name(shop: str, currency: str = "") -> str:
    """With its currency where a shop has several."""
    name = str(SHOPS.get(shop, shop))
    return f"{name} ({currency})" if currency else name


def segment_name(key: str) -> str:
    return {
        "loyal": _("Loyal"), "second": _("Came back"), "new": _("New"), "cooling": _("Cooling down"), "asleep": _("Asleep"),
        "once": _("Once, long ago"),
    }[key]  # fmt: skip


def segment_rule(key: str) -> str:
    rules = {
        "loyal": _("%(loyal)s orders or more, the last within %(recent)s days"),
        "second": _("two orders, the last within %(recent)s days"),
        "new": _("one order, within %(recent)s days"),
        "cooling": _("two orders or more, the last %(recent)s to %(late)s days ago"),
        "asleep": _("two orders or more, the last over %(late)s days ago"),
        "once": _("one order, over %(recent)s days ago"),
    }
    return rules[key] % {"loyal": LOYAL, "recent": RECENT, "late": LATE}


def segment_advice(key: str) -> str:
    return {
        "loyal": _("Ask for a review; show them what comes next first."),
        "second": _("A third order makes the habit: what goes with what they have."),
        "new": _("Help them use it: how-to videos, before the usual day of the second order."),
        "cooling": _("Remind them before the bottle is empty."),
        "asleep": _("A reason to come back: what is new since."),
        "once": _("Find out why; the first touch below tells who stays."),
    }[key]  # fmt: skip


def third_name(key: str) -> str:
    return {"upper": _("Upper third"), "middle": _("Middle third"), "lower": _("Lower third")}[key]


def begin_with(segment: Segment) -> str:
    """Of who has been away: those who spent most."""
    n = segment.thirds[0].customers
    if segment.key not in AWAY or not n:
        return ""
    return ngettext("Begin with the %(n)s of the upper third.", "Begin with the %(n)s of the upper third.", n) % {"n": count(n)}


def touch_name(touch: Touch, language: str) -> str:
    if touch.kind == "surface":
        return str(Surface(touch.of).label) if touch.of else _("not told")
    ja, en = touch.name
    return ja if language.startswith("ja") else en
