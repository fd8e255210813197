"""How the columns of a file's control totals are called, and what people say about how a file is to be read."""

from django.utils.translation import gettext_lazy as _

from analytics.models import AccountDayReading, VideoReading

COLUMN_LABELS = {
    field.name: field.verbose_name
    for model in (AccountDayReading, VideoReading)
    for field in model._meta.concrete_fields
    if field.name in model.METRICS
} | {
    "active_followers": _("active followers"),
    "share": _("share"),
    "items": _("items"),
    "subtotal": _("subtotal"),
    "shipping": _("shipping"),
    "taxes": _("taxes"),
    "total": _("total"),
    "discount": _("discount"),
    "refunded": _("refunded"),
    "impressions": _("impressions"),
    "views": _("video views"),
    "product_impressions": _("product impressions"),
    "product_clicks": _("product clicks"),
    "orders": _("orders"),
    "sku_orders": _("SKU orders"),
    "gmv": _("GMV"),
    "cost": _("ad cost"),
    "sessions": _("sessions"),
    "commission_estimated": _("estimated commission"),
    "quantity": _("in stock"),
    "score": _("sum of scores"),
    "settled": _("paid out"),
    "revenue": _("revenue"),
    "platform_fee": _("platform fee"),
    "affiliate_commission": _("affiliate commission"),
}

# Of MetricImport.answers; what a value is not in the words stands for itself.
ANSWER_LABELS = {
    "profile": _("This is"),
    "date_order": _("Dates"),
    "currency": _("Currency"),
    "as_of": _("Day of the export"),
    "span": _("Days it counts"),
    "rate_scale": _("Rates"),
}
ANSWER_WORDS = {
    "dmy": _("day first"),
    "mdy": _("month first"),
    "percent": _("percent: 38 is 38 %"),
    "fraction": _("parts of 1: 0.38 is 38 %"),
}
