"""Sales → customer bases, in SQL: one row per customer in a temporary table, then sums over it. Grows with the history."""

from collections import defaultdict
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from tkcommerce.brands.models import Brand

from .bases import COMPARED, HORIZONS, OFFSETS, SEGMENTS, Base, Cohort, Horizon, Segment, Touch

MONTHS, MOST = 24, 12  # cohorts of a base; videos and products of it
Key = tuple[str, str]  # shop, currency
RECENT, LATE = 90, 180  # days since the last order: until here somebody is there, until there cooling down
LOYAL = 3  # orders

BUYERS = """
    CREATE TEMPORARY TABLE fan_buyer ON COMMIT DROP AS
    SELECT shop, min(currency) FILTER (WHERE nth = 1) AS currency, customer_key, min(first_day) AS first_day,
           min(day) FILTER (WHERE nth = 2) AS second_day, max(day) AS last_day, count(*) AS orders,
           CASE WHEN min(currency) = max(currency) THEN sum(net) END AS net,
           min(id) FILTER (WHERE nth = 1) AS first_sale, min(surface) FILTER (WHERE nth = 1) AS surface,
           min(video_id) FILTER (WHERE nth = 1) AS video_id, max(day) - min(first_day) AS life
    FROM analytics_sale WHERE brand_id = %(brand)s AND nth IS NOT NULL AND customer_key <> ''
    GROUP BY shop, customer_key
"""
BASES = """
    CREATE TEMPORARY TABLE fan_base ON COMMIT DROP AS
    SELECT shop, currency, min(first_day) AS first_day, max(last_day) AS until FROM fan_buyer GROUP BY shop, currency
"""
TOTALS = """
    SELECT b.shop, b.currency, base.first_day, base.until, count(*), count(b.second_day), sum(b.orders), sum(b.net),
           percentile_disc(0.5) WITHIN GROUP (ORDER BY b.second_day - b.first_day) FILTER (WHERE b.second_day IS NOT NULL)
    FROM fan_buyer b JOIN fan_base base USING (shop, currency) GROUP BY 1, 2, 3, 4 ORDER BY count(*) DESC, 1, 2
"""
YEAR = """
    SELECT b.shop, b.currency, count(*), count(*) FILTER (WHERE bought.times > 1 OR b.first_day < bought.first)
    FROM (SELECT s.shop, s.customer_key, count(*) AS times, min(s.day) AS first
          FROM analytics_sale s JOIN fan_buyer c USING (shop, customer_key) JOIN fan_base base
          ON base.shop = c.shop AND base.currency = c.currency
          WHERE s.brand_id = %(brand)s AND s.nth IS NOT NULL AND s.day > base.until - 365 GROUP BY 1, 2) bought
    JOIN fan_buyer b USING (shop, customer_key) GROUP BY 1, 2
"""
RETURNED = """
    SELECT shop, currency, h.days, count(*) FILTER (WHERE first_day + h.days <= until),
           count(*) FILTER (WHERE first_day + h.days <= until AND second_day - first_day <= h.days)
    FROM (SELECT b.*, base.until FROM fan_buyer b JOIN fan_base base USING (shop, currency)) b
    CROSS JOIN unnest(%(horizons)s::int[]) AS h(days) GROUP BY 1, 2, 3
"""
COHORTS = """
    SELECT shop, currency, cohort, later, count(*) FROM (
        SELECT DISTINCT b.shop, b.currency, b.customer_key, date_trunc('month', b.first_day)::date AS cohort,
               ((extract(year FROM s.day) - extract(year FROM b.first_day)) * 12
                + extract(month FROM s.day) - extract(month FROM b.first_day))::int AS later
        FROM analytics_sale s JOIN fan_buyer b USING (shop, customer_key) JOIN fan_base base
        ON base.shop = b.shop AND base.currency = b.currency
        WHERE s.brand_id = %(brand)s AND s.nth IS NOT NULL
          AND b.first_day >= date_trunc('month', base.until) - make_interval(months => %(months)s - 1)) seen
    WHERE later < %(offsets)s GROUP BY 1, 2, 3, 4
"""
SEGMENTED = """
    SELECT shop, currency,
           CASE WHEN until - last_day <= %(recent)s THEN
                    CASE WHEN orders >= %(loyal)s THEN 'loyal' WHEN orders > 1 THEN 'second' ELSE 'new' END
                WHEN orders = 1 THEN 'once' WHEN until - last_day <= %(late)s THEN 'cooling' ELSE 'asleep' END,
           count(*), sum(orders), sum(net)
    FROM fan_buyer JOIN fan_base USING (shop, currency) GROUP BY 1, 2, 3
"""
_TOUCHED = """
    SELECT b.shop, b.currency, %(kind)s, {of}, {ja}, {en}, count(*),
           count(*) FILTER (WHERE b.first_day + %(compared)s <= base.until),
           count(*) FILTER (WHERE b.first_day + %(compared)s <= base.until AND b.second_day - b.first_day <= %(compared)s),
           sum(b.net)
    FROM fan_buyer b JOIN fan_base base ON base.shop = b.shop AND base.currency = b.currency {more}
    GROUP BY 1, 2, 4, 5, 6 ORDER BY count(*) DESC, 4
"""
_PRODUCT = """
    JOIN LATERAL (SELECT DISTINCT coalesce(p.id::text, l.title) AS of, coalesce(p.name, l.title) AS name
                  FROM analytics_saleline l LEFT JOIN planner_product p ON p.id = l.catalogue_id
                  WHERE l.sale_id = b.first_sale) l ON true
"""
_LEVEL = """
    JOIN planner_videolevel u ON u.video_id = b.video_id JOIN planner_level l ON l.id = u.level_id
    JOIN planner_facet f ON f.id = u.facet_id AND NOT f.is_derived
"""
_VIDEO = "JOIN planner_video v ON v.id = b.video_id"
_TITLE = "coalesce(nullif(v.hook, ''), nullif(v.caption, ''), v.external_id)"
_EACH = {
    "surface": _TOUCHED.format(of="b.surface", ja="''", en="''", more=""),
    "video": _TOUCHED.format(of="v.id::text", ja=_TITLE, en=_TITLE, more=_VIDEO),
    "level": _TOUCHED.format(
        of="f.code || '.' || l.code", ja="f.label_ja || '：' || l.label_ja", en="f.label_en || ': ' || l.label_en", more=_LEVEL
    ),
    "product": _TOUCHED.format(of="l.of", ja="l.name", en="l.name", more=_PRODUCT),
}


