"""Rows that are kept once per version: stage, compare with what is known, add what is new, and say that this table told it."""

import hashlib
import uuid
from collections.abc import Sequence
from hashlib import blake2b

import pandas
from django.db import connection
from django.db.backends.utils import CursorWrapper

from analytics.models import ImportedTable, OrderLineReading, OrderReading, PeriodReading
from analytics.models.periods import PeriodKeys, PeriodMetrics
from analytics.models.sales import LineFields, OrderFields

from .copying import copy_lines, lines_of
from .personal import customer_key
from .summary import SUMMED
from .tables import ParsedTable

ORDER = (
    *(field.name for field in OrderFields._meta.get_fields()), "source", "gmv_kind", "financial_status", "fulfillment_status",
)  # fmt: skip
LINE = ("position", *(field.name for field in LineFields._meta.get_fields()))
PERIOD = (
    *(name if name != "account" else "account_id" for name in PeriodKeys.KEYS),
    *PeriodMetrics.TEXTS,
    *PeriodMetrics.METRICS,
)
_TEXT = {"CharField", "TextField"}
_LONGEST_ORDER_ID = 64

# What is known of a row's key before this table counts: nothing, the same, or something else; and what it adds up to.
COMPARE = """
    WITH now AS (
        SELECT DISTINCT ON ({r_key}) r.* FROM {staging} s JOIN {reading} r ON r.brand_id = %(brand)s AND {same_key}
        JOIN {telling} o ON o.reading_id = r.id JOIN analytics_importedtable t ON t.id = o.table_id WHERE t.live
        ORDER BY {r_key}, o.as_of DESC, o.table_id DESC)
    SELECT count(*) - count(known.id), count(*) FILTER (WHERE known.digest <> s.digest),
           count(*) FILTER (WHERE known.digest = s.digest), {sums}
    FROM {staging} s LEFT JOIN now known USING ({key})
"""
_ADD = """
    INSERT INTO {reading} (brand_id, {columns}, digest) SELECT %(brand)s, {columns}, digest FROM {staging}
    ON CONFLICT DO NOTHING RETURNING id, {told}
"""
_TELL = """
    INSERT INTO {telling} (brand_id, table_id, reading_id, as_of)
    SELECT %(brand)s, %(table)s, r.id, %(as_of)s FROM {staging} s JOIN {reading} r
    ON r.brand_id = %(brand)s AND {same_key} AND r.digest = s.digest
"""
_ORDERS = {
    "reading": "analytics_orderreading",
    "telling": "analytics_ordertelling",
    "staging": "staged_orders",
    "same_key": "r.source = s.source AND r.order_id = s.order_id",
    "columns": ", ".join(ORDER),
    "told": "order_id",
    "key": "source, order_id",
    "r_key": "r.source, r.order_id",
}
_PERIODS = {
    "reading": "analytics_periodreading",
    "telling": "analytics_periodtelling",
    "staging": "staged_periods",
    "same_key": "r.key = s.key",
    "columns": ", ".join((*PERIOD, "key")),
    "told": "key",
    "key": "key",
    "r_key": "r.key",
}
VERSIONS = {"order": _ORDERS, "period": _PERIODS}


def compare_versions(table: ImportedTable, parsed: ParsedTable) -> tuple[Sequence[int], dict[str, object]]:
    """((new, changed, same), column → sum of what is known of the same keys), for orders and periods."""
    names = _ORDERS if parsed.kind == "order" else _PERIODS
    lines = _told_orders(table, parsed)[0] if parsed.kind == "order" else told_periods(parsed.frame)
    summed = [name for name in SUMMED[parsed.kind] if name in names["columns"].split(", ")]
    sums = ", ".join(f"sum(known.{name})" for name in summed)
    with connection.cursor() as cursor:
        _stage(cursor, names, lines)
        cursor.execute(COMPARE.format(sums=sums, **names), {"brand": table.brand_id})
        new, changed, same, *known = cursor.fetchone()
        cursor.execute(f"DROP TABLE {names['staging']}")
    return (new, changed, same), dict(zip(summed, known, strict=True))


def store_orders(table: ImportedTable, parsed: ParsedTable) -> None:
    """`parsed.frame`: one row per order with ORDER; `lines`: with "order" and LINE; columns that are absent are not told."""
    told, lines = _told_orders(table, parsed)
    added = _keep(table, _ORDERS, told)
    new = (f"{table.brand_id}\t{pk}\t{line}" for pk, order in added for line in lines[order])
    copy_lines(OrderLineReading._meta.db_table, ["brand_id", "order_id", *LINE], new)


def store_periods(table: ImportedTable, parsed: ParsedTable) -> None:
    """`parsed.frame`: one row per key with PeriodKeys and PeriodMetrics; columns that are absent are not told."""
    _keep(table, _PERIODS, told_periods(parsed.frame))


