"""Sales cut by what an order says: each order once, currencies apart, and what nothing is attributed to as a row of its own."""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from django.db.models import Max, Model, QuerySet, Sum

from analytics.metrics import Measured, Metric, Number, measure
from analytics.models import AttributedBy, Channel, SalesCut, Surface
from analytics.models.sale_rollups import ChannelFields, SaleSums
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days


class SalesBy(StrEnum):
    """By what sales are cut; the values are columns of SalesCut."""

    CHANNEL = "channel"
    SHOP = "shop"
    SURFACE = "surface"
    MARKET = "market"
    ATTRIBUTED_BY = "attributed_by"
    ACCOUNT = "account"
    CAMPAIGN = "campaign"
    VIDEO = "video"
    CREATOR = "creator"
    CONTENT = "content_id"


@dataclass(frozen=True)
class SalesFilter:
    """None: all. An empty text or 0: those of which nobody said."""

    channel: str | None = None
    shop: str | None = None
    surface: str | None = None
    market: str | None = None
    attributed_by: str | None = None
    account: int | None = None
    campaign: int | None = None
    video: int | None = None
    creator: str | None = None
    content_id: str | None = None

    def asked(self) -> dict[str, object]:
        told = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value or None if name in _KEYS else value for name, value in told.items() if value is not None}


_KEYS = {"account", "campaign", "video"}


@dataclass(frozen=True)
class CutRow:
    """Σ of one value of a cut in one currency; `row` is the account, campaign or video where the cut is by one."""

    value: str | int | None  # "" or None: nobody said
    currency: str
    sums: dict[str, Number | None]
    as_of: date
    row: Model | None = None

    @property
    def is_told(self) -> bool:
        return self.value not in ("", None)

    def measured(self, metric: Metric) -> Measured:
        return measure(metric, [self.sums])


def sales_by(brand: Brand, days: Days, cut: SalesBy, filters: SalesFilter | None = None) -> tuple[CutRow, ...]:
    """By value and currency, most sold first. One query, and one more for names of accounts, campaigns or videos.

    Windows of years are read from the small cube wherever neither cut nor filter needs the fine one.
    """
    asked = (filters or SalesFilter()).asked()
    found = _cube(brand, days, {cut, *asked}).filter(**_where(asked)).values(cut.value, "currency")
    rows = found.annotate(newest=Max("as_of"), **{f"sum_{name}": Sum(name) for name in SaleSums.SUMS})
    named = _named(brand, cut, {row[cut.value] for row in rows})
    made = [
        CutRow(row[cut.value], row["currency"], _sums(row), row["newest"], named.get(row[cut.value]))
        for row in rows
    ]  # fmt: skip
    return tuple(sorted(made, key=lambda row: (row.currency, -row.sums["gross"], str(row.value))))


def sales_total(brand: Brand, days: Days, filters: SalesFilter | None = None) -> tuple[CutRow, ...]:
    """All of it, one row per currency; `value` is empty. One query."""
    asked = (filters or SalesFilter()).asked()
    found = _cube(brand, days, set(asked)).filter(**_where(asked)).values("currency").order_by("currency")
    rows = found.annotate(newest=Max("as_of"), **{f"sum_{name}": Sum(name) for name in SaleSums.SUMS})
    return tuple(CutRow("", row["currency"], _sums(row), row["newest"]) for row in rows)


def sales_by_day(brand: Brand, days: Days, filters: SalesFilter | None = None) -> dict[str, dict[date, dict[str, Number | None]]]:
    """{currency: {day: sums}}; a day without a row had no order. One query."""
    asked = (filters or SalesFilter()).asked()
    found = _cube(brand, days, set(asked)).filter(**_where(asked)).values("currency", "day").order_by("currency", "day")
    made: dict[str, dict[date, dict[str, Number | None]]] = {}
    for row in found.annotate(**{f"sum_{name}": Sum(name) for name in SaleSums.SUMS}):
        made.setdefault(row["currency"], {})[row["day"]] = _sums(row)
    return made


def value_word(cut: SalesBy, row: CutRow) -> str:
    """How people call a value of a cut; empty where nobody said."""
    if row.row is not None:
        return str(row.row)
    choices = {SalesBy.CHANNEL: Channel, SalesBy.SURFACE: Surface, SalesBy.ATTRIBUTED_BY: AttributedBy}.get(cut)
    if choices and row.value in choices.values:
        return str(choices(row.value).label)
    return str(row.value or "")


def _cube(brand: Brand, days: Days, needed: set[str]) -> QuerySet:
    cube = brand.channelcuts if needed <= set(ChannelFields.DIMENSIONS) else brand.salescuts
    return cube.filter(day__gte=days.start, day__lt=days.end).order_by()


def _where(asked: dict[str, object]) -> dict[str, object]:
    return {(f"{name}__isnull" if value is None else name): (True if value is None else value) for name, value in asked.items()}


def _sums(row: dict[str, object]) -> dict[str, Number | None]:
    return {name: row[f"sum_{name}"] for name in SaleSums.SUMS}


def _named(brand: Brand, cut: SalesBy, ids: set) -> dict[int, Model]:
    if cut not in _KEYS:
        return {}
    model = SalesCut._meta.get_field(cut.value).related_model
    return model.objects.filter(brand=brand).in_bulk([pk for pk in ids if pk])
