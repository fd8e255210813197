"""Metrics of orders: cells are SaleSums (ChannelCut, SalesCut), SalesDay where the column is there, sums of buyers, and
AffiliateSale. A discount that the platform pays is part of GMV and not of what a customer was charged.
"""

from django.utils.translation import gettext_lazy

from .metric import Metric, Unit, simple

ORDERS = simple("orders", gettext_lazy("Orders"), gettext_lazy("Orders placed on the days, cancelled ones included"))
GROSS_SALES = simple(
    "gross",
    gettext_lazy("Gross sales"),
    gettext_lazy("The orders' totals as charged, cancelled ones included"),
    unit=Unit.MONEY,
)
NET_SALES = Metric(
    "net_sales",
    gettext_lazy("Net sales"),
    gettext_lazy("Totals of the orders placed on the days, without cancelled ones − what was refunded of the others, so far"),
    ("net",),
    unit=Unit.MONEY,
)
AVERAGE_ORDER_VALUE = Metric(
    "average_order_value",
    gettext_lazy("Average order value"),
    gettext_lazy("gross sales ÷ orders"),
    ("gross",),
    per=("orders",),
    unit=Unit.MONEY,
)
REFUND_RATE = Metric(  # cells: {"kept_gross": gross − cancelled_gross, …}
    "refund_rate",
    gettext_lazy("Refund rate"),
    gettext_lazy("refunded of orders that were not cancelled ÷ their totals; cancelled ones are in the cancellation rate"),
    ("kept_gross",),
    minus=("net",),
    per=("kept_gross",),
    unit=Unit.SHARE,
)
GMV = Metric(
    "gmv",
    gettext_lazy("GMV"),
    gettext_lazy("The orders' totals + discounts that the platform paid, cancelled and returned orders included"),
    ("gross", "platform_discount"),
    unit=Unit.MONEY,
)
SKU_ORDERS = simple(
    "sku_orders", gettext_lazy("SKU orders"), gettext_lazy("SKUs in each order, added up: 3 of A and 2 of B are 2")
)
ITEMS = simple("items", gettext_lazy("Items sold"), gettext_lazy("Pieces in the orders: 3 of A and 2 of B are 5"))
ITEMS_PER_ORDER = Metric(
    "items_per_order",
    gettext_lazy("Items per order"),
    gettext_lazy("items ÷ orders"),
    ("items",),
    per=("orders",),
    unit=Unit.NUMBER,
)
CANCELLED_ORDERS = simple(
    "cancelled_orders", gettext_lazy("Cancelled orders"), gettext_lazy("Orders placed on the days and cancelled since")
)
CANCELLATION_RATE = Metric(
    "cancellation_rate",
    gettext_lazy("Cancellation rate"),
    gettext_lazy("cancelled orders ÷ orders"),
    ("cancelled_orders",),
    per=("orders",),
    unit=Unit.SHARE,
)
DELIVERED_ORDERS = simple(
    "delivered_orders", gettext_lazy("Delivered orders"), gettext_lazy("Orders placed on the days and delivered so far")
)
SAMPLE_ORDERS = simple("samples", gettext_lazy("Sample orders"), gettext_lazy("Orders of samples: a cost, in no other number"))
FIRST_ORDERS = simple(
    "first_orders",
    gettext_lazy("New customers"),
    gettext_lazy("Orders of customers who had never bought in this shop; cancelled orders do not count as bought"),
)
REPEAT_ORDERS = simple(
    "repeat_orders", gettext_lazy("Repeat orders"), gettext_lazy("Orders of customers who had bought in this shop before")
)
REPEAT_ORDER_SHARE = Metric(
    "repeat_order_share",
    gettext_lazy("Share of repeat orders"),
    gettext_lazy("repeat orders ÷ (first + repeat orders); orders of unknown customers are left out"),
    ("repeat_orders",),
    per=("first_orders", "repeat_orders"),
    unit=Unit.SHARE,
)
TIKTOK_SHARE = Metric(  # cells: {"tiktok_gross": …, "gross": …} of one day and currency
    "tiktok_share",
    gettext_lazy("TikTok's share of all EC sales"),
    gettext_lazy("gross sales of TikTok Shop ÷ gross sales of all shops in the same currency"),
    ("tiktok_gross",),
    per=("gross",),
    unit=Unit.SHARE,
)
F2_RATE = Metric(  # cells: {"second_buyers": …, "first_buyers": …} of one shop
    "f2_rate",
    gettext_lazy("F2 rate"),
    gettext_lazy("customers who bought again within so many days ÷ customers whose first order is at least so many days ago"),
    ("second_buyers",),
    per=("first_buyers",),
    unit=Unit.SHARE,
)
REPEAT_RATE = Metric(  # cells: {"repeat_buyers": …, "buyers": …} of one shop and window
    "repeat_rate",
    gettext_lazy("Repeat rate"),
    gettext_lazy("customers of the days who had bought before, or bought twice ÷ all customers of the days"),
    ("repeat_buyers",),
    per=("buyers",),
    unit=Unit.SHARE,
)
AFFILIATE_GMV = Metric(
    "affiliate_gmv",
    gettext_lazy("Attributed (affiliate) GMV"),
    gettext_lazy("Paid orders within 14 days of a click in a creator's content, returns included; never added to sales"),
    ("gmv",),
    unit=Unit.MONEY,
)
COMMISSION_ESTIMATED = simple(
    "commission_estimated",
    gettext_lazy("Estimated commission"),
    gettext_lazy("The sum of the affiliate orders, as TikTok estimates it"),
    unit=Unit.MONEY,
)
COMMISSION_PAID = simple(
    "commission_paid", gettext_lazy("Commission paid"), gettext_lazy("The sum of the affiliate orders"), unit=Unit.MONEY
)
COMMISSION_RATE = Metric(
    "commission_rate",
    gettext_lazy("Commission rate"),
    gettext_lazy("estimated commission ÷ affiliate GMV"),
    ("commission_estimated",),
    per=("gmv",),
    unit=Unit.SHARE,
)
RETURN_ON_COMMISSION = Metric(
    "return_on_commission",
    gettext_lazy("Return on commission"),
    gettext_lazy("affiliate GMV ÷ estimated commission"),
    ("gmv",),
    per=("commission_estimated",),
    unit=Unit.TIMES,
)
AFFILIATE_REFUND_SHARE = Metric(  # cells: {"refunded": …, "gmv": …} of affiliate orders
    "affiliate_refund_share",
    gettext_lazy("Given back"),
    gettext_lazy("GMV of cancelled lines, and of returned pieces by their share of the line ÷ affiliate GMV"),
    ("refunded",),
    per=("gmv",),
    unit=Unit.SHARE,
)
AFFILIATE_RETURN_RATE = Metric(
    "affiliate_return_rate",
    gettext_lazy("Returned pieces"),
    gettext_lazy("returned pieces ÷ pieces of affiliate orders"),
    ("returned_quantity",),
    per=("quantity",),
    unit=Unit.SHARE,
)
