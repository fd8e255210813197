"""The two funnels, declared: which steps, by which column, told by whom, and which ways of counting follow each other."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from analytics.metrics import (
    CART_RATE,
    CART_TO_ORDER,
    CLICK_TO_ORDER,
    CLICK_TO_SKU_ORDER,
    PRODUCT_CTR,
    PROFILE_VISIT_RATE,
    REPEAT_ORDER_SHARE,
    VIDEO_CTR,
    Metric,
    Unit,
)
from analytics.models import FactGrain, Relation, Surface
from planner.models import Video

from .cut import Cut

REACH = ("impressions", "views")
FACTS = (FactGrain.SHOP, FactGrain.PRODUCT, FactGrain.VIDEO, FactGrain.LIVE, FactGrain.AD, FactGrain.CREATOR)
DELIVERY_RATE = Metric(
    "delivery_rate", _("Delivered"), _("delivered orders ÷ orders whose delivery the file tells"), ("delivered_orders",),
    per=("tracked_orders",), unit=Unit.SHARE,
)  # fmt: skip
NAMED_RATES = {
    ("product_clicks", "views"): VIDEO_CTR,
    ("product_clicks", "product_impressions"): PRODUCT_CTR,
    ("add_to_carts", "product_clicks"): CART_RATE,
    ("orders", "add_to_carts"): CART_TO_ORDER,
    ("orders", "product_clicks"): CLICK_TO_ORDER,
    ("sku_orders", "product_clicks"): CLICK_TO_SKU_ORDER,
}  # a rate between two other steps is that step ÷ the one before


@dataclass(frozen=True)
class StepKind:
    """`columns`: the first that is told; `tellers`: bases that may tell it, preferred first; `rate`: where it is not simply
    this step ÷ an earlier one; `ripens`: it grows for days after the window, so the newest one is always behind."""

    key: str
    label: str | Promise
    meaning: str | Promise
    columns: tuple[str, ...]
    tellers: tuple[str, ...]
    rate: Metric | None = None
    costs: str | Promise = ""  # what is lost where its rate is low, if not orders
    ripens: bool = False


TOLD = _("As the platform reports it for the days")
IN_APP = (
    StepKind("impressions", _("Impressions"), TOLD, ("impressions",), FACTS),
    StepKind("views", _("Views"), TOLD, ("views",), (*FACTS, "account")),
    StepKind("product_impressions", _("Product impressions"), _("Times a product link or card was shown"),
             ("product_impressions",), FACTS),
    StepKind("product_clicks", _("Product clicks"), _("Clicks on product links and cards"), ("product_clicks",), FACTS),
    StepKind("add_to_carts", _("Added to cart"), TOLD, ("add_to_carts",), FACTS),
    StepKind("orders", _("Orders"), _("Orders placed on the days, cancelled ones included"), ("orders", "sku_orders"),
             (*FACTS, "tiktok_orders")),
    StepKind("delivered", _("Delivered"), _("Orders placed on the days and delivered so far"), ("delivered_orders",),
             ("tiktok_orders",), DELIVERY_RATE, ripens=True),
    StepKind("repeat", _("Repeat orders"), _("Orders of customers who had bought in this shop before"), ("repeat_orders",),
             ("tiktok_orders",), REPEAT_ORDER_SHARE, _("repeat orders")),
)  # fmt: skip
OWN_EC = (
    StepKind("views", _("Views"), _("All views of the accounts' videos"), ("views",), ("account",)),
    StepKind("profile_views", _("Profile visits"), _("Visits to the profile, where the link is"), ("profile_views",),
             ("account",)),
    StepKind("link_clicks", _("Link clicks"), _("Clicks by people on tracked links"), ("link_clicks",), ("links",)),
    StepKind("sessions", _("Sessions (UTM)"), _("Visits of the shop that carry a TikTok UTM"), ("sessions",), (FactGrain.SITE,)),
    StepKind("product_views", _("Product pages"), _("Product pages seen in these visits"), ("product_views",), (FactGrain.SITE,)),
    StepKind("add_to_carts", _("Added to cart"), _("Put into the cart in these visits"), ("add_to_carts",), (FactGrain.SITE,)),
    StepKind("orders", _("Orders"), _("Orders that a link, a coupon or a UTM ties to TikTok"), ("orders", "sku_orders"),
             ("own_orders", FactGrain.SITE)),
    StepKind("repeat", _("Repeat orders"), _("Of these, orders of customers who had bought in this shop before"),
             ("repeat_orders",), ("own_orders",), REPEAT_ORDER_SHARE, _("repeat orders")),
)  # fmt: skip
# Two systems that count the same people in a row, over the same days: their totals may be set in relation.
JOINS = {
    ("account", "links"), ("account", FactGrain.SITE), ("links", FactGrain.SITE), (FactGrain.SITE, "own_orders"),
    ("links", "own_orders"), (FactGrain.SHOP, "tiktok_orders"),
}  # fmt: skip


def in_app_of(cut: Cut) -> tuple[StepKind, ...]:
    """With the tellers that count what is asked for: never the shop as a whole for one video."""
    facts = facts_of(cut)
    return tuple(replace(kind, tellers=tuple(one for one in kind.tellers if one not in FACTS or one in facts)) for kind in IN_APP)


def facts_of(cut: Cut) -> tuple[str, ...]:
    """Grains of facts by what is asked for, preferred first."""
    if cut.relation == Relation.PAID:
        return (FactGrain.AD,)
    if cut.video:
        return (FactGrain.LIVE,) if cut.video.kind == Video.Kind.LIVE else (FactGrain.VIDEO,)
    if cut.product:
        return (FactGrain.PRODUCT,)
    if cut.creator:
        return (FactGrain.CREATOR, FactGrain.VIDEO, FactGrain.LIVE)
    if cut.surface == Surface.VIDEO:
        return (FactGrain.VIDEO, FactGrain.SHOP, FactGrain.PRODUCT)
    if cut.surface == Surface.LIVE:
        return (FactGrain.LIVE, FactGrain.SHOP, FactGrain.PRODUCT)
    if cut.relation == Relation.AFFILIATE:
        return (FactGrain.CREATOR, FactGrain.VIDEO, FactGrain.LIVE)
    return FACTS[:4] if not cut.surface else FACTS[:2]


def rate_of(kind: StepKind, column: str, per_kind: StepKind, per_column: str) -> Metric:
    named = NAMED_RATES.get((column, per_column))
    if named:
        return named
    if (column, per_column) == ("profile_views", "views"):
        return replace(PROFILE_VISIT_RATE, plus=(column,), per=(per_column,))
    formula = _("%(step)s ÷ %(before)s") % {"step": kind.label, "before": per_kind.label}
    return Metric(f"{kind.key}_rate", str(kind.label), formula, (column,), per=(per_column,), unit=Unit.SHARE)
