"""What selling by a video cost, each kind by one query: {(video id, currency): Cost}. Amounts are positive, in the currency of
the cost; days are those of the orders. What is not known is counted, never guessed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from analytics.models import FactGrain
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .spans import facts_in

Key = tuple[int, str]


@dataclass(frozen=True)
class Cost:
    """`known` of `units` (orders, items, lines, days) are in `amount`; `estimated` of them by a rate or an estimate."""

    amount: Decimal
    currency: str
    known: int
    units: int
    estimated: int = 0


# What the platform settled, if it did: of each kind and day of a settlement the newest file's word, as a positive sum. Else
# the seller fee of the order's market that was valid on its day, of what was kept.
_FEES = """
    SELECT s.video_id, s.currency, s.currency, coalesce(sum(coalesce(settled.fee, s.net * rule.rate)), 0),
        count(*) FILTER (WHERE coalesce(settled.fee, rule.rate) IS NOT NULL), count(*),
        count(*) FILTER (WHERE settled.fee IS NULL AND rule.rate IS NOT NULL)
    FROM analytics_sale s
    LEFT JOIN LATERAL (
        SELECT abs(sum(platform_fee)) AS fee FROM (
            SELECT DISTINCT ON (x.kind, x.day) x.platform_fee FROM analytics_settlementreading x
            JOIN analytics_importedtable t ON t.id = x.table_id AND t.live
            WHERE x.brand_id = s.brand_id AND x.order_id = s.order_id AND x.currency = s.currency
            ORDER BY x.kind, x.day, x.as_of DESC, x.table_id DESC) told) settled ON true
    LEFT JOIN LATERAL (
        SELECT m.rate FROM planner_marketfact m WHERE m.topic = 'seller_fee' AND m.rate IS NOT NULL
            AND m.market = coalesce(nullif(s.market, ''), %(home)s) AND (m.valid_from IS NULL OR m.valid_from <= s.day)
        ORDER BY m.valid_from DESC NULLS LAST LIMIT 1) rule ON true
    WHERE s.brand_id = %(brand)s AND s.video_id = ANY(%(videos)s) AND s.day >= %(first)s AND s.day < %(last)s
        AND s.channel = 'tiktok_shop' AND NOT s.is_sample AND s.cancelled_at IS NULL AND s.state <> 'cancelled'
    GROUP BY s.video_id, s.currency
"""
# Pieces kept, by the cost that was valid on the day of the order.
_PRODUCTS = """
    SELECT s.video_id, s.currency, coalesce(c.currency, s.currency),
        coalesce(sum(c.cost * (l.quantity - coalesce(l.returned_quantity, 0))), 0),
        coalesce(sum(l.quantity - coalesce(l.returned_quantity, 0)) FILTER (WHERE c.cost IS NOT NULL), 0),
        sum(l.quantity - coalesce(l.returned_quantity, 0)), 0
    FROM analytics_sale s JOIN analytics_saleline l ON l.sale_id = s.id
    LEFT JOIN LATERAL (
        SELECT p.cost, p.currency FROM analytics_productcost p WHERE p.product_id = l.catalogue_id AND p.valid_from <= s.day
        ORDER BY p.valid_from DESC LIMIT 1) c ON true
    WHERE s.brand_id = %(brand)s AND s.video_id = ANY(%(videos)s) AND s.day >= %(first)s AND s.day < %(last)s
        AND NOT s.is_sample AND s.cancelled_at IS NULL AND s.state <> 'cancelled'
    GROUP BY s.video_id, s.currency, coalesce(c.currency, s.currency)
