"""Video by video in the app: what platforms tell of each within the window, and the sales that are tied to it.

LIVEs are left out: their files tell traffic and sales in other ways (analytics/lives).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Q, Sum

from analytics.made import Ratio
from analytics.metrics import CART_RATE, CART_TO_ORDER, VIDEO_CTR, WATCH_GPM
from analytics.models import Channel, FactGrain, Surface, VideoSpan
from analytics.queries.spans import choose
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .cut import Cut

SHOWN = 50  # most sold and most viewed of them
TOLD = (*VideoSpan.SUMS, "currency")
# Of everything told only what may be shown leaves the database: most sold, most viewed, and the videos asked for. GMV in several
# currencies is none.
_TOLD = f"""
    WITH summed AS (
        SELECT content_id, {", ".join(f"sum({name}) AS {name}" for name in VideoSpan.SUMS)},
            min(currency) FILTER (WHERE gmv IS NOT NULL) AS low, max(currency) FILTER (WHERE gmv IS NOT NULL) AS high
        FROM analytics_videospan
        WHERE brand_id = %(brand)s AND gmv_kind = %(kind)s AND first_day >= %(start)s AND end_day <= %(end)s
            AND (%(all)s OR (first_day, end_day) IN (SELECT * FROM unnest(%(firsts)s::date[], %(ends)s::date[])))
        GROUP BY content_id
    ), told AS (
        SELECT *, CASE WHEN low = high THEN gmv END AS of_one, CASE WHEN low = high THEN low ELSE '' END AS currency FROM summed
    ), ranked AS (
        SELECT *, row_number() OVER (ORDER BY of_one DESC NULLS LAST, content_id) AS by_gmv,
            row_number() OVER (ORDER BY views DESC NULLS LAST, content_id) AS by_views FROM told
    )
    SELECT content_id, of_one, {", ".join(VideoSpan.SUMS[1:])}, currency FROM ranked
    WHERE by_gmv <= %(shown)s OR by_views <= %(shown)s
        OR content_id IN (SELECT external_id FROM planner_video WHERE id = ANY(%(videos)s) AND external_id <> '')
"""
# A video that sold in several currencies is shown in the one with most orders.
_BEST = """
    SELECT video, currency, of_orders, of_gross
    FROM (SELECT DISTINCT ON (video) * FROM ({each}) told ORDER BY video, of_orders DESC) best
    ORDER BY of_gross DESC, video LIMIT {shown}
"""


@dataclass(frozen=True)
class VideoRow:
    """`counts` are of the platform. `sold` and `gross`, in `currency`: the platform's direct ones, or where it tells none those
    of the orders that are tied to the video. None: nobody told it."""

    video: Video
    counts: Mapping[str, Any]
    sold: int | None
    gross: Decimal | None
    currency: str

    @cached_property
    def click_rate(self) -> Ratio:
        return Ratio.of(VIDEO_CTR, self.counts)

    @cached_property
    def cart_rate(self) -> Ratio:
        return Ratio.of(CART_RATE, self.counts)

    @cached_property
    def order_rate(self) -> Ratio:
        return Ratio.of(CART_TO_ORDER, self.counts)

    @cached_property
    def gpm(self) -> Ratio:
        """Sales for 1,000 views of the same days."""
        return Ratio.of(WATCH_GPM, {"gmv": self.gross, "views": self.counts["views"]}, currency=self.currency)


def video_rows(brand: Brand, days: Days, cut: Cut) -> list[VideoRow]:
    """Most sold first, then most viewed. Currencies are not compared: the one with most orders is shown. Four queries."""
    sold = _sold(brand, days, cut)
    facts = _facts(brand, days, cut, list(sold))
    top = {content for name in ("gmv", "views") for content in sorted(facts, key=lambda one: -(facts[one][name] or 0))[:SHOWN]}
    videos = (
        brand.videos.exclude(kind=Video.Kind.LIVE)
        .filter(Q(external_id__in=top) | Q(pk__in=list(sold)))
        .defer("script", "shot_list", "hypothesis", "notes")
    )
    if cut.account_ids is not None:
        videos = videos.filter(account_id__in=cut.account_ids)
    rows = [_row(video, facts.get(video.external_id) or dict.fromkeys(TOLD), sold.get(video.pk)) for video in videos]
    return sorted(rows, key=lambda row: (-(row.gross or 0), -(row.counts["views"] or 0), row.video.pk))[:SHOWN]


def _row(video: Video, told: Mapping[str, Any], sold: tuple[str, int, Decimal] | None) -> VideoRow:
    platform = (told["currency"], told["orders"], told["gmv"])
    currency, orders, gross = platform if told["currency"] else sold or ("", told["orders"], None)
    return VideoRow(video, told, orders, gross, currency)


def _sold(brand: Brand, days: Days, cut: Cut) -> dict[int, tuple[str, int, Decimal]]:
    """{video: (currency, orders, gross)} of the shop in the app, the most sold ones."""
    cuts = brand.salescuts.filter(day__gte=days.start, day__lt=days.end, channel=Channel.TIKTOK_SHOP, video__isnull=False)
    cuts = cuts.exclude(surface=Surface.LIVE)
    if cut.surface:
        cuts = cuts.filter(surface=cut.surface)
    if cut.campaign:
        cuts = cuts.filter(campaign=cut.campaign)
    if cut.product:
        cuts = cuts.filter(video__products__product=cut.product)
    each, values = (
        cuts.values("video", "currency").annotate(of_orders=Sum("orders"), of_gross=Sum("gross")).query.sql_with_params()
    )
    with connection.cursor() as cursor:
        cursor.execute(_BEST.format(each=each, shown=SHOWN), values)
        return {video: tuple(told) for video, *told in cursor.fetchall()}


def _facts(brand: Brand, days: Days, cut: Cut, videos: list[int]) -> dict[str, dict[str, Any]]:
    """{content: counts, and the currency of its GMV; without GMV where there are several} over the spans that may be added up,
    each kind of GMV by itself: that which covers most. Of the top ones and of `videos`."""
    if cut.surface not in ("", Surface.VIDEO):
        return {}
    sums = brand.spantotals.filter(first_day__gte=days.start, end_day__lte=days.end, grain=FactGrain.VIDEO, keys="")
    told: dict[str, set[tuple[date, date]]] = {}
    for kind, first, end in sums.values_list("gmv_kind", "first_day", "end_day").distinct():
        told.setdefault(kind, set()).add((first, end))
    chosen = {kind: choose((Days(*span) for span in spans), days) for kind, spans in told.items()}
    if not chosen:
        return {}
    kind = max(chosen, key=lambda one: (chosen[one].covered, one == "direct"))
    spans = chosen[kind].spans
    values = {
        "brand": brand.pk, "kind": kind, "start": days.start, "end": days.end, "all": len(spans) == len(told[kind]),
        "firsts": [span.start for span in spans], "ends": [span.end for span in spans], "shown": SHOWN, "videos": videos,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, values)
        return {content: dict(zip(TOLD, row, strict=True)) for content, *row in cursor.fetchall()}
