"""What must always hold of facts of spans: their totals are the sums of the facts themselves, written apart from the roll-up."""

from collections.abc import Iterator

from analytics.models.span_sums import TOLD_KEYS
from tkcommerce.work.invariants import Invariant

_NOT_STALE = """NOT EXISTS (SELECT FROM analytics_staleday m WHERE m.brand_id = differ.brand_id AND m.grain = 'facts'
    AND m.day = differ.first_day)"""
_SUMS = "sum(views) AS views, sum(product_clicks) AS clicks, sum(orders) AS orders, sum(gmv) AS gmv"


def of_facts() -> Iterator[Invariant]:
    for name, table, keys, only in (
        ("span_total_sums", "spantotal", "grain, gmv_kind, currency", "true"),
        (
            "video_span_sums",
            "videospan",
            "gmv_kind, currency, content_id",
            " AND ".join(("grain = 'video'", "content_id <> ''", *(f"{key} = ''" for key in TOLD_KEYS))),
        ),
    ):
        keys = f"brand_id, first_day, end_day, {keys}"
        yield Invariant(
            name,
            "The total of a span differs from the facts of it, and its first day is not marked to be rebuilt.",
            f"""WITH kept AS (SELECT {keys}, {_SUMS} FROM analytics_{table} GROUP BY {keys}),
                facts AS (SELECT {keys}, {_SUMS} FROM analytics_periodfact WHERE {only} GROUP BY {keys}),
                differ AS (
                    SELECT {keys}, kept.gmv AS kept, facts.gmv AS recomputed FROM kept FULL JOIN facts USING ({keys})
                    WHERE (kept.views, kept.clicks, kept.orders, kept.gmv)
                        IS DISTINCT FROM (facts.views, facts.clicks, facts.orders, facts.gmv))
                SELECT * FROM differ WHERE {_NOT_STALE}""",
        )
