"""Samples: sent → posted → sold. Sent by hand or told by a sample order; posted and sold as far as files name the creator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection

from analytics.models import Sale, SentSample
from tkcommerce.brands.models import Brand

from .names import Names, names_of

SHOWN = 100
# Of each sample by itself, by the indexes of handles: (sample, first content, first sale). A sale in content is content too,
# though nobody told when it began.
_AFTER = """
    SELECT s.id, least(
        (SELECT (f.started_at AT TIME ZONE %(zone)s)::date FROM analytics_periodfact f
         WHERE f.brand_id = s.brand_id AND f.creator <> '' AND upper(f.creator) {same}
            AND f.grain IN ('video', 'live') AND f.started_at >= (s.sent_on::timestamp AT TIME ZONE %(zone)s)
         ORDER BY f.started_at LIMIT 1),
        (SELECT a.day FROM analytics_affiliatesale a
         WHERE a.brand_id = s.brand_id AND upper(a.creator) {same} AND a.day >= s.sent_on
            AND a.content_id <> '' AND NOT a.is_cancelled ORDER BY a.day LIMIT 1)),
        (SELECT a.day FROM analytics_affiliatesale a
         WHERE a.brand_id = s.brand_id AND upper(a.creator) {same} AND a.day >= s.sent_on
            AND (coalesce(p.tiktok_id, '') = '' OR a.product_id = p.tiktok_id) AND NOT a.is_cancelled ORDER BY a.day LIMIT 1)
    FROM analytics_sentsample s LEFT JOIN planner_product p ON p.id = s.product_id
    WHERE s.brand_id = %(brand)s AND s.id = ANY(%(samples)s)
"""
_ITSELF = "= upper(s.creator)"
_UNDER_ANY_NAME = "IN (SELECT upper(n.name) FROM unnest(%(of)s::bigint[], %(names)s::text[]) AS n (of, name) WHERE n.of = s.id)"


@dataclass(frozen=True)
class SampleLine:
    """`posted_on`: first content since that a file names; `sold_on`: the first sale after it, of its product where known."""

    sample: SentSample
    posted_on: date | None
    sold_on: date | None


@dataclass(frozen=True)
class SampleCount:
    """Of one creator, or of all: how many samples were sent, and after how many came content and a sale."""

    sent: int = 0
    posted: int = 0
    sold: int = 0


def sample_lines(brand: Brand, *, names: Names | None = None, creator: str = "") -> list[SampleLine]:
    """Newest first; of one creator under any of its handles, or of all. Two queries, and one for the names."""
    known = names or names_of(brand)
    samples = brand.sentsamples.select_related("product")
    if creator:
        samples = samples.filter(known.asked(creator))
    samples = list(samples)
    if not samples:
        return []
    pairs = [(sample.pk, name) for sample in samples for name in known.all_of(sample.creator)]
    same = _ITSELF if len(pairs) == len(samples) else _UNDER_ANY_NAME  # the index of handles serves the first best
    values = {"brand": brand.pk, "zone": brand.time_zone, "samples": [sample.pk for sample in samples],
              "of": [pk for pk, _name in pairs], "names": [name for _pk, name in pairs]}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_AFTER.format(same=same), values)
        after = {pk: days for pk, *days in cursor.fetchall()}
    return [SampleLine(sample, *after[sample.pk]) for sample in samples]


def counted(lines: Iterable[SampleLine]) -> SampleCount:
    lines = list(lines)
    return SampleCount(len(lines), sum(one.posted_on is not None for one in lines), sum(one.sold_on is not None for one in lines))


def unassigned_orders(brand: Brand) -> list[Sale]:
    """Sample orders that are nobody's sample yet, newest first, a hundred at most. One query."""
    known = brand.sentsamples.exclude(order_id="").values("order_id")
    orders = brand.sales.filter(is_sample=True).exclude(order_id__in=known)
    return list(orders.prefetch_related("lines").order_by("-day", "-pk")[:SHOWN])
