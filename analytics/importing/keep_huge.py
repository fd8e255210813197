"""A huge table into the database, by sets: what it tells again gets a telling, what is new is added. One transaction."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils.translation import gettext_noop
from psycopg import sql

from analytics.models import ImportedTable, MetricImport
from tkcommerce.dates import day_of

from .huge import TOLD, HugeTable
from .problems import Problem
from .summary import SUMMED
from .versions import COMPARE, LINE, VERSIONS

_CHUNK = 2**20
_AGAIN = gettext_noop("The same was told by a row before.")
_DAYS = {"order": ("min(r.ordered_at)", "max(r.ordered_at)"), "period": ("min(r.first_day)", "max(r.first_day)")}

# Of what is told again: keys with several versions, where another one than this counts now.
_OTHERS = """
    WITH several AS (SELECT {key} FROM {reading} WHERE brand_id = %(brand)s GROUP BY {key} HAVING count(*) > 1),
    now AS (
        SELECT DISTINCT ON ({r_key}) r.* FROM several s JOIN {reading} r ON r.brand_id = %(brand)s AND {same_key}
        JOIN {telling} o ON o.reading_id = r.id JOIN analytics_importedtable t ON t.id = o.table_id WHERE t.live
        ORDER BY {r_key}, o.as_of DESC, o.table_id DESC)
    SELECT count(*), {sums}
    FROM told_once o JOIN {reading} r ON r.id = o.reading_id JOIN now known USING ({key}) WHERE known.id <> r.id
"""


def describe_huge(row: MetricImport, parsed: HugeTable, name: str) -> ImportedTable:
    """The unsaved row that says what was recognised, as summary.describe_table. What is told again is asked of the database."""
    sums, days = _of_known(parsed, row.brand.time_zone)
    for piece in parsed.pieces:
        for column, total in piece.sums.items():
            sums[column] = sums.get(column, Decimal(0)) + total
        days += piece.days
    return ImportedTable(
        brand=row.brand,
        metric_import=row,
        name=name,
        profile=parsed.recognised.profile,
        kind=parsed.kind,
        encoding=parsed.recognised.encoding,
        evidence=[[message, params] for message, params in parsed.recognised.evidence],
        rows_read=parsed.rows_read,
        rows_good=parsed.rows_good + parsed.known_records,
        sums={column: str(total) for column, total in sums.items()},
        first_day=min(days, default=None),
        last_day=max(days, default=None),
        as_of=parsed.as_of,
    )


def _of_known(parsed: HugeTable, zone: str) -> tuple[dict[str, Decimal], list[date]]:
    if not parsed.known_records:
        return {}, []
    names = VERSIONS[parsed.kind]
    columns = _summed(parsed.kind)
    asked = ", ".join([*(f"sum(r.{column})" for column in columns), *_DAYS[parsed.kind]])
    with connection.cursor() as cursor:
        once = f"SELECT DISTINCT reading_id AS id FROM {TOLD}"  # rows that the file repeats tell nothing more
        cursor.execute(f"SELECT {asked} FROM ({once}) o JOIN {names['reading']} r USING (id)")
        *sums, first, last = cursor.fetchone()
    ends = [day_of(end, zone) if parsed.kind == "order" else end for end in (first, last) if end]
    return {column: total for column, total in zip(columns, sums, strict=True) if total is not None}, ends


def keep_huge(table: ImportedTable, parsed: HugeTable, *, writes: bool) -> None:
    """Set the table's counts and known sums; if it `writes`, add what is new and tell everything."""
    names = VERSIONS[parsed.kind]
    values = {"brand": table.brand_id, "table": table.pk, "as_of": table.as_of}
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute("SET LOCAL enable_nestloop = off")  # sets join sets; statistics of what was just written are old
        cursor.execute(f"CREATE TEMPORARY TABLE told_once ON COMMIT DROP AS SELECT DISTINCT reading_id FROM {TOLD}")
        cursor.execute("ANALYZE told_once")
        _stage(cursor, names, parsed)
        _leave_out_repeats(cursor, table, names, parsed)
        _compare(cursor, table, names, values)
        if writes:
            _tell_again(cursor, names, values)
            _add(cursor, names, values, parsed)
        cursor.execute(f"DROP TABLE told_once, {TOLD}, {names['staging']}")
        cursor.execute("SET LOCAL enable_nestloop = on")


def _summed(kind: str) -> list[str]:
    return [name for name in SUMMED[kind] if name in VERSIONS[kind]["columns"].split(", ")]


def _stage(cursor: CursorWrapper, names: dict[str, str], parsed: HugeTable) -> None:
    """What was parsed."""
    staging, reading = names["staging"], names["reading"]
    cursor.execute(f"CREATE TEMPORARY TABLE {staging} (LIKE {reading} INCLUDING DEFAULTS, row integer) ON COMMIT DROP")
    cursor.execute(f"ALTER TABLE {staging} ALTER brand_id DROP NOT NULL")
    cursor.execute(f"ALTER TABLE {staging} ALTER id SET DEFAULT nextval(pg_get_serial_sequence('{reading}', 'id'))")
    columns = [*names["columns"].split(", "), "digest", "raw", "row"]
    for path in parsed.files("rows"):
        _copy_file(cursor, staging, columns, path)
    cursor.execute(f"ANALYZE {staging} ({names['key']}, digest)")  # what it is joined by


