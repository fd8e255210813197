"""The files behind facts of spans: which live tables tell of a content, a grain, a window. For "explain every number"."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from analytics.models import ImportedTable, PeriodTelling
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days


@dataclass(frozen=True)
class FactSource:
    """One live table: its name, the file a person dropped, and the newest day it knew about."""

    name: str
    filename: str
    import_id: int
    as_of: date


def sources_of_content(brand: Brand, content_id: str) -> list[FactSource]:
    """Newest first; one query."""
    return _sources(brand, PeriodTelling.objects.filter(reading__content_id=content_id))


def sources_of_grain(brand: Brand, grain: str, days: Days | None = None, **more: object) -> list[FactSource]:
    """Of every fact of the grain that begins within the days; `more`: further columns of a reading. One query."""
    told = PeriodTelling.objects.filter(reading__grain=grain, **{f"reading__{name}": value for name, value in more.items()})
    if days:
        told = told.filter(reading__first_day__lt=days.end, reading__end_day__gt=days.start)
    return _sources(brand, told)


def live_tables(brand: Brand, days: Days | None = None, **only: object) -> list[FactSource]:
    """Tables that reach into the days, newest first; `only`: further columns of a table. One query."""
    tables = brand.importedtables.filter(live=True, **only)
    if days:
        reach = Q(first_day__lt=days.end, last_day__gte=days.start)
        tables = tables.filter(reach | Q(first_day=None))
    return _listed(tables)


def _sources(brand: Brand, told: QuerySet[PeriodTelling]) -> list[FactSource]:
    return _listed(
        ImportedTable.objects.filter(Exists(told.filter(brand=brand, table=OuterRef("pk"))), brand=brand, live=True)
    )  # fmt: skip


def _listed(tables: QuerySet[ImportedTable]) -> list[FactSource]:
    rows = tables.order_by("-as_of", "-pk").values_list("name", "metric_import__filename", "metric_import_id", "as_of")
    return [FactSource(*row) for row in rows]
