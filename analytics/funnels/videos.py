"""Video by video in the app: what platforms tell of each within the window, and the sales that are tied to it.

LIVEs are left out: their files tell traffic and sales in other ways (analytics/lives).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Max, Min, Q, QuerySet, Sum

from analytics.made import Ratio
from analytics.metrics import CART_RATE, CART_TO_ORDER, VIDEO_CTR, WATCH_GPM
from analytics.models import Channel, FactGrain, Surface
from analytics.queries.spans import choose
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .by_window import within
from .cut import Cut

SHOWN = 50  # most sold and most viewed of them
COUNTED = ("gmv", "views", "product_impressions", "product_clicks", "add_to_carts", "orders")
TOLD = (*COUNTED, "currency")


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
    facts = _facts(brand, days, cut)
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
    grouped = cuts.values_list("video", "currency").annotate(Sum("orders"), Sum("gross")).order_by("orders__sum")
    found = {video: (currency, orders, gross) for video, currency, orders, gross in grouped}
    best = sorted(found, key=lambda video: -found[video][2])[:SHOWN]
    return {video: found[video] for video in best}


def _facts(brand: Brand, days: Days, cut: Cut) -> dict[str, dict[str, Any]]:
    """{content: counts, and the currency of its GMV; without GMV where there are several} over the spans that may be added up,
    each kind of GMV by itself: that which covers most."""
    if cut.surface not in ("", Surface.VIDEO):
        return {}
    sums = brand.spansums.filter(first_day__gte=days.start, end_day__lte=days.end, grain=FactGrain.VIDEO, keys="")
    told: dict[str, set[tuple[date, date]]] = {}
    for kind, first, end in sums.values_list("gmv_kind", "first_day", "end_day").distinct():
        told.setdefault(kind, set()).add((first, end))
    chosen = {kind: choose((Days(*span) for span in spans), days) for kind, spans in told.items()}
    if not chosen:
        return {}
    kind = max(chosen, key=lambda one: (chosen[one].covered, one == "direct"))
    found = brand.periodfacts.filter(within(chosen[kind].spans), grain=FactGrain.VIDEO, gmv_kind=kind)
    found = found.exclude(content_id="").values("content_id")
    return {row["content_id"]: _told(row) for row in _summed(found)}


def _told(row: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: row[f"sum_{name}"] for name in COUNTED}
    if row["first_currency"] != row["last_currency"] or told["gmv"] is None:
        return told | {"gmv": None, "currency": ""}
    return told | {"currency": row["first_currency"]}


def _summed(found: QuerySet) -> QuerySet:
    paid = Q(gmv__isnull=False)
    currencies = {"first_currency": Min("currency", filter=paid), "last_currency": Max("currency", filter=paid)}
    return found.annotate(**{f"sum_{name}": Sum(name) for name in COUNTED}, **currencies)
