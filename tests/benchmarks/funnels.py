"""Seconds to roll up the sales of one new day after three years of orders, and how they grow with ten times the history.

Run by hand, with the environment of the tests: `python tests/benchmarks/funnels.py [--orders 500000]`. Made by SQL: 10,000
videos, orders of TikTok Shop (a fifth told by affiliates too) and of the brand's own shop, two customers of five come back.
Everything is rolled back.
"""

import argparse
import sys
import time
from datetime import date, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import tkcommerce.wsgi  # noqa: E402, F401, isort: skip - the process as production has it

from django.db import connection, transaction  # noqa: E402
from factories import make_account, make_brand, make_import, make_table  # noqa: E402

from analytics.models import Sale, SalesCut  # noqa: E402
from analytics.rollups.sales import rebuild  # noqa: E402
from tkcommerce.brands.models import Brand  # noqa: E402

LAST, DAYS, VIDEOS, STEP, ROUNDS = date(2026, 11, 20), 1095, 10_000, 100, 5
NEW = LAST + timedelta(days=1)

VIDEO = """
    INSERT INTO planner_video (brand_id, account_id, kind, state, hook, caption, script, shot_list, hypothesis, notes, sound,
        sound_licence, sound_proof, relation, is_ai, market, destination, destination_url, reference_url, planned_zone,
        external_id, url, posted_day, pair_variant, version, created_at)
    SELECT %(brand)s, %(account)s, 'video', 'posted', '', 'video ' || n, '', '', '', '', '', '', '', 'own', false, '', '', '', '',
        'Asia/Tokyo', (7000000000000000000 + n)::text, '', %(last)s::date - (n %% %(days)s)::int, '', 1, now()
    FROM generate_series(1, %(videos)s) AS n
"""
# Orders n + 1 … n + count, spread evenly over the days from `first` on. Every third is the own shop's.
ORDER = """
    INSERT INTO analytics_orderreading (brand_id, source, shop, channel, order_id, name, tiktok_order_id, state, ordered_at,
        currency, total, refunded, items, is_sample, market, discount_code, utm_source, utm_medium, utm_campaign, utm_content,
        customer_key, gmv_kind, financial_status, fulfillment_status, digest)
    SELECT %(brand)s, kind.source, kind.shop, kind.channel, kind.prefix || n, '#' || n, '', 'delivered',
        (%(first)s::date + ((n - %(from)s) * %(span)s / %(count)s)::int)::timestamp AT TIME ZONE 'Asia/Tokyo'
            + interval '1 second' * (n * 7919 %% 86000),
        'JPY', 2000 + n %% 7000, CASE WHEN n %% 20 = 0 THEN 500 END, 1 + (n %% 3)::int, n %% 500 = 0, 'JP', '', '', '', '', '',
        'c' || (n * 48271 %% (%(customers)s)), kind.gmv_kind, '', '', md5(kind.source || n)::uuid
    FROM generate_series(%(from)s::bigint, %(from)s + %(count)s - 1) AS n
    CROSS JOIN LATERAL (
        SELECT 'tiktok_shop' AS source, 'tiktok_shop' AS shop, 'tiktok_shop' AS channel, '57' AS prefix, 'direct' AS gmv_kind
        WHERE n %% 3 > 0
        UNION ALL SELECT 'tiktok_affiliate', 'tiktok_shop', 'tiktok_shop', '57', 'affiliate' WHERE n %% 3 > 0 AND n %% 5 = 0
        UNION ALL SELECT 'shopify', 'shopify', 'own_ec', '60', 'direct' WHERE n %% 3 = 0) kind
    RETURNING id
"""
TELL = """
    INSERT INTO analytics_ordertelling (brand_id, table_id, reading_id, as_of)
    SELECT %(brand)s, %(table)s, id, %(last)s FROM analytics_orderreading WHERE brand_id = %(brand)s AND id > %(after)s
"""
LINE = """
    INSERT INTO analytics_orderlinereading (brand_id, order_id, position, product_id, sku_id, sku, title, quantity, unit_price,
        surface, content_id, creator, collaboration, commission_estimated)
    SELECT %(brand)s, id, position, 'p' || id %% 200, 's' || id %% 400 || position, '', 'product', 1, 1000,
        CASE gmv_kind WHEN 'affiliate' THEN 'video' ELSE '' END,
        CASE gmv_kind WHEN 'affiliate' THEN (7000000000000000000 + 1 + id %% %(videos)s)::text ELSE '' END,
        CASE gmv_kind WHEN 'affiliate' THEN 'creator' || id %% 300 ELSE '' END, '',
        CASE gmv_kind WHEN 'affiliate' THEN 100 END
    FROM analytics_orderreading CROSS JOIN generate_series(1, 2) AS position
    WHERE brand_id = %(brand)s AND id > %(after)s AND (position = 1 OR id %% 3 = 0)
"""


def add_orders(brand: Brand, values: dict, *, first: date, span: int, start: int, count: int) -> None:
    table = make_table(
        make_import(brand, sha256=f"{start}".rjust(64, "0")), kind="order", as_of=LAST, profile="tiktok_shop.orders"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM analytics_orderreading")
        told = values | {
            "table": table.pk,
            "first": first,
            "span": span,
            "from": start,
            "count": count,
            "after": cursor.fetchone()[0],
        }
        for question in (ORDER, TELL, LINE):
            cursor.execute(question, told)
        if count > 10_000:
            cursor.execute("ANALYZE analytics_orderreading, analytics_ordertelling, analytics_orderlinereading, planner_video")


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE analytics_sale, analytics_saleline, analytics_salescut, analytics_affiliatesale")


def seconds_of(work: object, *args: object) -> float:
    start = time.perf_counter()
    work(*args)
    return time.perf_counter() - start


def fill(orders: int) -> Brand:
    """A brand with so many orders in three years, rolled up, and a new day that is not yet."""
    brand = make_brand(f"sales{orders}")
    values = {
        "brand": brand.pk, "account": make_account(brand).pk, "last": LAST, "days": DAYS, "videos": VIDEOS,
        "customers": int(orders * 0.6),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(VIDEO, values)
    first = LAST - timedelta(days=DAYS - 1)
    add_orders(brand, values, first=first, span=DAYS, start=1, count=orders)
    days = [first + timedelta(days=n) for n in range(DAYS)]
    whole = 0.0
    for n in range(0, DAYS, STEP):
        whole += seconds_of(rebuild, brand, days[n : n + STEP])
        if n == 0:
            analyze()  # as autovacuum does
    analyze()
    add_orders(brand, values, first=NEW, span=1, start=orders + 1, count=457)
    sales, cubes = Sale.objects.filter(brand=brand).count(), SalesCut.objects.filter(brand=brand).count()
    print(f"{orders:>9,} orders: all days {whole:.1f} s, {sales:,} sales, {cubes:,} rows of the cube", flush=True)
    return brand


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--orders", type=int, default=500_000)
    orders = parser.parse_args().orders
    with transaction.atomic():
        brands = fill(orders // 10), fill(orders)
        rounds = [[seconds_of(rebuild, brand, [NEW]) for brand in brands] for _round in range(ROUNDS)]
        small, large = (min(times) for times in zip(*rounds, strict=True))  # in turn: other work on the machine hits both
        print(f"a new day of 457 orders: {large:.2f} s after {orders:,} orders, × {large / small:.2f} of after a tenth of them")
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
