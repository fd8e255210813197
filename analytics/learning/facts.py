"""What is known of each published video: its readings so far, its levels, what else moved its numbers, and what shops tell of it.
One query a brand.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from analytics.models import VideoDay
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

LATEST_AGE = 40  # days: of what was read later only the newest reading is fetched
METRICS = VideoDay.METRICS

# Readings as arrays [day, rounded, views, likes …], oldest first. Levels: merged ones are moved when they are merged. Followers:
# at the end of the last day up to the one it was posted on. Sold: orders that are tied to the video and were not cancelled, with
# what was left of them after refunds; `ties` are the days of which a shop has told anything of that kind.
_FACTS = f"""
    WITH clicks AS (
        SELECT content_id, json_agg(json_build_array(first_day, end_day,
            concat_ws(' ', gmv_kind, surface, account_id, currency, attribution, creator),
            product_impressions, product_clicks, orders, sku_orders) ORDER BY first_day, end_day, key) AS spans
        FROM analytics_periodfact
        WHERE brand_id = %(brand)s AND grain = 'video' AND content_id <> '' AND product_id = '' AND sku_id = ''
            AND product_impressions IS NOT NULL AND product_clicks IS NOT NULL AND end_day - 1 <= %(until)s
        GROUP BY content_id),
    cut AS (
        SELECT video_id, day, currency, sum(orders - cancelled_orders) AS orders, sum(net) AS net, max(as_of) AS as_of
        FROM analytics_salescut WHERE brand_id = %(brand)s AND video_id IS NOT NULL AND day <= %(until)s
        GROUP BY video_id, day, currency),
    sold AS (
        SELECT video_id, json_agg(json_build_array(day, currency, orders, net) ORDER BY day, currency) AS days
        FROM cut GROUP BY video_id),
    ties AS (SELECT min(day) AS first_day, least(max(as_of), %(until)s) AS last_day FROM cut)
    SELECT v.id, v.account_id, coalesce(nullif(v.market, ''), a.market), a.time_zone, v.kind, v.relation, v.is_boosted,
        v.seconds, v.posted_day, v.posted_at, v.caption, v.campaign_id,
        (SELECT p.category FROM planner_videoproduct m JOIN planner_product p ON p.id = m.product_id
         WHERE m.video_id = v.id ORDER BY m.position, m.id LIMIT 1),
        (SELECT d.followers FROM analytics_accountday d
         WHERE d.brand_id = v.brand_id AND d.account_id = v.account_id AND d.day <= v.posted_day AND d.followers IS NOT NULL
         ORDER BY d.day DESC LIMIT 1),
        (SELECT json_object_agg(f.code, l.code) FROM planner_videolevel h JOIN planner_facet f ON f.id = h.facet_id
         JOIN planner_level l ON l.id = h.level_id WHERE h.video_id = v.id AND f.hidden_at IS NULL),
        (SELECT json_agg(json_build_array(r.day, r.is_rounded, {", ".join(f"r.{name}" for name in METRICS)}) ORDER BY r.day)
         FROM analytics_videoday r WHERE r.brand_id = v.brand_id AND r.video_id = v.id
         AND (r.day <= least(v.posted_day + {LATEST_AGE}, %(until)s) OR r.day = (
             SELECT max(n.day) FROM analytics_videoday n
             WHERE n.brand_id = v.brand_id AND n.video_id = v.id AND n.day <= %(until)s))),
        ties.first_day, ties.last_day, clicks.spans, sold.days
    FROM planner_video v JOIN planner_account a ON a.id = v.account_id CROSS JOIN ties
    LEFT JOIN clicks ON clicks.content_id = v.external_id LEFT JOIN sold ON sold.video_id = v.id
    WHERE v.brand_id = %(brand)s AND v.posted_day <= %(until)s
        AND v.state IN ('posted', 'measured') AND v.retracted_at IS NULL AND v.joined_into_id IS NULL
    ORDER BY v.posted_day, v.id
"""


@dataclass(frozen=True)
class Reading:
    """Counts to date at the end of `day` of the account's zone; `values` by the name of the metric, only what is known."""

    day: date
    is_rounded: bool
    values: dict[str, float]


@dataclass(frozen=True)
class Span:
    """What a platform counted of a video within `days`. `stream`: what kind of export told it."""

    days: Days
    stream: str
    product_impressions: int
    product_clicks: int
    orders: int | None
    sku_orders: int | None


@dataclass(frozen=True)
class SoldDay:
    """Orders of one day and currency that are tied to the video."""

    day: date
    currency: str
    orders: int
    net: float


@dataclass(frozen=True)
class VideoFacts:
    video: int
    account: int
    market: str
    zone: str
    kind: str
    relation: str
    is_boosted: bool | None
    seconds: int | None
    posted_day: date
    posted_at: datetime | None
    caption: str
    campaign: int | None
    category: str | None  # of its first product
    followers: int | None
    levels: dict[str, str]  # facet code → level code, as set
    readings: list[Reading]
    ties: Days | None = None  # of which shops told what their orders are tied to, the brand's first such order first
    spans: tuple[Span, ...] = ()
    sold: tuple[SoldDay, ...] = ()


def facts_of(brand: Brand, *, until: date = date.max) -> list[VideoFacts]:
    """Every video that was out on the day `until`, in the order of its day, with what was read up to then."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"brand": brand.pk, "until": until})
        return [_facts(row) for row in cursor.fetchall()]


def _facts(row: tuple) -> VideoFacts:
    *plain, levels, readings, first_tie, last_tie, spans, sold = row
    return VideoFacts(
        *plain, _parsed(levels) or {}, [_reading(*cells) for cells in _parsed(readings) or []],
        Days(first_tie, last_tie + timedelta(days=1)) if first_tie else None,
        tuple(_span(*cells) for cells in _parsed(spans) or []), tuple(_sold(*cells) for cells in _parsed(sold) or []),
    )  # fmt: skip


def _parsed(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


def _reading(day: str, is_rounded: bool, *values: float | None) -> Reading:
    known = {name: float(value) for name, value in zip(METRICS, values, strict=True) if value is not None}
    return Reading(date.fromisoformat(day), is_rounded, known)


def _span(first_day: str, end_day: str, *told: object) -> Span:
    return Span(Days(date.fromisoformat(first_day), date.fromisoformat(end_day)), *told)


def _sold(day: str, currency: str, orders: int, net: float) -> SoldDay:
    return SoldDay(date.fromisoformat(day), currency, orders, float(net))