def digest_of(told: object) -> uuid.UUID:
    return uuid.UUID(bytes=blake2b(str(told).encode(), digest_size=16).digest())


def _told_orders(table: ImportedTable, parsed: ParsedTable) -> tuple[list[str], dict[str, list[str]]]:
    return told_orders(parsed.frame, parsed.lines, source=table.profile.partition(".")[0], pepper=table.brand.pepper)


def told_orders(
    frame: pandas.DataFrame, lines: pandas.DataFrame, *, source: str, pepper: str
) -> tuple[list[str], dict[str, list[str]]]:
    """(ORDER and the digest of each order, order id → its lines), in the text format of COPY."""
    frame, lines = without_names(frame, lines, source=source, pepper=pepper)
    frame, lines = _filled(frame, OrderReading, ORDER), _filled(lines, OrderLineReading, LINE)
    told: dict[str, list[str]] = {order: [] for order in frame["order_id"]}
    for order, line in zip(lines["order"], lines_of(lines, LINE), strict=True):
        told[order].append(line)
    orders = zip(frame["order_id"], lines_of(frame, ORDER), strict=True)
    return [f"{line}\t{digest_of(line + ''.join(told[order]))}" for order, line in orders], told


def told_periods(frame: pandas.DataFrame) -> list[str]:
    """PERIOD, the digest of the key and the digest of each row, in the text format of COPY."""
    frame = _filled(frame, PeriodReading, PERIOD)
    keys, lines = lines_of(frame, PERIOD[: len(PeriodKeys.KEYS)]), lines_of(frame, PERIOD)
    return [f"{line}\t{digest_of(key)}\t{digest_of(line)}" for key, line in zip(keys, lines, strict=True)]


def without_names(
    frame: pandas.DataFrame, lines: pandas.DataFrame, *, source: str, pepper: str
) -> tuple[pandas.DataFrame, pandas.DataFrame]:
    """Customers become keyed hashes here; what the frame tells of them goes no further."""
    frame, lines = frame.copy(), lines.copy()
    frame["customer_key"] = [customer_key(pepper, told or "") for told in frame["email"]]
    frame["order_id"], lines["order"] = frame["order_id"].map(_stored_id), lines["order"].map(_stored_id)
    frame["source"] = source
    if "shop" not in frame:
        frame["shop"] = frame["channel"].where(frame["channel"] == "tiktok_shop", source)
    return frame, lines


def _stored_id(order_id: str) -> str:
    """As it is; an id longer than any shop's becomes its hash, so that two of them stay two."""
    return order_id if len(order_id) <= _LONGEST_ORDER_ID else hashlib.sha256(order_id.encode()).hexdigest()


def _stage(cursor: CursorWrapper, names: dict[str, str], lines: list[str]) -> None:
    """The rows in a table of this transaction that is shaped like the readings."""
    cursor.execute(f"CREATE TEMPORARY TABLE {names['staging']} (LIKE {names['reading']} INCLUDING DEFAULTS) ON COMMIT DROP")
    cursor.execute(f"ALTER TABLE {names['staging']} ALTER id DROP NOT NULL, ALTER brand_id DROP NOT NULL")
    copy_lines(names["staging"], [*names["columns"].split(", "), "digest"], lines)
    cursor.execute(f"ANALYZE {names['staging']}")


def _keep(table: ImportedTable, names: dict[str, str], lines: list[str]) -> list[tuple]:
    """Add the versions that nobody told before, say that this table told all of them; (id, told) of those added."""
    values = {"brand": table.brand_id, "table": table.pk, "as_of": table.as_of}
    with connection.cursor() as cursor:
        _stage(cursor, names, lines)
        cursor.execute(_ADD.format(**names), values)
        added = cursor.fetchall()
        cursor.execute(_TELL.format(**names), values)
        cursor.execute(f"DROP TABLE {names['staging']}")
    return added


def _filled(frame: pandas.DataFrame, model: type, columns: tuple[str, ...]) -> pandas.DataFrame:
    """All columns, in the field's own "not told": empty for texts, null for the rest; texts cut to what the field holds."""
    frame = frame.copy()
    for name in columns:
        field = model._meta.get_field(name.removesuffix("_id") if name == "account_id" else name)
        is_text = field.get_internal_type() in _TEXT
        if name not in frame:
            frame[name] = field.get_default() if field.has_default() else "" if is_text else None
        elif is_text:
            frame[name] = frame[name].where(frame[name].notna(), "").astype(object).str[: field.max_length]
        elif field.has_default():
            frame[name] = frame[name].astype(object).where(frame[name].notna(), field.get_default())
    return frame
