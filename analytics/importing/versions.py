"""Rows that are kept once per version: stage, compare with what is known, add what is new, and say that this table told it."""

import hashlib
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b

import numpy
import pandas
from django.db import connection
from django.db.backends.utils import CursorWrapper

from analytics.models import ImportedTable, OrderLineReading, OrderReading, PeriodReading
from analytics.models.periods import PeriodKeys, PeriodMetrics
from analytics.models.sales import LineFields, OrderFields

from .coded import Coded
from .copying import copy_lines, lines_of, text_of, texts_of
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
    lines = _told_orders(table, parsed).rows() if parsed.kind == "order" else told_periods(parsed.frame)
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
    told = _told_orders(table, parsed)
    added = _keep(table, _ORDERS, told.rows())
    places = {order: place for place, order in enumerate(told.ids)}
    new = (f"{table.brand_id}\t{pk}\t{line}" for pk, order in added for line in told.lines_of(places[order]))
    copy_lines(OrderLineReading._meta.db_table, ["brand_id", "order_id", *LINE], new)


def store_periods(table: ImportedTable, parsed: ParsedTable) -> None:
    """`parsed.frame`: one row per key with PeriodKeys and PeriodMetrics; columns that are absent are not told."""
    _keep(table, _PERIODS, told_periods(parsed.frame))


@dataclass(frozen=True)
class ToldOrders:
    """Orders and their lines in the text format of COPY: ORDER, LINE, and a digest of each order with its lines."""

    ids: list[str]
    orders: list[str]
    digests: list[str]
    lines: list[str]
    bounds: list[int]  # lines[bounds[n]:bounds[n + 1]] are those of order n

    def lines_of(self, place: int) -> list[str]:
        return self.lines[self.bounds[place] : self.bounds[place + 1]]

    def rows(self) -> list[str]:
        return list(map("\t".join, zip(self.orders, self.digests, strict=True)))


def digest_of(told: object) -> str:
    """Sixteen bytes, as PostgreSQL reads a UUID."""
    return blake2b(str(told).encode(), digest_size=16).hexdigest()


def _told_orders(table: ImportedTable, parsed: ParsedTable) -> ToldOrders:
    return told_orders(parsed.frame, parsed.lines, source=table.profile.partition(".")[0], pepper=table.brand.pepper)


def told_orders(frame: pandas.DataFrame, lines: pandas.DataFrame, *, source: str, pepper: str) -> ToldOrders:
    frame = without_names(frame, source=source, pepper=pepper)
    places = pandas.Index(frame["order_id"]).get_indexer(lines["order"].map(_stored_id))
    by_order = numpy.argsort(places, kind="stable")
    of_lines = lines_of(_columns(lines, OrderLineReading, LINE), len(lines))
    of_lines = [of_lines[place] for place in by_order.tolist()]
    bounds = [0, *numpy.cumsum(numpy.bincount(places, minlength=len(frame))).tolist()]
    orders = lines_of(_columns(frame, OrderReading, ORDER), len(frame))
    joined = ("".join(of_lines[start:end]) for start, end in itertools.pairwise(bounds))
    digests = [digest_of(order + lines) for order, lines in zip(orders, joined, strict=True)]
    return ToldOrders(frame["order_id"].tolist(), orders, digests, of_lines, bounds)


def told_periods(frame: pandas.DataFrame) -> list[str]:
    """PERIOD, the digest of the key and the digest of each row, in the text format of COPY."""
    columns = _columns(frame, PeriodReading, PERIOD)
    keys, lines = lines_of(columns[: len(PeriodKeys.KEYS)], len(frame)), lines_of(columns, len(frame))
    return [f"{line}\t{digest_of(key)}\t{digest_of(line)}" for key, line in zip(keys, lines, strict=True)]


def without_names(frame: pandas.DataFrame, *, source: str, pepper: str) -> pandas.DataFrame:
    """Customers become keyed hashes here; what the frame tells of them goes no further."""
    customers = Coded.of(frame["email"]).read(lambda email: customer_key(pepper, email or ""))
    told = {
        "customer_key": customers.series(frame.index),
        "order_id": frame["order_id"].map(_stored_id).astype(object),
        "source": source,
    }
    if "shop" not in frame:
        shops = Coded.of(frame["channel"]).read(lambda channel: channel if channel == "tiktok_shop" else source)
        told["shop"] = shops.series(frame.index)
    return frame.drop(columns="email").assign(**told)


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


def _columns(frame: pandas.DataFrame, model: type, names: tuple[str, ...]) -> list[str | list[str]]:
    """All columns as COPY writes them, in the field's own "not told": empty for texts, null for the rest; texts cut to what the
    field holds."""
    columns = []
    for name in names:
        field = model._meta.get_field(name.removesuffix("_id") if name == "account_id" else name)
        is_text = field.get_internal_type() in _TEXT
        untold = "" if is_text else field.get_default() if field.has_default() else None
        if name not in frame:
            columns.append(text_of(field.get_default() if field.has_default() else untold))
        elif is_text:
            columns.append(texts_of(frame[name], lambda text, most=field.max_length: (text or "")[:most]))
        elif untold is None:
            columns.append(texts_of(frame[name]))
        else:
            columns.append(texts_of(frame[name], lambda value, untold=untold: untold if value is None else value))
    return columns
