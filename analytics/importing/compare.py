"""What a table would change: its rows against what live tables tell of the same keys. Writes nothing but the table's counts."""

from collections.abc import Sequence

import pandas
from django.db import connection, models

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

from .copying import copy_into, rows_of
from .summary import SUMMED
from .tables import ParsedTable
from .versions import compare_versions

# kind → (readings, columns that make a row the same one, columns that it tells)
_KEYED: dict[str, tuple[type[models.Model], tuple[str, ...], tuple[str, ...]]] = {
    "account_day": (AccountDayReading, ("day",), AccountDayReading.METRICS),
    "active_hour": (ActiveHourReading, ("day", "hour"), ("active_followers",)),
    "audience_share": (AudienceShareReading, ("dimension", "bucket"), ("share",)),
    "video": (VideoReading, ("video_id",), VideoReading.METRICS),
    "stock": (StockReading, ("product_id", "sku_id", "sku"), ("quantity",)),
    "voice": (VoiceReading, ("kind", "day", "shop", "order_id", "product_id", "sku"), ("score", "has_media")),
    "settlement": (
        SettlementReading,
        ("order_id", "kind", "day", "currency"),
        ("settled", "revenue", "platform_fee", "affiliate_commission", "shipping_fee", "other_fees"),
    ),
    "live_minute": (LiveMinuteReading, ("content_id", "minute"), ("viewers", "product_clicks", "orders", "gmv")),
    "curve": (CurveReading, ("kind", "content_id", "bucket"), ("share",)),
}
_ASK = """
    SELECT count(*) FILTER (WHERE NOT known.seen), count(*) FILTER (WHERE known.seen AND ({differs})),
           count(*) FILTER (WHERE known.seen AND NOT ({differs})), {sums}
    FROM staged_rows s CROSS JOIN LATERAL (
        SELECT count(*) > 0 AS seen, {newest}
        FROM {reading} r JOIN analytics_importedtable t ON t.id = r.table_id
        WHERE r.brand_id = %(brand)s AND t.live AND {same}) known
"""
_NEWEST = "(array_agg(r.{0} ORDER BY r.as_of DESC, r.table_id DESC) FILTER (WHERE r.{0} IS NOT NULL))[1] AS {0}"


def compare_table(table: ImportedTable, parsed: ParsedTable) -> None:
    """Set the table's rows_new, rows_changed and rows_same, and what is known of the same keys: column → sum, as text."""
    if parsed.kind in _KEYED:
        frame = _with_video_ids(table, parsed.frame) if parsed.kind == "video" else parsed.frame
        counts, known = _compare_rows(table, frame, *_KEYED[parsed.kind])
    else:
        counts, known = compare_versions(table, parsed)
    table.rows_new, table.rows_changed, table.rows_same = counts
    table.known = {name: str(total) for name, total in known.items() if total is not None and name in table.sums}


def _with_video_ids(table: ImportedTable, frame: pandas.DataFrame) -> pandas.DataFrame:
    """Looked up first, so that the comparison goes by the readings' own index; null of a video that is new."""
    told = table.brand.videos.filter(external_id__in=list(frame["external_id"])).values_list("external_id", "pk")
    return frame.assign(video_id=frame["external_id"].map(dict(told)).astype("Int64"))


def _compare_rows(
    table: ImportedTable, frame: pandas.DataFrame, model: type[models.Model], keys: Sequence[str], values: Sequence[str]
) -> tuple[Sequence[int], dict[str, object]]:
    """A cell that the file leaves empty changes nothing."""
    values = [name for name in values if name in frame]
    keys = [name for name in keys if name in frame]
    summed = [name for name in SUMMED[table.kind] if name in values]
    reading = model._meta.db_table
    same = " AND ".join(f"r.{name} = s.{name}" for name in keys)
    columns = ", ".join(f"r.{name}" for name in [*keys, *values])
    if table.kind in ("account_day", "active_hour", "audience_share"):
        same += " AND r.account_id = %(account)s"
    question = _ASK.format(
        reading=reading,
        same=same,
        newest=", ".join(_NEWEST.format(name) for name in values) or "NULL AS nothing",
        differs=" OR ".join(f"s.{name} IS NOT NULL AND s.{name} IS DISTINCT FROM known.{name}" for name in values) or "false",
        sums=", ".join(f"sum(known.{name})" for name in summed) or "NULL",
    )
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMPORARY TABLE staged_rows ON COMMIT DROP AS SELECT {columns} FROM {reading} r WITH NO DATA")
        copy_into("staged_rows", [*keys, *values], rows_of(frame, [*keys, *values]))
        cursor.execute(question, {"brand": table.brand_id, "account": table.account_id})
        new, changed, same_rows, *sums = cursor.fetchone()
        cursor.execute("DROP TABLE staged_rows")
    return (new, changed, same_rows), dict(zip(summed, sums, strict=False))
