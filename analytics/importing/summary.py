"""What a person compares with her file: control totals, the period, and the row that keeps them. Pure but for the model."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

import pandas

from analytics.models import AccountDayReading, ImportedTable, MetricImport, VideoReading
from planner.models import Account
from tkcommerce.dates import day_of

from .tables import ParsedTable

SUMMED = {
    "account_day": AccountDayReading.METRICS,
    "active_hour": ("active_followers",),
    "audience_share": ("share",),
    "video": tuple(name for name in VideoReading.METRICS if name not in ("average_watch_seconds", "full_watch_rate")),
    "order": ("items", "subtotal", "shipping", "taxes", "total", "discount", "refunded"),
    "period": (
        "impressions",
        "views",
        "likes",
        "comments",
        "shares",
        "product_impressions",
        "product_clicks",
        "orders",
        "sku_orders",
        "items",
        "gmv",
        "refunded",
        "cost",
        "sessions",
        "commission_estimated",
    ),
    "stock": ("quantity",),
    "voice": ("score",),
    "settlement": ("settled", "revenue", "platform_fee", "affiliate_commission"),
    "live_minute": ("orders", "gmv"),
    "curve": ("share",),
}
OF_ACCOUNT = ("account_day", "active_hour", "audience_share", "video")  # their numbers belong to one account
_DAY = {
    "account_day": "day", "active_hour": "day", "video": "posted_day", "order": "ordered_at", "period": "first_day",
    "voice": "day",
    "settlement": "day",
}  # fmt: skip


def describe_table(metric_import: MetricImport, parsed: ParsedTable, account: Account | None, name: str) -> ImportedTable:
    """The unsaved row that says what was recognised. For orders `rows_good` counts lines, as the file does."""
    first, last = days_of(parsed.kind, parsed.frame, metric_import.brand.time_zone)
    return ImportedTable(
        brand=metric_import.brand,
        metric_import=metric_import,
        name=name,
        profile=parsed.recognised.profile,
        kind=parsed.kind,
        account=account if parsed.kind in OF_ACCOUNT else None,
        encoding=parsed.recognised.encoding,
        evidence=[[message, params] for message, params in parsed.recognised.evidence],
        rows_read=parsed.rows_read,
        rows_good=len(parsed.frame if parsed.lines is None else parsed.lines),
        sums=control_totals(parsed),
        first_day=first,
        last_day=last,
        as_of=parsed.as_of,
    )


def control_totals(parsed: ParsedTable) -> dict[str, str]:
    """Column → sum over the good rows, exact, as text; a column without any value is not in it."""
    sums = {}
    for column in SUMMED[parsed.kind]:
        total = total_of(parsed.frame[column]) if column in parsed.frame else None
        if total is not None:
            sums[column] = str(total)
    return sums


def total_of(values: pandas.Series) -> Decimal | None:
    """Exact; None where none is told."""
    told = values.dropna().tolist()
    if not told:
        return None
    if isinstance(told[0], int | Decimal):
        return sum(told, Decimal(0)) if isinstance(told[0], Decimal) else Decimal(sum(told))
    return sum((Decimal(str(value)) for value in told), Decimal(0))


def days_of(kind: str, frame: pandas.DataFrame, zone: str) -> tuple[date | None, date | None]:
    """The first and the last day that the rows tell of."""
    column = _DAY.get(kind)
    values = frame[column].dropna() if column else pandas.Series(dtype=object)
    if not len(values):
        return None, None
    values = values if kind == "order" else values.unique()
    ends = (values.min(), values.max())
    return tuple(day_of(end, zone) for end in ends) if kind == "order" else ends


def unique_names(names: Iterable[str], longest: int = 255) -> list[str]:
    """The names, shortened, a number added where one occurs again: two members of a zip may share a name."""
    seen: set[str] = set()
    unique = []
    for name in names:
        candidate, number = name[:longest], 1
        while candidate in seen:
            number += 1
            candidate = f"{name[: longest - 8]} ({number})"
        seen.add(candidate)
        unique.append(candidate)
    return unique
