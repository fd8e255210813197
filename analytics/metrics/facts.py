"""Metrics of what platforms tell of spans of days: cells are PeriodFact. Each CTR and CTOR says what it divides by,
because the platform uses the same letters for several (its glossary of shop analytics).
"""

from django.utils.translation import gettext_lazy

from .metric import Metric, Unit, simple

_told = gettext_lazy("As reported, the sum of the days")

IMPRESSIONS = simple("impressions", gettext_lazy("Impressions"), _told)
VIEWS = simple("views", gettext_lazy("Views"), _told)
FACT_PROFILE_VISITS = simple("profile_views", gettext_lazy("Profile visits"), _told)
PRODUCT_IMPRESSIONS = simple(
    "product_impressions",
    gettext_lazy("Product impressions"),
    gettext_lazy("Each time a product was shown in a video, a LIVE or the showcase, as reported"),
)
PRODUCT_CLICKS = simple(
    "product_clicks", gettext_lazy("Product clicks"), gettext_lazy("Clicks on products in content, as reported")
)
ADD_TO_CARTS = simple("add_to_carts", gettext_lazy("Added to cart"), _told)
CHECKOUTS = simple("checkouts", gettext_lazy("Checkouts begun"), _told)
TOLD_ORDERS = simple("orders", gettext_lazy("Orders, as reported"), gettext_lazy("As reported with this kind of GMV"))
TOLD_SKU_ORDERS = simple("sku_orders", gettext_lazy("SKU orders, as reported"), gettext_lazy("As reported with this kind of GMV"))
TOLD_GMV = simple(
    "gmv",
    gettext_lazy("GMV, as reported"),
    gettext_lazy("As reported; kinds of GMV overlap and are never added"),
    unit=Unit.MONEY,
)
TOLD_AOV = Metric(
    "aov",
    gettext_lazy("AOV"),
    gettext_lazy("GMV ÷ orders, of the same kind of GMV"),
    ("gmv",),
    per=("orders",),
    unit=Unit.MONEY,
)
SHOW_GPM = Metric(
    "show_gpm",
    gettext_lazy("GPM per 1,000 impressions"),
    gettext_lazy("GMV ÷ impressions × 1,000 (“Show GPM”)"),
    ("gmv",),
    per=("impressions",),
    unit=Unit.MONEY,
    times=1000,
)
WATCH_GPM = Metric(
    "watch_gpm",
    gettext_lazy("GPM per 1,000 views"),
    gettext_lazy("GMV ÷ views × 1,000 (“Watch GPM”)"),
    ("gmv",),
    per=("views",),
    unit=Unit.MONEY,
    times=1000,
)
VIDEO_CTR = Metric(
    "video_ctr",
    gettext_lazy("CTR (video)"),
    gettext_lazy("product clicks ÷ video views"),
    ("product_clicks",),
    per=("views",),
    unit=Unit.SHARE,
)
LIVE_CTR = Metric(
    "live_ctr",
    gettext_lazy("CTR (LIVE)"),
    gettext_lazy("product clicks ÷ LIVE views"),
    ("product_clicks",),
    per=("views",),
    unit=Unit.SHARE,
)
PRODUCT_CTR = Metric(
    "product_ctr",
    gettext_lazy("CTR (product)"),
    gettext_lazy("product clicks ÷ product impressions"),
    ("product_clicks",),
    per=("product_impressions",),
    unit=Unit.SHARE,
)
CLICK_TO_ORDER = Metric(
    "click_to_order",
    gettext_lazy("CTOR"),
    gettext_lazy("orders ÷ product clicks; the CTOR of TikTok's Shop tab counts users and is another"),
    ("orders",),
    per=("product_clicks",),
    unit=Unit.SHARE,
)
CLICK_TO_SKU_ORDER = Metric(
    "click_to_sku_order",
    gettext_lazy("CTOR (SKU orders)"),
    gettext_lazy("SKU orders ÷ product clicks"),
    ("sku_orders",),
    per=("product_clicks",),
    unit=Unit.SHARE,
)
CART_RATE = Metric(
    "cart_rate",
    gettext_lazy("Click to cart"),
    gettext_lazy("added to cart ÷ product clicks"),
    ("add_to_carts",),
    per=("product_clicks",),
    unit=Unit.SHARE,
)
CART_TO_ORDER = Metric(
    "cart_to_order",
    gettext_lazy("Cart to order"),
    gettext_lazy("orders ÷ added to cart"),
    ("orders",),
    per=("add_to_carts",),
    unit=Unit.SHARE,
)
TAP_THROUGH = Metric(
    "tap_through",
    gettext_lazy("Tap-through rate"),
    gettext_lazy("LIVE views ÷ LIVE impressions"),
    ("views",),
    per=("impressions",),
    unit=Unit.SHARE,
)
AD_COST = simple("cost", gettext_lazy("Ad cost"), _told, unit=Unit.MONEY)
AD_CTR = Metric(
    "ad_ctr",
    gettext_lazy("CTR (ad)"),
    gettext_lazy("clicks ÷ impressions of the advertisement"),
    ("clicks",),
    per=("impressions",),
    unit=Unit.SHARE,
)
ROI = Metric(
    "roi",
    gettext_lazy("ROI of ads"),
    gettext_lazy("attributed value ÷ ad cost; the value follows the ads account's own window"),
    ("gmv",),
    per=("cost",),
    unit=Unit.TIMES,
)
COST_PER_ORDER = Metric(
    "cost_per_order",
    gettext_lazy("Cost per order"),
    gettext_lazy("ad cost ÷ attributed orders"),
    ("cost",),
    per=("orders",),
    unit=Unit.MONEY,
)
SESSIONS = simple("sessions", gettext_lazy("Sessions"), _told)
SITE_PRODUCT_VIEWS = simple("product_views", gettext_lazy("Product views"), _told)
SITE_PRODUCT_VIEW_RATE = Metric(
    "site_product_view_rate",
    gettext_lazy("Product views per session"),
    gettext_lazy("product views ÷ sessions"),
    ("product_views",),
    per=("sessions",),
    unit=Unit.NUMBER,
)
SITE_CART_RATE = Metric(
    "site_cart_rate",
    gettext_lazy("Session to cart"),
    gettext_lazy("added to cart ÷ sessions"),
    ("add_to_carts",),
    per=("sessions",),
    unit=Unit.SHARE,
)
SITE_CONVERSION = Metric(
    "site_conversion",
    gettext_lazy("Conversion rate"),
    gettext_lazy("orders ÷ sessions"),
    ("orders",),
    per=("sessions",),
    unit=Unit.SHARE,
)
