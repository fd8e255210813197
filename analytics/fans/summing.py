"""Sales → customer bases, in SQL: one row per customer in a temporary table, then sums over it. Grows with the history."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from tkcommerce.brands.models import Brand

from .bases import COMPARED, HORIZONS, OFFSETS, SEGMENTS, THIRDS, Base, Cohort, Horizon, Segment, Third, Touch

MONTHS, MOST = 24, 12  # cohorts of a base; videos and products of it
Key = tuple[str, str]  # shop, currency
RECENT, LATE = 90, 180  # days since the last order: until here somebody is there, until there cooling down
LOYAL = 3  # orders

# Of PostgreSQL for this transaction: memory for groups of hundreds of thousands, and nothing compiled that runs for a moment.
ROOM = "SET LOCAL work_mem = '64MB'; SET LOCAL jit = off"
# Every customer has one first order; only what came after it is grouped. Currencies are never added: see MIXED.
BUYERS = """
    CREATE TEMPORARY TABLE fan_buyer ON COMMIT DROP AS
    WITH later AS (
        SELECT shop, customer_key, min(day) FILTER (WHERE nth = 2) AS second_day, max(day) AS last_day, count(*) AS orders,
               sum(net) AS net, min(currency COLLATE "C") AS low, max(currency COLLATE "C") AS high
        FROM analytics_sale WHERE brand_id = %(brand)s AND nth > 1 AND customer_key <> '' GROUP BY shop, customer_key)
    SELECT f.shop, f.currency, f.customer_key, f.first_day, l.second_day, coalesce(l.last_day, f.day) AS last_day,
           1 + coalesce(l.orders, 0) AS orders,
           f.net + coalesce(l.net, 0) AS net, coalesce(l.low <> f.currency OR l.high <> f.currency, false) AS is_mixed,
           f.id AS first_sale, f.surface, f.video_id
    FROM analytics_sale f LEFT JOIN later l ON l.shop = f.shop AND l.customer_key = f.customer_key
    WHERE f.brand_id = %(brand)s AND f.nth = 1 AND f.customer_key <> ''
"""
# Of who paid in several currencies, what was paid in that of the base.
MIXED = """
    UPDATE fan_buyer b SET net = (
        SELECT sum(s.net) FROM analytics_sale s
        WHERE s.brand_id = %(brand)s AND s.shop = b.shop AND s.customer_key = b.customer_key AND s.nth IS NOT NULL
              AND s.currency = b.currency) WHERE b.is_mixed
"""
BASES = """
    CREATE TEMPORARY TABLE fan_base ON COMMIT DROP AS
    SELECT shop, currency, min(first_day) AS first_day, max(last_day) AS until,
           percentile_disc(ARRAY[1 / 3.0, 2 / 3.0]) WITHIN GROUP (ORDER BY net) AS edges
    FROM fan_buyer GROUP BY shop, currency
"""
# Who bought in the year and is no repeater in it has one order altogether, and that one in the year.
TOTALS = """
    SELECT b.shop, b.currency, base.first_day, base.until, count(*), count(b.second_day), sum(b.orders), sum(b.net),
           count(*) FILTER (WHERE b.is_mixed), base.edges, count(*) FILTER (WHERE b.last_day > base.until - 365),
           count(*) FILTER (WHERE b.last_day > base.until - 365 AND NOT (b.orders = 1 AND b.first_day > base.until - 365)),
           percentile_disc(0.5) WITHIN GROUP (ORDER BY b.second_day - b.first_day) FILTER (WHERE b.second_day IS NOT NULL)
    FROM fan_buyer b JOIN fan_base base USING (shop, currency) GROUP BY 1, 2, 3, 4, base.edges ORDER BY count(*) DESC, 1, 2
"""
# By day of the first order first: a horizon is asked of days, not of customers.
RETURNED = """
    SELECT shop, currency, h.days, coalesce(sum(customers) FILTER (WHERE first_day + h.days <= until), 0)::int,
           coalesce(sum(customers) FILTER (WHERE first_day + h.days <= until AND later <= h.days), 0)::int
    FROM (SELECT b.shop, b.currency, b.first_day, b.second_day - b.first_day AS later, base.until, count(*) AS customers
          FROM fan_buyer b JOIN fan_base base USING (shop, currency) GROUP BY 1, 2, 3, 4, 5) b
    CROSS JOIN unnest(%(horizons)s::int[]) AS h(days) GROUP BY 1, 2, 3