def _leave_out_repeats(cursor: CursorWrapper, table: ImportedTable, names: dict[str, str], parsed: HugeTable) -> None:
    """Of a key that several rows tell the first one counts; pieces cannot see that of each other."""
    staging, keys, columns = names["staging"], names["key"].split(", "), _summed(parsed.kind)
    cursor.execute(f"SELECT count(*) - count(DISTINCT ({names['key']})) FROM {staging}")
    if not cursor.fetchone()[0]:
        return
    cursor.execute(
        f"""DELETE FROM {staging} s USING (SELECT {names["key"]}, min(row) AS first FROM {staging} GROUP BY {names["key"]}) kept
            WHERE {" AND ".join(f"s.{name} = kept.{name}" for name in keys)} AND s.row > kept.first
            RETURNING s.row, {", ".join(f"s.{name}" for name in columns)}"""
    )
    for row, *told in cursor.fetchall():
        parsed.broken.append(Problem(row, "", "", _AGAIN))
        table.rows_good -= 1
        for name, value in zip(columns, told, strict=True):
            if value is not None:
                table.sums[name] = str(Decimal(table.sums[name]) - value)


def _copy_file(cursor: CursorWrapper, table: str, columns: list[str], path: Path) -> None:
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.wrap_database_errors, path.open("rb") as file:
        with cursor.copy(sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), names)) as copy:
            while chunk := file.read(_CHUNK):
                copy.write(chunk)


def _compare(cursor: CursorWrapper, table: ImportedTable, names: dict[str, str], values: dict) -> None:
    columns = _summed(table.kind)
    sums = ", ".join(f"sum(known.{name})" for name in columns)
    cursor.execute(COMPARE.format(sums=sums, **names), values)
    new, changed, same, *known = cursor.fetchone()
    cursor.execute(
        f"""SELECT count(*), {", ".join(f"sum(r.{name})" for name in columns)}
            FROM told_once m JOIN {names["reading"]} r ON r.id = m.reading_id WHERE EXISTS (
                SELECT FROM {names["telling"]} o JOIN analytics_importedtable t ON t.id = o.table_id
                WHERE o.reading_id = m.reading_id AND t.live)"""
    )
    told, *told_sums = cursor.fetchone()
    differences = ", ".join(f"sum(known.{name}) - sum(r.{name})" for name in columns)
    cursor.execute(_OTHERS.format(sums=differences, **names), values)
    others, *more = cursor.fetchone()
    cursor.execute("SELECT count(*) FROM told_once")
    table.rows_new = new + cursor.fetchone()[0] - told
    table.rows_changed, table.rows_same = changed + others, same + told - others
    sums_of = zip(columns, known, told_sums, more, strict=True)
    table.known = {
        name: str(sum((one for one in told if one is not None), Decimal(0)))
        for name, *told in sums_of
        if name in table.sums and any(one is not None for one in told)
    }


def _tell_again(cursor: CursorWrapper, names: dict[str, str], values: dict) -> None:
    cursor.execute(
        f"""INSERT INTO {names["telling"]} (brand_id, table_id, reading_id, as_of)
            SELECT %(brand)s, %(table)s, reading_id, %(as_of)s FROM told_once""",
        values,
    )


def _add(cursor: CursorWrapper, names: dict[str, str], values: dict, parsed: HugeTable) -> None:
    """Ids are given in the staging table, so that lines and tellings need not look for them."""
    staging, reading, columns = names["staging"], names["reading"], names["columns"]
    cursor.execute(
        f"""UPDATE {staging} s SET id = r.id, raw = NULL, brand_id = r.brand_id FROM {reading} r
            WHERE r.brand_id = %(brand)s AND {names["same_key"]} AND r.digest = s.digest""",
        values,
    )
    cursor.execute(
        f"""INSERT INTO {reading} (id, brand_id, {columns}, digest, raw)
            SELECT id, %(brand)s, {columns}, digest, raw FROM {staging} WHERE brand_id IS NULL""",
        values,
    )
    cursor.execute(
        f"""INSERT INTO {names["telling"]} (brand_id, table_id, reading_id, as_of)
            SELECT %(brand)s, %(table)s, s.id, %(as_of)s FROM {staging} s ON CONFLICT DO NOTHING""",
        values,
    )
    if parsed.kind == "order":
        _add_lines(cursor, staging, values, parsed)


def _add_lines(cursor: CursorWrapper, staging: str, values: dict, parsed: HugeTable) -> None:
    columns = ", ".join(LINE)
    cursor.execute(
        "CREATE TEMPORARY TABLE staged_lines (LIKE analytics_orderlinereading INCLUDING DEFAULTS, digest uuid) ON COMMIT DROP"
    )
    cursor.execute("ALTER TABLE staged_lines ALTER id DROP NOT NULL, ALTER brand_id DROP NOT NULL, ALTER order_id DROP NOT NULL")
    for path in parsed.files("lines"):
        _copy_file(cursor, "staged_lines", ["digest", *LINE], path)
    cursor.execute("ANALYZE staged_lines (digest)")
    cursor.execute(
        f"""INSERT INTO analytics_orderlinereading (brand_id, order_id, {columns})
            SELECT %(brand)s, s.id, {", ".join(f"l.{name}" for name in LINE)}
            FROM staged_lines l JOIN {staging} s ON s.digest = l.digest WHERE s.brand_id IS NULL""",
        values,
    )
    cursor.execute("DROP TABLE staged_lines")
