"""Clean tables → readings. Appended only; call inside one transaction with everything else of the import."""

from datetime import date

import pandas

from analytics.models import (
    AccountDayReading,
    ActiveHourReading,
    AudienceShareReading,
    CurveReading,
    ImportedTable,
    LiveMinuteReading,
    SettlementReading,
    StockReading,
    VideoReading,
    VoiceReading,
)
from planner.posting.posted import PostedVideo, record_posted_videos

from .copying import copy_rows, rows_of
from .tables import ParsedTable
from .versions import store_orders, store_periods
from .video_table import upload_day

_AUDIENCE = ("dimension", "bucket", "share")
SIDE = {
    "stock": (StockReading, ("product_id", "sku_id", "sku", "title", "quantity")),
    "voice": (VoiceReading, ("kind", "day", "score", "has_media", "shop", "order_id", "product_id", "sku")),
    "settlement": (
        SettlementReading,
        ("order_id", "kind", "day", "currency", "settled", "revenue", "platform_fee", "affiliate_commission", "shipping_fee",
         "other_fees"),
    ),
    "live_minute": (LiveMinuteReading, ("content_id", "minute", "viewers", "product_clicks", "orders", "gmv", "currency")),
    "curve": (CurveReading, ("kind", "content_id", "bucket", "share")),
}  # fmt: skip
_FIRST_TIKTOK = date(2016, 9, 1)  # an id that tells an earlier day tells nothing


def store_readings(table: ImportedTable, parsed: ParsedTable) -> None:
    """Write the rows of one table. Its account is set already where the kind needs one."""
    frame = parsed.frame
    if parsed.kind == "account_day":
        _append(AccountDayReading, table, frame, ("day", *AccountDayReading.METRICS))
    elif parsed.kind == "active_hour":
        _append(ActiveHourReading, table, frame, ("day", "hour", "active_followers"))
    elif parsed.kind == "audience_share":
        _append(AudienceShareReading, table, frame, _AUDIENCE)
    elif parsed.kind == "video":
        _store_videos(table, frame)
    elif parsed.kind == "order":
        store_orders(table, parsed)
    elif parsed.kind == "period":
        store_periods(table, parsed)
    else:
        _store_side(table, frame, *SIDE[parsed.kind])


def _append(model: type, table: ImportedTable, frame: pandas.DataFrame, columns: tuple[str, ...]) -> None:
    fixed = [table.brand_id, table.account_id, table.pk, table.as_of]
    rows = (fixed + row for row in rows_of(frame, columns))
    copy_rows(model, ["brand_id", "account_id", "table_id", "as_of", *columns], rows)


def _store_videos(table: ImportedTable, frame: pandas.DataFrame) -> None:
    newer = VideoReading.objects.filter(brand=table.brand, table__live=True, as_of__gt=table.as_of)
    known_newer = set(
        newer.filter(video__external_id__in=list(frame["external_id"])).values_list("video__external_id", flat=True)
    )
    columns = ("external_id", "posted_day", "posted_at", "caption", "url", "kind")
    told = [_posted(dict(zip(columns, row, strict=True)), table.as_of, known_newer) for row in rows_of(frame, columns)]
    ids = record_posted_videos(brand=table.brand, account=table.account, videos=told)
    fixed = [table.brand_id, table.pk, table.as_of]
    metrics = (*VideoReading.METRICS, "is_rounded")
    rows = (fixed + [ids[key], *row] for (key, *row) in rows_of(frame, ("external_id", *metrics)))
    copy_rows(VideoReading, ["brand_id", "table_id", "as_of", "video_id", *metrics], rows)


def _posted(row: dict, as_of: date, known_newer: set[str]) -> PostedVideo:
    instant = row["posted_at"] and row["posted_at"].to_pydatetime()
    return PostedVideo(
        external_id=row["external_id"],
        posted_day=row["posted_day"] or _likely_day(row["external_id"], as_of),
        posted_at=instant,
        caption=row["caption"] or "",
        url=row["url"] or "",
        kind=row["kind"],
        is_newest=row["external_id"] not in known_newer,
    )


def _likely_day(external_id: str, as_of: date) -> date:
    """When the file does not tell: the day of the upload out of the id, if that is possible, else the day of the export."""
    uploaded = upload_day(external_id)
    return uploaded if _FIRST_TIKTOK <= uploaded <= as_of else as_of


def _store_side(table: ImportedTable, frame: pandas.DataFrame, model: type, columns: tuple[str, ...]) -> None:
    fixed = [table.brand_id, table.pk, table.as_of]
    rows = (fixed + row for row in rows_of(frame, ("row", *columns)))
    copy_rows(model, ["brand_id", "table_id", "as_of", "row", *columns], rows)
