"""What must always hold, each one SQL query. A row found is a bug; `manage.py check_invariants` looks for them."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection
from django.db.models import Model

from tkcommerce.brands.models import BrandOwned
from tkcommerce.work.sweeping import kinds


@dataclass(frozen=True)
class Invariant:
    """`sql` finds the rows that break it; `sentence` says what such a row means."""

    name: str
    sentence: str
    sql: str


def invariants() -> list[Invariant]:
    return [*_of_work(), *_of_imports(), *_of_sums(), *_of_brands()]


def broken_rows(invariant: Invariant) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(invariant.sql)
        return cursor.fetchall()


def _of_work() -> Iterator[Invariant]:
    for kind in kinds():
        name, table = kind._meta.model_name, kind._meta.db_table
        yield Invariant(
            f"{name}_is_not_left_running",
            "Work runs under a lease that ended more than two minutes ago: nobody sweeps.",
            f"SELECT id, lease_until FROM {table} WHERE state = 'running' AND lease_until < now() - interval '2 minutes'",
        )
        yield Invariant(
            f"{name}_is_not_left_waiting",
            "Work has been due for over a minute, and nobody has claimed it.",
            f"SELECT id, run_after FROM {table} WHERE state = 'queued' AND run_after < now() - interval '1 minute'",
        )


_READINGS = ("accountdayreading", "activehourreading", "audiencesharereading", "videoreading", "orderreading")


def _of_imports() -> Iterator[Invariant]:
    counted = " + ".join(f"(SELECT count(*) FROM analytics_{name} r WHERE r.table_id = t.id)" for name in _READINGS)
    yield Invariant(
        "applied_import_has_its_readings",
        "A table of an applied import has no reading, though it had good rows, or readings without good rows.",
        f"""SELECT t.id, t.kind, t.rows_good, {counted} AS readings
            FROM analytics_importedtable t JOIN analytics_metricimport i ON i.id = t.metric_import_id
            WHERE i.stage = 'applied' AND (t.rows_good = 0) <> ({counted} = 0)""",
    )
    yield Invariant(
        "applied_import_is_done",
        "What an import wrote and the word that it is done are one commit; here they differ.",
        """SELECT id, state, stage FROM analytics_metricimport
           WHERE (stage = 'applied') <> (state = 'done') AND stage <> 'reverted'""",
    )


def _of_sums() -> Iterator[Invariant]:
    """Written apart from the roll-ups' own SQL: newest non-null reading by DISTINCT ON, orders by their newest reading."""
    for column in ("video_views", "likes", "followers"):
        yield Invariant(
            f"account_day_{column}",
            "An account's day differs from its newest live reading, and is not marked to be rebuilt.",
            f"""WITH newest AS ({_newest("accountdayreading", "account_id, r.day", column)})
                SELECT account_id, day, d.{column} AS kept, n.{column} AS recomputed
                FROM analytics_accountday d FULL JOIN newest n USING (account_id, day)
                WHERE d.{column} IS DISTINCT FROM n.{column} AND {_not_stale("account", "day")}""",
        )
    for column in ("views", "likes"):
        yield Invariant(
            f"video_total_{column}",
            "A video's total differs from its newest live reading, and its day is not marked to be rebuilt.",
            f"""WITH newest AS ({_newest("videoreading", "video_id", column)})
                SELECT video_id, d.{column} AS kept, n.{column} AS recomputed
                FROM analytics_videototal d FULL JOIN newest n USING (video_id)
                WHERE d.{column} IS DISTINCT FROM n.{column}
                AND NOT EXISTS (SELECT 1 FROM analytics_staleday WHERE grain = 'video')""",
        )
    yield Invariant(
        "sales_day_sums",
        "A day's orders or amount differ from the orders themselves, and the day is not marked to be rebuilt.",
        f"""WITH newest AS (
                SELECT DISTINCT ON (r.brand_id, r.source, r.order_id)
                    r.brand_id, r.channel, r.currency, r.total, (r.ordered_at AT TIME ZONE b.time_zone)::date AS day
                FROM analytics_orderreading r JOIN analytics_importedtable t ON t.id = r.table_id AND t.live
                JOIN brands_brand b ON b.id = r.brand_id
                ORDER BY r.brand_id, r.source, r.order_id, r.as_of DESC, r.table_id DESC),
            summed AS (SELECT brand_id, day, channel, currency, count(*) AS orders, sum(total) AS gross
                       FROM newest GROUP BY 1, 2, 3, 4)
            SELECT brand_id, day, channel, d.orders AS kept, s.orders AS recomputed, d.gross, s.gross
            FROM analytics_salesday d FULL JOIN summed s USING (brand_id, day, channel, currency)
            WHERE (d.orders, d.gross) IS DISTINCT FROM (s.orders, s.gross) AND {_not_stale("sales", "day")}""",
    )


def _newest(readings: str, grain: str, column: str) -> str:
    """The newest non-null `column` of live tables, by grain."""
    return f"""SELECT DISTINCT ON (r.{grain}) r.{grain}, r.{column}
        FROM analytics_{readings} r JOIN analytics_importedtable t ON t.id = r.table_id AND t.live
        WHERE r.{column} IS NOT NULL ORDER BY r.{grain}, r.as_of DESC, r.table_id DESC"""


def _not_stale(grain: str, day: str) -> str:
    return f"NOT EXISTS (SELECT 1 FROM analytics_staleday m WHERE m.grain = '{grain}' AND m.day = {day})"


def _of_brands() -> Iterator[Invariant]:
    """A row may only point to rows of its own brand: one query for each foreign key between brand-owned models."""
    for child, column, parent in brand_links():
        yield Invariant(
            f"{child._meta.model_name}_{column}_stays_in_its_brand",
            "A row points to a row of another brand.",
            f"""SELECT c.id, c.brand_id, p.brand_id
                FROM {child._meta.db_table} c JOIN {parent._meta.db_table} p ON p.id = c.{column}
                WHERE p.brand_id <> c.brand_id""",
        )


def brand_links() -> list[tuple[type[Model], str, type[Model]]]:
    """(child, column, parent) of each foreign key between models that belong to a brand."""
    owned = [model for model in apps.get_models() if issubclass(model, BrandOwned)]
    return [
        (model, field.column, field.related_model)
        for model in owned
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in owned
    ]
