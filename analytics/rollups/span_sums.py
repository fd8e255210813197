"""SpanSum: facts of spans added up over contents, products and creators. Rebuilt after the facts themselves."""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from analytics.models.span_sums import TOLD_KEYS, Relation, SpanSum
from tkcommerce.brands.models import Brand

SUMS = SpanSum.SUMS
KEYS = "concat_ws(' ', {})".format(", ".join(f"CASE WHEN f.{key} <> '' THEN '{key}' END" for key in TOLD_KEYS))
RELATION = f"""CASE
    WHEN f.grain = 'ad' OR f.gmv_kind IN ('shop_ads', 'gmv_max') THEN '{Relation.PAID}'
    WHEN f.account_id IS NOT NULL OR a.id IS NOT NULL THEN '{Relation.OWN}'
    WHEN f.creator <> '' OR f.gmv_kind = 'affiliate' THEN '{Relation.AFFILIATE}'
    ELSE '' END"""
CAMPAIGN = "coalesce(nullif(f.utm_campaign, ''), nullif(f.campaign_name, ''), f.campaign_id)"
IS_TIKTOK = "f.grain <> 'site' OR f.utm_source ILIKE '%%tiktok%%'"
INSERT = f"""
    INSERT INTO analytics_spansum
        (brand_id, grain, gmv_kind, surface, currency, attribution, keys, first_day, end_day, account_id, relation, campaign,
         is_tiktok, facts, as_of, {", ".join(SUMS)})
    SELECT f.brand_id, f.grain, f.gmv_kind, f.surface, f.currency, f.attribution, {KEYS}, f.first_day, f.end_day,
        coalesce(f.account_id, a.id), {RELATION}, {CAMPAIGN}, {IS_TIKTOK}, count(*), max(f.as_of),
        {", ".join(f"sum(f.{name})" for name in SUMS)}
    FROM analytics_periodfact f
    LEFT JOIN planner_account a ON a.brand_id = f.brand_id AND a.handle = lower(f.creator) AND f.creator <> ''
    WHERE f.brand_id = %s AND f.first_day = ANY(%s)
    GROUP BY f.brand_id, f.grain, f.gmv_kind, f.surface, f.currency, f.attribution, 7, f.first_day, f.end_day, 10, 11, 12, 13
"""


def rebuild(brand: Brand, days: Sequence[date]) -> None:
    """Replace the slice of sums whose spans begin on these days. Call inside a transaction, after the facts."""
    SpanSum.objects.filter(brand=brand, first_day__in=days).delete()
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [brand.pk, list(days)])