"""
# Paid commission where the file tells it, else the platform's estimate.
_COMMISSIONS = """
    SELECT v.id, a.currency, a.currency, coalesce(sum(coalesce(a.commission_paid, a.commission_estimated)), 0),
        count(coalesce(a.commission_paid, a.commission_estimated)), count(*),
        count(*) FILTER (WHERE a.commission_paid IS NULL AND a.commission_estimated IS NOT NULL)
    FROM analytics_affiliatesale a JOIN planner_video v ON v.brand_id = a.brand_id AND v.external_id = a.content_id
    WHERE a.brand_id = %(brand)s AND v.id = ANY(%(videos)s) AND v.external_id <> '' AND a.day >= %(first)s AND a.day < %(last)s
        AND NOT a.is_cancelled
    GROUP BY v.id, a.currency
"""
# A sample belongs to its creator: its cost is shared by the creator's contents that sold in the window.
_SAMPLES = """
    WITH sold AS (
        SELECT DISTINCT lower(creator) AS creator, content_id, currency FROM analytics_affiliatesale
        WHERE brand_id = %(brand)s AND day >= %(first)s AND day < %(last)s AND creator <> '' AND content_id <> ''
    ), shared AS (SELECT *, count(*) OVER (PARTITION BY creator, currency) AS contents FROM sold)
    SELECT v.id, shared.currency, coalesce(c.currency, shared.currency), coalesce(sum(c.cost / shared.contents), 0),
        count(c.cost), count(*), 0
    FROM shared JOIN planner_video v ON v.brand_id = %(brand)s AND v.external_id = shared.content_id AND v.id = ANY(%(videos)s)
    JOIN analytics_sentsample g ON g.brand_id = %(brand)s AND lower(g.creator) = shared.creator
        AND g.sent_on >= %(first)s AND g.sent_on < %(last)s
    LEFT JOIN LATERAL (
        SELECT p.cost, p.currency FROM analytics_productcost p WHERE p.product_id = g.product_id AND p.valid_from <= g.sent_on
        ORDER BY p.valid_from DESC LIMIT 1) c ON true
    GROUP BY v.id, shared.currency, coalesce(c.currency, shared.currency)
"""


def fees(brand: Brand, days: Days, videos: Sequence[int]) -> dict[Key, list[Cost]]:
    return _costs(_FEES, brand, days, videos)


def product_costs(brand: Brand, days: Days, videos: Sequence[int]) -> dict[Key, list[Cost]]:
    return _costs(_PRODUCTS, brand, days, videos)


def commissions(brand: Brand, days: Days, videos: Sequence[int]) -> dict[Key, list[Cost]]:
    return _costs(_COMMISSIONS, brand, days, videos)


def samples(brand: Brand, days: Days, videos: Sequence[int]) -> dict[Key, list[Cost]]:
    return _costs(_SAMPLES, brand, days, videos)


def ad_costs(brand: Brand, days: Days, videos: Sequence[Video]) -> dict[Key, list[Cost]]:
    """Spans that overlap are never added; days that no report covers are not known."""
    ids = {video.external_id: video.pk for video in videos if video.external_id}
    found = facts_in(brand, days, grain=FactGrain.AD, content_id__in=list(ids), cost__isnull=False)
    made: dict[Key, list[Cost]] = {}
    spent: dict[Key, tuple[Decimal, set]] = {}
    for row in found.rows:
        amount, told = spent.get((ids[row.content_id], row.currency), (Decimal(0), set()))
        told |= set(Days(row.first_day, row.end_day))
        spent[ids[row.content_id], row.currency] = (amount + row.cost, told)
    for key, (amount, told) in spent.items():
        made[key] = [Cost(amount, key[1], len(told), len(days))]
    return made


def _costs(question: str, brand: Brand, days: Days, videos: Sequence[int]) -> dict[Key, list[Cost]]:
    values = {"brand": brand.pk, "home": brand.home_market, "videos": list(videos), "first": days.start, "last": days.end}
    made: dict[Key, list[Cost]] = {}
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        for video, currency, of_cost, amount, known, units, estimated in cursor.fetchall():
            made.setdefault((video, currency), []).append(Cost(amount, of_cost, int(known), int(units), estimated))
    return made
