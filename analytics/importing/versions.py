"""Rows that are kept once per version: stage, compare with what is known, add what is new, and say that this table told it."""

import uuid
from hashlib import blake2b

import pandas
from django.db import connection

from analytics.models import ImportedTable, OrderLineReading, OrderReading, PeriodReading
from analytics.models.periods import PeriodKeys, PeriodMetrics
from analytics.models.sales import LineFields, OrderFields

from .copying import copy_into, copy_rows, rows_of

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

# What is known of a row's key before this table counts: nothing, the same, or something else.
_COMPARE = """
    SELECT count(*) FILTER (WHERE known.digest IS NULL), count(*) FILTER (WHERE known.digest <> s.digest),
           count(*) FILTER (WHERE known.digest = s.digest)
    FROM {staging} s LEFT JOIN LATERAL (
        SELECT r.digest FROM {reading} r
        JOIN {telling} o ON o.reading_id = r.id JOIN analytics_importedtable t ON t.id = o.table_id
        WHERE r.brand_id = %(brand)s AND {same_key} AND t.live
        ORDER BY o.as_of DESC, o.table_id DESC LIMIT 1) known ON true
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
}
_PERIODS = {
    "reading": "analytics_periodreading",
    "telling": "analytics_periodtelling",
    "staging": "staged_periods",
    "same_key": "r.key = s.key",
    "columns": ", ".join((*PERIOD, "key")),
    "told": "key",
}


def store_orders(table: ImportedTable, frame: pandas.DataFrame, lines: pandas.DataFrame) -> None:
    """`frame`: one row per order with ORDER; `lines`: with "order" and LINE; columns that are absent are not told."""
    frame, lines = _filled(frame, OrderReading, ORDER), _filled(lines, OrderLineReading, LINE)
    told = {order: [] for order in frame["order_id"]}
    for order, *line in rows_of(lines, ("order", *LINE)):
        told[order].append(line)
    rows = [[*row, digest_of([row, told[row[1]]])] for row in rows_of(frame, ORDER)]
    added = _keep(table, OrderReading, _ORDERS, [*ORDER, "digest"], rows)
    new = ([table.brand_id, pk, *line] for pk, order in added for line in told[order])
    copy_rows(OrderLineReading, ["brand_id", "order_id", *LINE], new)


def store_periods(table: ImportedTable, frame: pandas.DataFrame) -> None:
    """`frame`: one row per key with PeriodKeys and PeriodMetrics; columns that are absent are not told."""
    frame = _filled(frame, PeriodReading, PERIOD)
    rows = []
    for row in rows_of(frame, PERIOD):
        rows.append([*row, digest_of(row[: len(PeriodKeys.KEYS)]), digest_of(row)])
    _keep(table, PeriodReading, _PERIODS, [*PERIOD, "key", "digest"], rows)


def digest_of(told: object) -> uuid.UUID:
    return uuid.UUID(bytes=blake2b(repr(told).encode(), digest_size=16).digest())


def _keep(table: ImportedTable, model: type, names: dict[str, str], columns: list[str], rows: list[list]) -> list[tuple]:
    """(id, told) of the versions that nobody told before. Counts what is new, changed and the same into the table's row."""
    values = {"brand": table.brand_id, "table": table.pk, "as_of": table.as_of}
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE {names['staging']} (LIKE {model._meta.db_table} INCLUDING DEFAULTS) ON COMMIT DROP"
        )
        cursor.execute(f"ALTER TABLE {names['staging']} ALTER id DROP NOT NULL, ALTER brand_id DROP NOT NULL")
        copy_into(names["staging"], columns, rows)
        cursor.execute(f"ANALYZE {names['staging']}")
        cursor.execute(_COMPARE.format(**names), values)
        table.rows_new, table.rows_changed, table.rows_same = cursor.fetchone()
        table.save(update_fields=["rows_new", "rows_changed", "rows_same"])
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