"""
# The month of the first order has everybody; of the months after it each customer counts once a month.
COHORTS = """
    WITH fresh AS (
        SELECT b.*, date_trunc('month', b.first_day)::date AS cohort FROM fan_buyer b JOIN fan_base base USING (shop, currency)
        WHERE b.first_day >= date_trunc('month', base.until) - make_interval(months => %(months)s - 1)
    ), seen AS (
        SELECT DISTINCT b.shop, b.currency, b.customer_key, b.cohort, date_trunc('month', s.day)::date AS month
        FROM fresh b JOIN analytics_sale s ON s.brand_id = %(brand)s AND s.shop = b.shop AND s.customer_key = b.customer_key
        WHERE b.orders > 1 AND s.nth > 1 AND s.customer_key <> '' AND s.day >= b.cohort + interval '1 month'
    )
    SELECT shop, currency, cohort, 0, count(*) FROM fresh GROUP BY 1, 2, 3
    UNION ALL
    SELECT * FROM (
        SELECT shop, currency, cohort, ((extract(year FROM month) - extract(year FROM cohort)) * 12
                + extract(month FROM month) - extract(month FROM cohort))::int AS later, count(*)
        FROM seen GROUP BY 1, 2, 3, 4) months WHERE later < %(offsets)s
"""
SEGMENTED = """
    SELECT shop, currency,
           CASE WHEN until - last_day <= %(recent)s THEN
                    CASE WHEN orders >= %(loyal)s THEN 'loyal' WHEN orders > 1 THEN 'second' ELSE 'new' END
                WHEN orders = 1 THEN 'once' WHEN until - last_day <= %(late)s THEN 'cooling' ELSE 'asleep' END,
           CASE WHEN net >= edges[2] THEN 'upper' WHEN net >= edges[1] THEN 'middle' ELSE 'lower' END,
           count(*), sum(orders), sum(net)
    FROM fan_buyer JOIN fan_base USING (shop, currency) GROUP BY 1, 2, 3, 4
"""
# What customers met first, added up before it gets its names: `of` is a surface, a video, or a product and its title.
_MET = """
    SELECT b.shop, b.currency, {of}, count(*) AS customers,
           count(*) FILTER (WHERE b.first_day + %(compared)s <= base.until) AS grown,
           count(*) FILTER (WHERE b.first_day + %(compared)s <= base.until AND b.second_day - b.first_day <= %(compared)s)
               AS returned, sum(b.net) AS net
    FROM fan_buyer b JOIN fan_base base ON base.shop = b.shop AND base.currency = b.currency {more}
    GROUP BY {groups}
"""
_PRODUCT = """
    JOIN (SELECT DISTINCT l.sale_id, l.catalogue_id, CASE WHEN l.catalogue_id IS NULL THEN l.title END AS title
          FROM fan_buyer f JOIN analytics_saleline l ON l.sale_id = f.first_sale) l ON l.sale_id = b.first_sale
"""
_TITLE = "coalesce(nullif(v.hook, ''), nullif(v.caption, ''), v.external_id)"
_VIDEOS = _MET.format(of="b.video_id", more="", groups="1, 2, 3").replace("GROUP BY", "WHERE b.video_id IS NOT NULL GROUP BY")
_SUMS = "sum(met.customers)::int, sum(met.grown)::int, sum(met.returned)::int, sum(met.net)"
# The named: (shop, currency, kind, of, ja, en, customers, grown, returned, net), most customers first.
_TOUCHED = """
    SELECT met.shop, met.currency, %(kind)s, {of}, {ja}, {en}, {sums} FROM ({met}) met {more}
    GROUP BY 1, 2, 4, 5, 6 ORDER BY 7 DESC, 4
