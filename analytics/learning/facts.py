"""What is known of each published video: its readings so far, its levels and what else moved its numbers. One query a brand."""

import json
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from analytics.models import VideoDay
from tkcommerce.brands.models import Brand

LATEST_AGE = 40  # days: of what was read later only the newest reading is fetched
METRICS = VideoDay.METRICS

# Readings as arrays [day, rounded, views, likes …], oldest first. Levels: merged ones are moved when they are merged. Followers:
# at the end of the last day up to the one it was posted on.
_FACTS = f"""
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
             WHERE n.brand_id = v.brand_id AND n.video_id = v.id AND n.day <= %(until)s)))
    FROM planner_video v JOIN planner_account a ON a.id = v.account_id
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


def facts_of(brand: Brand, *, until: date = date.max) -> list[VideoFacts]:
    """Every video that was out on the day `until`, in the order of its day, with what was read up to then."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"brand": brand.pk, "until": until})
        return [_facts(row) for row in cursor.fetchall()]


def _facts(row: tuple) -> VideoFacts:
    *plain, levels, readings = row
    return VideoFacts(*plain, _parsed(levels) or {}, [_reading(*cells) for cells in _parsed(readings) or []])


def _parsed(value: object) -> object:
    return json.loads(value) if isinstance(value, str) else value


def _reading(day: str, is_rounded: bool, *values: float | None) -> Reading:
    known = {name: float(value) for name, value in zip(METRICS, values, strict=True) if value is not None}
    return Reading(date.fromisoformat(day), is_rounded, known)
