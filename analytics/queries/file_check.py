"""Control totals: what each file said, column by column, against what the roll-ups hold for the same cells."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import connection

from analytics.models import AccountDay, ImportedTable
from analytics.queries.imports import COLUMN_LABELS
from tkcommerce.brands.models import Brand

ORDER_COLUMNS = ("total", "refunded", "items")
VIDEO_COLUMNS = ("views", "likes", "comments", "shares", "saves", "play_seconds")
# Each row of a live table beside the roll-up's row of the same cell: sum as read, sum as shown, cells told anew elsewhere.
SAME_DAY = "u.brand_id = r.brand_id AND u.account_id = r.account_id AND u.day = r.day"
JOINS = {
    "account_day": (AccountDay.METRICS, f"analytics_accountdayreading r JOIN analytics_accountday u ON {SAME_DAY}"),
    "active_hour": (
        ("active_followers",),
        f"analytics_activehourreading r JOIN analytics_activehour u ON {SAME_DAY} AND u.hour = r.hour",
    ),
    "video": (VIDEO_COLUMNS, "analytics_videoreading r JOIN analytics_videoday u ON u.video_id = r.video_id AND u.day = r.as_of"),
    # Sales days add orders up, so an order is compared with its own newest live reading.
    "order": (
        ORDER_COLUMNS,
        """(SELECT v.*, o.table_id FROM analytics_ordertelling o JOIN analytics_orderreading v ON v.id = o.reading_id) r
        JOIN LATERAL (
            SELECT n.*, k.table_id FROM analytics_orderreading n JOIN analytics_ordertelling k ON k.reading_id = n.id
            JOIN analytics_importedtable l ON l.id = k.table_id AND l.live
            WHERE n.brand_id = r.brand_id AND n.source = r.source AND n.order_id = r.order_id
            ORDER BY k.as_of DESC, k.table_id DESC LIMIT 1) u ON true""",
    ),
}


@dataclass(frozen=True)
class ColumnCheck:
    """One column of one file: its sum, the sum shown for the same cells, and how many cells a newer file told otherwise."""

    column: str
    in_file: Decimal
    shown: Decimal
    retold: int

    @property
    def label(self) -> str:
        return str(COLUMN_LABELS[self.column])

    @property
    def equal(self) -> bool:
        return self.in_file == self.shown

    @property
    def explained(self) -> bool:
        return self.equal or self.retold > 0


@dataclass(frozen=True)
class TableCheck:
    name: str
    filename: str
    first_day: date | None
    last_day: date | None
    as_of: date
    columns: tuple[ColumnCheck, ...]

    @property
    def equal(self) -> bool:
        return all(column.equal for column in self.columns)

    @property
    def explained(self) -> bool:
        return all(column.explained for column in self.columns)


def checks_of(brand: Brand) -> tuple[TableCheck, ...]:
    """Newest first. Five queries."""
    shown = {table_id: sums for kind in JOINS for table_id, sums in _shown(brand, kind).items()}
    tables = brand.importedtables.filter(live=True, kind__in=JOINS).select_related("metric_import").order_by("-as_of", "-id")
    return tuple(_check(table, shown.get(table.pk, {})) for table in tables)


def _check(table: ImportedTable, shown: dict) -> TableCheck:
    checked = [(column, text) for column, text in table.sums.items() if _is_checked(table, column, text)]
    columns = tuple(_column(column, text, shown) for column, text in checked)
    return TableCheck(table.name, table.metric_import.filename, table.first_day, table.last_day, table.as_of, columns)


def _is_checked(table: ImportedTable, column: str, text: str) -> bool:
    return column in JOINS[table.kind][0] and _decimal(text) is not None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text)
    except (InvalidOperation, TypeError):
        return None


def _column(column: str, text: str, shown: dict) -> ColumnCheck:
    total, retold = shown.get(column, (Decimal(0), 0))
    return ColumnCheck(column, _decimal(text), Decimal(total or 0), retold)


def _shown(brand: Brand, kind: str) -> dict[int, dict[str, tuple]]:
    columns, join = JOINS[kind]
    sums = ", ".join(
        f"sum(u.{column}) FILTER (WHERE r.{column} IS NOT NULL), count(*) FILTER (WHERE r.{column} <> u.{column})"
        for column in columns
    )
    query = (
        f"SELECT r.table_id, {sums} FROM {join} JOIN analytics_importedtable t ON t.id = r.table_id AND t.live"
        " WHERE r.brand_id = %s GROUP BY r.table_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [brand.pk])
        rows = cursor.fetchall()
    return {row[0]: {name: (row[1 + 2 * n], row[2 + 2 * n]) for n, name in enumerate(columns)} for row in rows}