"""
_EACH = {
    "surface": _TOUCHED.format(
        of="met.surface", ja="''", en="''", sums=_SUMS, met=_MET.format(of="b.surface", more="", groups="1, 2, 3"), more=""
    ),
    "video": _TOUCHED.format(
        of="v.id::text", ja=_TITLE, en=_TITLE, sums=_SUMS, met=_VIDEOS, more="JOIN planner_video v ON v.id = met.video_id"
    ),
    "level": _TOUCHED.format(
        of="f.code || '.' || l.code", ja="f.label_ja || '：' || l.label_ja", en="f.label_en || ': ' || l.label_en", sums=_SUMS,
        met=_VIDEOS,
        more="""JOIN planner_videolevel u ON u.video_id = met.video_id JOIN planner_level l ON l.id = u.level_id
                JOIN planner_facet f ON f.id = u.facet_id AND NOT f.is_derived""",
    ),
    "product": _TOUCHED.format(
        of="coalesce(p.id::text, met.title)", ja="coalesce(p.name, met.title)", en="coalesce(p.name, met.title)", sums=_SUMS,
        met=_MET.format(of="l.catalogue_id, l.title", more=_PRODUCT, groups="1, 2, 3, 4"),
        more="LEFT JOIN planner_product p ON p.id = met.catalogue_id",
    ),
}  # fmt: skip


@transaction.atomic
def sum_up(brand: Brand) -> tuple[Base, ...]:
    """Every base of the brand, the biggest first. Thirteen statements."""
    values = {
        "brand": brand.pk, "horizons": list(HORIZONS), "months": MONTHS, "offsets": OFFSETS, "recent": RECENT, "late": LATE,
        "loyal": LOYAL, "compared": COMPARED,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute(BUYERS, values)
        cursor.execute(MIXED, values)
        cursor.execute(BASES)
        cursor.execute("ANALYZE fan_buyer, fan_base")
        bases = _bases(cursor, values)
        cursor.execute("DROP TABLE fan_buyer, fan_base")
    return bases


def _bases(cursor: CursorWrapper, values: dict) -> tuple[Base, ...]:
    totals = _rows(cursor, TOTALS, values)
    horizons = _grouped(_rows(cursor, RETURNED, values), lambda row: Horizon(*row))
    active: dict[Key, dict[date, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for shop, currency, cohort, later, count in _rows(cursor, COHORTS, values):
        active[shop, currency][cohort][later] = count
    segments = _grouped(_rows(cursor, SEGMENTED, values), tuple)
    touches: dict[Key, list[Touch]] = defaultdict(list)
    for kind, question in _EACH.items():
        for key, found in _grouped(_rows(cursor, question, values | {"kind": kind}), _touch).items():
            touches[key] += found if kind in ("surface", "level") else found[:MOST]
    made = []
    for shop, currency, first, until, customers, again, orders, net, mixed, edges, buyers, repeaters, middle in totals:
        key = shop, currency
        rows = sorted(horizons.get(key, ()), key=lambda one: one.days)
        made.append(
            Base(shop, currency, first, until, customers, again, int(orders), net, mixed, tuple(edges), buyers, repeaters, middle,
                 tuple(rows), _cohorts(active[key], until), _segments(segments.get(key, [])), tuple(touches[key]))
        )  # fmt: skip
    return tuple(made)


def _rows(cursor: CursorWrapper, question: str, values: dict) -> list[tuple]:
    cursor.execute(question, values)
    return cursor.fetchall()


def _grouped(rows: list[tuple], make: Callable[[list], Any]) -> dict[Key, list]:
    found: dict[Key, list] = defaultdict(list)
    for shop, currency, *row in rows:
        found[shop, currency].append(make(row))
    return found


def _touch(row: list) -> Touch:
    kind, of, ja, en, customers, grown, returned, net = row
    return Touch(kind, of or "", (ja or "", en or ""), customers, grown, returned, net)


def _segments(rows: list[tuple]) -> tuple[Segment, ...]:
    known = {(key, third): (customers, int(orders), net) for key, third, customers, orders, net in rows}
    nobody = (0, 0, Decimal(0))
    return tuple(Segment(key, tuple(Third(third, *known.get((key, third), nobody)) for third in THIRDS)) for key in SEGMENTS)


def _cohorts(active: dict[date, dict[int, int]], until: date) -> tuple[Cohort, ...]:
    made = []
    for month, counts in sorted(active.items()):
        begun = (until.year - month.year) * 12 + until.month - month.month
        cells = tuple(counts.get(offset, 0) if offset <= begun else None for offset in range(OFFSETS))
        made.append(Cohort(month, counts.get(0, 0), cells, begun if begun < OFFSETS else None))
    return tuple(made)
