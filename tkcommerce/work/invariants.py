"""What must always hold, each one SQL query; here what holds of all work. A row found is a bug."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import connection

from .sweeping import kinds


@dataclass(frozen=True)
class Invariant:
    """`sql` finds the rows that break it; `sentence` says what such a row means."""

    name: str
    sentence: str
    sql: str


def broken_rows(invariant: Invariant) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(invariant.sql)
        return cursor.fetchall()


def of_work() -> Iterator[Invariant]:
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
