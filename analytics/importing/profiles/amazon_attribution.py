"""Amazon Attribution: what advertisements elsewhere led to on Amazon, 14 days after a click.

The columns are those of its reporting API; the header of a download by hand is not published and goes by the mapping page.
"Total" columns hold the promoted products and the others of the brand; without them the promoted ones alone count.
"""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="amazon_attribution.report",
    title=gettext_noop("Amazon Attribution"),
    kind="period",
    grain=("day", "campaign_id", "ad_id"),
    data_rows=("day", r".*\d.*"),
    periods=PeriodShape(grain="ad", attribution="14-day click", needs=("campaign_id",), adds_up=True),
    columns=(
        Column("day", ("date",), required=True),
        Column("campaign_id", ("campaignId",), required=True),
        Column("ad_id", ("creativeId", "adGroupId"), ranked=True),
        Column("utm_source", ("publisher",)),
        Column("clicks", ("Click-throughs", "clickThroughs"), required=True),
        Column("product_views", ("attributedTotalDetailPageViewsClicks14d", "attributedDetailPageViewsClicks14d"), ranked=True),
        Column("add_to_carts", ("attributedTotalAddToCartClicks14d", "attributedAddToCartClicks14d"), ranked=True),
        Column("orders", ("attributedTotalPurchases14d", "attributedPurchases14d"), ranked=True),
        Column("items", ("totalUnitsSold14d", "unitsSold14d"), ranked=True),
        Column("gmv", ("totalAttributedSales14d", "attributedSales14d"), ranked=True),
    ),
)
