"""Median time the server takes for the pages of funnels and sales: three years, 10,000 videos, 500,000 orders of one brand.

Run by hand, with the environment of the tests: `python tests/benchmarks/sales_pages.py [--videos 10000]`. The roll-ups that
pages read are made by SQL (their rebuilding is timed by funnels.py); everything is rolled back.
"""

import argparse
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from statistics import median

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]

import tkcommerce.wsgi  # noqa: E402, F401, isort: skip - the process as production has it

from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from factories import join, make_account, make_brand, make_import, make_table, make_user  # noqa: E402
from funnels import VIDEO  # noqa: E402

from analytics.rollups import span_sums  # noqa: E402
from tkcommerce.brands.models import Brand, Role  # noqa: E402

LAST, DAYS, ROUNDS = date(2026, 11, 20), 1095, 11
PAGES = (
    "funnel/", "funnel/?days=365", "funnel/?surface=video", "funnel/?who=affiliate", "funnel/video/%s/",
    "sales/", "sales/?days=365",
)  # fmt: skip
SUMS = """orders, cancelled_orders, delivered_orders, sku_orders, items, first_orders, repeat_orders, gross, platform_discount,
    refunded, cancelled_gross, net, samples, as_of"""
# 420 rows of the cube a day are about 457 orders: with 10,000 videos nearly each order has a row of its own.
CUT = f"""
    INSERT INTO analytics_salescut (brand_id, day, channel, shop, currency, gmv_kind, surface, market, attributed_by, account_id,
        video_id, creator, content_id, {SUMS})
    SELECT %(brand)s, %(last)s::date - d, CASE WHEN n %% 3 = 0 THEN 'own_ec' ELSE 'tiktok_shop' END,
        CASE WHEN n %% 3 = 0 THEN 'shopify' ELSE 'tiktok_shop' END, 'JPY', 'direct',
        (ARRAY['video', 'live', 'showcase', 'shop_tab', ''])[1 + n %% 5], 'JP', CASE WHEN n %% 4 > 0 THEN 'platform' ELSE '' END,
        CASE WHEN n %% 2 = 0 THEN %(account)s::bigint END, v.id, CASE WHEN n %% 5 = 1 THEN 'creator' || n ELSE '' END,
        v.external_id,         1, 0, 1, 1, 1, n %% 2, 1 - n %% 2, 3000, 0, 0, 0, 3000, 0, %(last)s
    FROM generate_series(0, %(days)s - 1) AS d CROSS JOIN generate_series(1, %(per_day)s) AS n
    JOIN planner_video v ON v.brand_id = %(brand)s AND v.id = %(first)s + (d * 37 + n * 7919) %% %(videos)s
"""
CHANNEL = """
    INSERT INTO analytics_channelcut (brand_id, day, channel, shop, currency, gmv_kind, surface, market, attributed_by,
        account_id, orders, cancelled_orders, delivered_orders, sku_orders, items, first_orders, repeat_orders,
        gross, platform_discount,
        refunded, cancelled_gross, net, samples, as_of)
    SELECT brand_id, day, channel, shop, currency, gmv_kind, surface, market, attributed_by, account_id, sum(orders),
        sum(cancelled_orders), sum(delivered_orders), sum(sku_orders), sum(items), sum(first_orders), sum(repeat_orders),
        sum(gross), sum(platform_discount), sum(refunded), sum(cancelled_gross), sum(net), sum(samples), max(as_of)
    FROM analytics_salescut WHERE brand_id = %(brand)s GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
"""
DAY = """
    INSERT INTO analytics_salesday (brand_id, day, channel, currency, orders, cancelled_orders, items, gross, refunded,
        net, as_of)
    SELECT brand_id, day, channel, currency, sum(orders), 0, sum(items), sum(gross), 0, sum(net), max(as_of)
    FROM analytics_salescut WHERE brand_id = %(brand)s GROUP BY 1, 2, 3, 4
"""
# Each week 1,500 videos have numbers; the shop has them each day, by surface too; so has the web site.
FACT = """
    INSERT INTO analytics_periodfact (brand_id, key, as_of, grain, first_day, end_day, gmv_kind, surface, currency, account_id,
        content_id, product_id, sku_id, creator, campaign_id, ad_id, utm_source, utm_medium, utm_campaign, utm_content,
        channel_group, landing_page, attribution, title, campaign_name, impressions, views, product_impressions, product_clicks,
        add_to_carts, orders, sessions, product_views, gmv)
    SELECT %(brand)s, gen_random_uuid(), %(last)s, grain, first, first + length, kind, surface, 'JPY', account, content, '', '',
        creator, '', '', utm, '', '', '', '', '', '', '', '', 9000, 5000, 1800, 130, 27, 13, 150, 90, 40000
    FROM (
        SELECT 'video' AS grain, %(last)s::date - 7 * w - 6 AS first, 7 AS length, 'direct' AS kind, '' AS surface,
            CASE WHEN n %% 2 = 0 THEN %(account)s::bigint END AS account,
            (7000000000000000001 + (w * 1500 + n) %% %(videos)s)::text AS content,
            CASE WHEN n %% 2 = 1 THEN 'creator' || n %% 300 ELSE '' END AS creator, '' AS utm
        FROM generate_series(0, %(days)s / 7 - 1) AS w CROSS JOIN generate_series(1, %(weekly)s) AS n
        UNION ALL
        SELECT 'shop', %(last)s::date - d, 1, 'direct', surface, NULL, '', '', ''
        FROM generate_series(0, %(days)s - 1) AS d CROSS JOIN unnest(ARRAY['', 'video', 'live', 'product_card']) AS surface
        UNION ALL
        SELECT 'site', %(last)s::date - d, 1, '', '', NULL, '', '', utm
        FROM generate_series(0, %(days)s - 1) AS d CROSS JOIN unnest(ARRAY['tiktok', 'google']) AS utm) AS made
"""
ACCOUNT = """
    INSERT INTO analytics_accountday (brand_id, account_id, day, as_of, video_views, profile_views)
    SELECT %(brand)s, %(account)s, %(last)s::date - d, %(last)s, 20000, 300 FROM generate_series(0, %(days)s - 1) AS d
"""


