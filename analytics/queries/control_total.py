"""The control total of a window: what the files tell, what of it is told twice or is a sample, and what the cuts add up to."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection
from django.db.models import Sum

from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, window_of

# The effective version of each source's order, by its own instant; what a sale was made of is on its row.
_TOLD = """
    WITH told AS (
        SELECT DISTINCT ON (r.source, r.order_id) r.id, r.currency, r.total, r.is_sample
        FROM analytics_orderreading r JOIN analytics_ordertelling o ON o.reading_id = r.id
        JOIN analytics_importedtable t ON t.id = o.table_id AND t.live
        WHERE r.brand_id = %(brand)s AND r.gmv_kind = 'direct' AND (r.source, r.order_id) IN (
            SELECT source, order_id FROM analytics_orderreading
            WHERE brand_id = %(brand)s AND ordered_at >= %(start)s AND ordered_at < %(end)s)
        ORDER BY r.source, r.order_id, o.as_of DESC, o.table_id DESC
    ), kept AS (
        SELECT told.*, r.ordered_at, s.id IS NOT NULL AS counts
        FROM told JOIN analytics_orderreading r ON r.id = told.id
        LEFT JOIN analytics_sale s ON s.brand_id = %(brand)s AND s.reading = told.id AND s.day >= %(first)s AND s.day < %(last)s
        WHERE r.ordered_at >= %(start)s AND r.ordered_at < %(end)s
    )
    SELECT currency, count(*), sum(total),
        count(*) FILTER (WHERE NOT counts), coalesce(sum(total) FILTER (WHERE NOT counts), 0),
        count(*) FILTER (WHERE counts AND is_sample), coalesce(sum(total) FILTER (WHERE counts AND is_sample), 0)
    FROM kept GROUP BY currency ORDER BY currency
"""


@dataclass(frozen=True)
class Control:
    """Of one currency: told − told twice − samples = the sum over the cuts, or something is wrong or not added up yet."""

    currency: str
    told_orders: int
    told: Decimal
    twice_orders: int  # told by another source that counts first
    twice: Decimal
    sample_orders: int
    samples: Decimal
    cut_orders: int
    cut: Decimal

    @property
    def expected(self) -> Decimal:
        return self.told - self.twice - self.samples

    @property
    def holds(self) -> bool:
        orders = self.told_orders - self.twice_orders - self.sample_orders
        return self.expected == self.cut and orders == self.cut_orders


def control_totals(brand: Brand, days: Days) -> tuple[Control, ...]:
    """By currency; one that only the cuts know has nothing told. Two queries; the first reads the orders of the window
    themselves, so ask for it on demand only."""
    start, end = window_of(days, brand.time_zone)
    values = {"brand": brand.pk, "start": start, "end": end, "first": days.start, "last": days.end}
    with connection.cursor() as cursor:
        cursor.execute(_TOLD, values)
        told = cursor.fetchall()
    cuts = brand.salescuts.filter(day__gte=days.start, day__lt=days.end).order_by().values("currency")
    found = {row["currency"]: row for row in cuts.annotate(total=Sum("gross"), count=Sum("orders"))}
    nothing = {"total": Decimal(0), "count": 0}
    none_told = [(currency, *[0, Decimal(0)] * 3) for currency in sorted(found.keys() - {row[0] for row in told})]
    return tuple(
        Control(*row, found.get(row[0], nothing)["count"], found.get(row[0], nothing)["total"]) for row in (*told, *none_told)
    )  # fmt: skip