@transaction.atomic
def sum_up(brand: Brand) -> tuple[Base, ...]:
    """Every base of the brand, the biggest first. Eleven statements."""
    values = {
        "brand": brand.pk, "horizons": list(HORIZONS), "months": MONTHS, "offsets": OFFSETS, "recent": RECENT, "late": LATE,
        "loyal": LOYAL, "compared": COMPARED,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(BUYERS, values)
        cursor.execute(BASES)
        cursor.execute("ANALYZE fan_buyer, fan_base")
        bases = _bases(cursor, values)
        cursor.execute("DROP TABLE fan_buyer, fan_base")
    return bases


def _bases(cursor: CursorWrapper, values: dict) -> tuple[Base, ...]:
    totals = _rows(cursor, TOTALS, values)
    year = {(shop, currency): told for shop, currency, *told in _rows(cursor, YEAR, values)}
    horizons = _grouped(_rows(cursor, RETURNED, values), lambda row: Horizon(*row))
    active: dict[Key, dict[date, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    for shop, currency, cohort, later, count in _rows(cursor, COHORTS, values):
        active[shop, currency][cohort][later] = count
    segments = _grouped(_rows(cursor, SEGMENTED, values), _segment)
    touches: dict[Key, list[Touch]] = defaultdict(list)
    for kind, question in _EACH.items():
        for key, found in _grouped(_rows(cursor, question, values | {"kind": kind}), _touch).items():
            touches[key] += found if kind in ("surface", "level") else found[:MOST]
    made = []
    for shop, currency, first, until, customers, again, orders, net, middle in totals:
        key = shop, currency
        buyers, repeaters = year.get(key, (0, 0))
        rows = sorted(horizons.get(key, ()), key=lambda one: one.days)
        made.append(
            Base(shop, currency, first, until, customers, again, int(orders), net, buyers, repeaters, middle, tuple(rows),
                 _cohorts(active[key], until), _in_order(segments.get(key, [])), tuple(touches[key]))
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


def _segment(row: list) -> Segment:
    key, customers, orders, net = row
    return Segment(key, customers, int(orders), net)


def _touch(row: list) -> Touch:
    kind, of, ja, en, customers, grown, returned, net = row
    return Touch(kind, of or "", (ja or "", en or ""), customers, grown, returned, net)


def _in_order(segments: list[Segment]) -> tuple[Segment, ...]:
    known = {one.key: one for one in segments}
    return tuple(known.get(key, Segment(key, 0, 0, Decimal(0))) for key in SEGMENTS)


def _cohorts(active: dict[date, dict[int, int]], until: date) -> tuple[Cohort, ...]:
    made = []
    for month, counts in sorted(active.items()):
        begun = (until.year - month.year) * 12 + until.month - month.month
        cells = tuple(counts.get(offset, 0) if offset <= begun else None for offset in range(OFFSETS))
        made.append(Cohort(month, counts.get(0, 0), cells, begun if begun < OFFSETS else None))
    return tuple(made)
