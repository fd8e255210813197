"""A brand with years of sales for the benchmarks of shop pages, made by SQL: orders told by four kinds of files, facts of spans,
accounts, stock, reviews, samples. Nothing here is random, so two runs measure the same rows.

Orders: of TikTok Shop two of three (two of five of them told by affiliates too), of the own shop the rest, some of Amazon; two
customers of five come back; every other own order carries the UTM of a video.
"""

from datetime import date, timedelta

from django.db import connection
from django.utils import timezone
from factories import make_account, make_brand, make_import, make_table

from analytics.models import RollupRun
from analytics.rollups import span_sums, span_totals
from analytics.rollups.sales import rebuild
from tkcommerce.brands.models import Brand
from tkcommerce.dates import day_of

DAYS, STEP, A_DAY = 1095, 100, 457
CREATORS, LISTED, SOLD = 1000, 120, 200  # creators; products in the brand's list, and in the shops
PROFILES = ("tiktok_shop.orders", "shopify.orders", "amazon.orders", "tiktok_affiliate.orders")

VIDEO = """
    INSERT INTO planner_video (brand_id, account_id, kind, state, hook, caption, script, shot_list, hypothesis, notes, sound,
        sound_licence, sound_proof, relation, is_ai, market, destination, destination_url, reference_url, planned_zone,
        external_id, url, posted_day, pair_variant, version, created_at)
    SELECT %(brand)s, %(account)s, CASE WHEN n %% 25 = 0 THEN 'live' ELSE 'video' END, 'posted', '', 'video ' || n, '', '', '',
        '', '', '', '', 'own', false, '', CASE WHEN n %% 40 = 1 THEN 'marketplace' ELSE '' END, '', '', 'Asia/Tokyo',
        (7000000000000000000 + n)::text, '', %(last)s::date - (n %% %(days)s)::int, '', 1, now()
    FROM generate_series(1, %(videos)s) AS n
"""
PRODUCT = """
    INSERT INTO planner_product (brand_id, name, sku, tiktok_id, category, price, currency, url, created_at)
    SELECT %(brand)s, 'product ' || n, 'own' || n, 'p' || n, 'other', 1000, 'JPY', '', now()
    FROM generate_series(0, %(listed)s - 1) AS n
"""
ABOUT = """
    INSERT INTO planner_videoproduct (brand_id, video_id, product_id, position)
    SELECT v.brand_id, v.id, p.id, 0 FROM planner_video v
    JOIN planner_product p ON p.brand_id = v.brand_id AND p.tiktok_id = 'p' || v.id %% (%(listed)s * 2)
    WHERE v.brand_id = %(brand)s
"""
TAG = """
    INSERT INTO planner_videolevel (brand_id, video_id, facet_id, level_id, source, set_at)
    SELECT v.brand_id, v.id, l.facet_id, l.id, 'person', now() FROM planner_video v JOIN (
        SELECT id, facet_id, row_number() OVER (PARTITION BY facet_id ORDER BY id) AS nth,
            count(*) OVER (PARTITION BY facet_id) AS levels
        FROM planner_level WHERE brand_id = %(brand)s AND hidden_at IS NULL AND merged_into_id IS NULL
            AND facet_id IN (SELECT id FROM planner_facet WHERE brand_id = %(brand)s AND NOT is_derived)) l
        ON l.nth = 1 + (v.id + l.facet_id) %% l.levels
    WHERE v.brand_id = %(brand)s
"""
TOTAL = """
    INSERT INTO analytics_videototal (brand_id, video_id, views, likes, comments, shares, saves, as_of, is_rounded)
    SELECT brand_id, id, 3000 + id %% 9000, 90, 9, 5, 4, %(last)s, false FROM planner_video WHERE brand_id = %(brand)s
"""
ACCOUNT = """
    INSERT INTO analytics_accountday (brand_id, account_id, day, as_of, video_views, profile_views, viewers, comments, shares,
        followers)
    SELECT %(brand)s, %(account)s, %(last)s::date - d, %(last)s, 20000, 300, 15000, 200, 100, 90000 - d
    FROM generate_series(0, %(days)s - 1) AS d
"""
# Each week videos and products, each month creators; the shop each day, by surface too; so the web site and each campaign's ads.
FACT = """
    INSERT INTO analytics_periodfact (brand_id, key, as_of, grain, first_day, end_day, gmv_kind, surface, currency, account_id,
        content_id, product_id, sku_id, creator, campaign_id, ad_id, utm_source, utm_medium, utm_campaign, utm_content,
        channel_group, landing_page, attribution, title, campaign_name, started_at, seconds, impressions, views, watch_seconds,
        product_impressions, product_clicks, add_to_carts, orders, items, sessions, product_views, clicks, gmv, cost,
        commission_estimated)
    SELECT %(brand)s, gen_random_uuid(), %(last)s, grain, first, first + length, kind, surface, 'JPY', account, content, product,
        '', creator, campaign, ad, utm, '', '', '', '', '', '', '', '',
        CASE grain WHEN 'live' THEN first::timestamp AT TIME ZONE 'Asia/Tokyo' + interval '20 hours' END,
        CASE grain WHEN 'live' THEN 5400 END, 9000, 5000, 40, 1800, 130, 27, 13, 15, 150, 90, 120, 40000,
        CASE grain WHEN 'ad' THEN 9000 END, CASE grain WHEN 'creator' THEN 4000 END
    FROM (
        SELECT 'video' AS grain, %(last)s::date - 7 * w - 6 AS first, 7 AS length, 'direct' AS kind, '' AS surface,
            CASE WHEN n %% 2 = 0 THEN %(account)s::bigint END AS account,
            (7000000000000000001 + (w * 1500 + n) %% %(videos)s)::text AS content, '' AS product,
            CASE WHEN n %% 2 = 1 THEN 'creator' || n %% %(creators)s ELSE '' END AS creator, '' AS campaign, '' AS ad, '' AS utm
        FROM generate_series(0, %(days)s / 7 - 1) AS w CROSS JOIN generate_series(1, %(weekly)s) AS n
        UNION ALL
        SELECT 'shop', %(last)s::date - d, 1, 'direct', surface, NULL, '', '', '', '', '', ''
        FROM generate_series(0, %(days)s - 1) AS d CROSS JOIN unnest(ARRAY['', 'video', 'live', 'product_card']) AS surface
        UNION ALL
        SELECT 'site', %(last)s::date - d, 1, '', '', NULL, '', '', '', '', '', utm
        FROM generate_series(0, %(days)s - 1) AS d CROSS JOIN unnest(ARRAY['tiktok', 'google']) AS utm
        UNION ALL
        SELECT 'live', %(last)s::date - d, 1, kind, '', %(account)s, 'room' || d, '', '', '', '', ''
        FROM generate_series(0, %(days)s - 1, 2) AS d CROSS JOIN unnest(ARRAY['direct', 'live_24h']) AS kind
        UNION ALL
        SELECT 'product', %(last)s::date - 7 * w - 6, 7, 'direct', '', NULL, '', 'p' || n, '', '', '', ''
        FROM generate_series(0, %(days)s / 7 - 1) AS w CROSS JOIN generate_series(0, %(sold)s - 1) AS n
        UNION ALL
        SELECT 'creator', %(last)s::date - 30 * m - 29, 30, 'affiliate', '', NULL, '', '', 'creator' || n, '', '', ''
        FROM generate_series(0, %(days)s / 30 - 1) AS m CROSS JOIN generate_series(1, %(creators)s) AS n
        UNION ALL
        SELECT 'ad', %(last)s::date - d, 1, kind, '', NULL, (7000000000000000001 + (d / 28 * 40 + n) %% %(videos)s)::text, '', '',
            'campaign' || d / 28 %% 4 || n %% 8, 'ad' || n, ''
        FROM generate_series(0, %(days)s - 1) AS d CROSS JOIN generate_series(1, 40) AS n
        CROSS JOIN unnest(ARRAY['gmv_max', 'shop_ads']) AS kind) AS made
"""
MINUTE = """
    INSERT INTO analytics_liveminutereading (brand_id, table_id, as_of, row, content_id, minute, viewers, product_clicks, orders,
        gmv, currency)
    SELECT %(brand)s, %(table)s, %(last)s, d * 100 + m, 'room' || d, m, 100 + m, 5, 1, 3000, 'JPY'
    FROM generate_series(0, %(days)s - 1, 2) AS d CROSS JOIN generate_series(0, 89) AS m
"""
STOCK = """
    INSERT INTO analytics_stockreading (brand_id, table_id, as_of, row, product_id, sku_id, sku, title, quantity)
    SELECT %(brand)s, %(table)s, %(last)s, n, 'p' || n, '', 'own' || n, '', 50 + n * 7 FROM generate_series(0, %(sold)s - 1) AS n
"""
VOICE = """
    INSERT INTO analytics_voicereading (brand_id, table_id, as_of, row, kind, day, score, has_media, shop, order_id, product_id,
        sku)
    SELECT %(brand)s, %(table)s, %(last)s, n, CASE WHEN n %% 3 = 0 THEN 'nps' ELSE 'review' END,
        %(last)s::date - (n %% %(days)s)::int, 1 + n %% 5, n %% 4 = 0, 'tiktok_shop', '57' || n, 'p' || n %% 200, ''
    FROM generate_series(1, %(voices)s) AS n
"""
SAMPLE = """
    INSERT INTO analytics_sentsample (brand_id, creator, product_id, sent_on, order_id, note)
    SELECT %(brand)s, 'creator' || n, (SELECT min(id) FROM planner_product WHERE brand_id = %(brand)s) + n %% %(listed)s,
        %(last)s::date - (n * 3 %% 700), '', '' FROM generate_series(1, 300) AS n
"""
COST = """
    INSERT INTO analytics_productcost (brand_id, product_id, valid_from, cost, currency)
    SELECT brand_id, id, %(first)s, 400, 'JPY' FROM planner_product WHERE brand_id = %(brand)s
"""
SETTLED = """
    INSERT INTO analytics_settlementreading (brand_id, table_id, as_of, row, order_id, kind, day, currency, settled, revenue,
        platform_fee)
    SELECT %(brand)s, %(table)s, %(last)s, row_number() OVER (), order_id, 'Order', %(last)s, 'JPY', 900, 1000, -70
    FROM analytics_sale WHERE brand_id = %(brand)s AND channel = 'tiktok_shop'
"""
GOAL = """
    INSERT INTO analytics_goal (brand_id, month, measure, channel, target, currency)
    SELECT %(brand)s, date_trunc('month', %(last)s::date), measure, '', target, currency
    FROM (VALUES ('posts', 300, ''), ('ctr', 0.03, ''), ('new_customers', 4000, '')) AS goal (measure, target, currency)
    UNION ALL SELECT %(brand)s, date_trunc('month', %(last)s::date), 'gmv', 'tiktok_shop', 90000000, 'JPY'
"""
# Orders `from` … `from` + `count` − 1, spread evenly over `span` days from `first` on.
ORDER = """
    INSERT INTO analytics_orderreading (brand_id, source, shop, channel, order_id, name, tiktok_order_id, state, ordered_at,
        currency, total, refunded, items, is_sample, market, discount_code, utm_source, utm_medium, utm_campaign, utm_content,
        customer_key, gmv_kind, financial_status, fulfillment_status, digest)
    SELECT %(brand)s, kind.source, kind.shop, kind.channel, kind.prefix || n, '#' || n, '', 'delivered',
        (%(first)s::date + ((n - %(from)s) * %(span)s / %(count)s)::int)::timestamp AT TIME ZONE 'Asia/Tokyo'
            + interval '1 second' * (n * 7919 %% 86000),
        'JPY', 2000 + n %% 7000, CASE WHEN n %% 20 = 0 THEN 500 END, 1 + (n %% 3)::int, n %% 500 = 0, 'JP', '', '', '', '',
        CASE WHEN kind.shop = 'shopify' AND n %% 2 = 0 THEN (7000000000000000001 + n * 7919 %% %(videos)s)::text ELSE '' END,
        'c' || (n * 48271 %% (%(customers)s)), kind.gmv_kind, '', '', md5(kind.source || n)::uuid
    FROM generate_series(%(from)s::bigint, %(from)s + %(count)s - 1) AS n
    CROSS JOIN LATERAL (
        SELECT 'tiktok_shop' AS source, 'tiktok_shop' AS shop, 'tiktok_shop' AS channel, '57' AS prefix, 'direct' AS gmv_kind
        WHERE n %% 3 > 0
        UNION ALL SELECT 'tiktok_affiliate', 'tiktok_shop', 'tiktok_shop', '57', 'affiliate' WHERE n %% 3 > 0 AND n %% 5 < 2
        UNION ALL SELECT 'shopify', 'shopify', 'own_ec', '60', 'direct' WHERE n %% 3 = 0 AND n %% 8 > 0
        UNION ALL SELECT 'amazon', 'amazon', 'marketplace', '25', 'direct' WHERE n %% 3 = 0 AND n %% 8 = 0) kind
"""
TELL = """
    INSERT INTO analytics_ordertelling (brand_id, table_id, reading_id, as_of)
    SELECT %(brand)s, %(table)s, id, %(last)s FROM analytics_orderreading WHERE brand_id = %(brand)s AND id > %(after)s
"""
LINE = """
    INSERT INTO analytics_orderlinereading (brand_id, order_id, position, product_id, sku_id, sku, title, quantity, unit_price,
        surface, content_id, creator, collaboration, commission_rate, commission_estimated)
    SELECT %(brand)s, id, position, 'p' || n %% %(sold)s, 's' || n %% %(sold)s || position, '', 'product', 1, 1000,
        CASE WHEN is_theirs THEN (ARRAY['video', 'live', 'showcase'])[1 + n %% 3] ELSE '' END,
        CASE WHEN is_theirs THEN (7000000000000000001 + n * 7919 %% %(videos)s)::text ELSE '' END,
        CASE WHEN is_theirs THEN 'creator' || 1 + n * 7919 %% %(videos)s %% %(creators)s ELSE '' END,
        CASE WHEN is_theirs THEN 'open' ELSE '' END, CASE WHEN is_theirs THEN 0.1 END, CASE WHEN is_theirs THEN 100 END
    FROM (SELECT id, substr(order_id, 3)::bigint AS n, gmv_kind = 'affiliate' AS is_theirs FROM analytics_orderreading
          WHERE brand_id = %(brand)s AND id > %(after)s) told CROSS JOIN generate_series(1, 2) AS position
    WHERE position = 1 OR n %% 3 = 0
"""
AROUND = (VIDEO, PRODUCT, ABOUT, TAG, TOTAL, ACCOUNT, FACT, MINUTE, STOCK, VOICE, SAMPLE, COST, GOAL)