def fill(videos: int) -> tuple[Brand, int]:
    """The brand, and one of its videos."""
    brand = make_brand(f"pages{videos}")
    told = make_import(brand)
    for profile in ("tiktok_shop.orders", "shopify.orders"):
        make_table(
            told, name=profile, kind="order", as_of=LAST, profile=profile, first_day=LAST - timedelta(DAYS - 1), last_day=LAST
        )
    account = make_account(brand)
    values = {
        "brand": brand.pk, "account": account.pk, "last": LAST, "days": DAYS, "videos": videos,
        "per_day": max(videos * 42 // 1000, 1), "weekly": max(videos * 15 // 100, 1),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(VIDEO, values)
        values["first"] = brand.videos.order_by("pk").first().pk
        for question in (CUT, CHANNEL, DAY, FACT, ACCOUNT):
            cursor.execute(question, values)
        cursor.execute("ANALYZE")
    days = sorted(set(brand.periodfacts.values_list("first_day", flat=True)))
    span_sums.rebuild(brand, days)
    connection.cursor().execute("ANALYZE analytics_spansum")
    return brand, values["first"]


def client_of(brand: Brand) -> Client:
    user = make_user(f"{brand.slug}@example.com")
    join(user, brand, Role.VIEWER)
    client = Client(headers={"host": "localhost"})
    client.force_login(user)
    return client


def milliseconds(client: Client, address: str) -> tuple[float, float]:
    """Median wall and processor time; the tests hold the number of queries."""
    assert client.get(address).status_code == 200
    wall, processor = [], []
    for _round in range(ROUNDS):
        began, used = time.perf_counter(), time.process_time()
        client.get(address)
        wall.append((time.perf_counter() - began) * 1000)
        processor.append((time.process_time() - used) * 1000)
    return median(wall), median(processor)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--videos", type=int, default=10_000)
    videos = parser.parse_args().videos
    with transaction.atomic():
        made = [(client_of(brand), brand, video) for brand, video in (fill(videos // 10), fill(videos))]
        for page in PAGES:
            (small, _cpu), (large, cpu) = [
                milliseconds(client, f"/b/{brand.slug}/{page % video if '%s' in page else page}")
                for client, brand, video in made
            ]  # fmt: skip
            print(f"{page:24} {large:4.0f} ms (cpu {cpu:4.0f}), × {large / small:.2f} of a tenth of it", flush=True)
        transaction.set_rollback(True)


if __name__ == "__main__":
    main()
