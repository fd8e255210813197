"""What is known already, added up as the roll-up does it (analytics/rollups/span_totals.py): pages read it at once."""

from django.db import migrations

SUMS = (
    "impressions", "views", "profile_views", "product_impressions", "product_clicks", "add_to_carts", "checkouts", "orders",
    "sku_orders", "items", "clicks", "sessions", "product_views", "gmv", "refunded", "cost",
)  # fmt: skip
KEYS = "brand_id, grain, gmv_kind, surface, currency, attribution, keys, first_day, end_day, account_id, relation, is_tiktok"
TOTAL = f"""
    INSERT INTO analytics_spantotal ({KEYS}, as_of, {", ".join(SUMS)})
    SELECT {KEYS}, max(as_of), {", ".join(f"sum({name})" for name in SUMS)} FROM analytics_spansum GROUP BY {KEYS}
"""
OF_VIDEO = ("gmv", "views", "product_impressions", "product_clicks", "add_to_carts", "orders")
VIDEO = f"""
    INSERT INTO analytics_videospan (brand_id, gmv_kind, first_day, end_day, content_id, currency, as_of, {", ".join(OF_VIDEO)})
    SELECT brand_id, gmv_kind, first_day, end_day, content_id, currency, max(as_of),
        {", ".join(f"sum({name})" for name in OF_VIDEO)}
    FROM analytics_periodfact WHERE grain = 'video' AND content_id <> '' AND product_id = '' AND sku_id = ''
        AND campaign_id = '' AND ad_id = '' AND utm_source = '' AND utm_medium = '' AND utm_campaign = ''
        AND channel_group = '' AND landing_page = ''
    GROUP BY brand_id, gmv_kind, first_day, end_day, content_id, currency
"""


class Migration(migrations.Migration):
    dependencies = [("analytics", "0022_span_totals")]
    operations = [
        migrations.RunSQL(TOTAL, migrations.RunSQL.noop),
        migrations.RunSQL(VIDEO, migrations.RunSQL.noop),
    ]