def newest_day() -> date:
    """The last day that is over."""
    return day_of(timezone.now(), "Asia/Tokyo") - timedelta(days=1)


def make_world(slug: str, *, orders: int, videos: int, last: date) -> tuple[Brand, dict]:
    """The brand with all roll-ups, and the values that its statements were made with."""
    brand = make_brand(slug)
    told, first = make_import(brand), last - timedelta(days=DAYS - 1)
    tables = [
        make_table(told, name=one, kind="order", as_of=last, profile=one, first_day=first, last_day=last) for one in PROFILES
    ]
    values = {
        "brand": brand.pk, "account": make_account(brand).pk, "last": last, "first": first, "days": DAYS, "videos": videos,
        "customers": int(orders * 0.6), "weekly": max(videos * 15 // 100, 1), "table": tables[0].pk, "sold": SOLD,
        "listed": LISTED, "creators": CREATORS, "voices": orders // 20,
    }  # fmt: skip
    with connection.cursor() as cursor:
        for question in AROUND:
            cursor.execute(question, values)
    add_orders(values, first=first, span=DAYS, start=1, count=orders)
    analyze()
    days = [first + timedelta(days=n) for n in range(DAYS)]
    for n in range(0, DAYS, STEP):
        rebuild(brand, days[n : n + STEP])
        if n == 0:
            analyze()  # as autovacuum does
    spans = sorted(set(brand.periodfacts.values_list("first_day", flat=True)))
    span_sums.rebuild(brand, spans)
    span_totals.rebuild(brand, spans)
    with connection.cursor() as cursor:
        cursor.execute(SETTLED, values)
    RollupRun.objects.create(brand=brand, run_after=timezone.now(), finished_at=timezone.now(), state="done")
    analyze()
    return brand, values


def add_orders(values: dict, *, first: date, span: int, start: int, count: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM analytics_orderreading")
        told = values | {"first": first, "span": span, "from": start, "count": count, "after": cursor.fetchone()[0]}
        for question in (ORDER, TELL, LINE):
            cursor.execute(question, told)


def analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
