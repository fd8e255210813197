"""Grain SALES: every order once, whoever told it, with what led to it; then the sums that pages read.

    readings of the days ─▶ told.py: every order they name, and whoever else tells of it ─▶ which one counts
        ─▶ touches.py: what led to it ─▶ kept.py: Sale, SaleLine ─▶ customers.py: the customer's first, second … order
        ─▶ affiliates.py: AffiliateSale
    Sale ─▶ cuts.py: SalesCut, ChannelCut, SalesDay; products.py: ProductCut, of every day that a sale came to or left

Orders are taken up by their key, not by their day: one that moves to another day takes its sums along, in any order of days.
"""

from collections.abc import Sequence
from datetime import date

from django.db import connection

from tkcommerce.brands.models import Brand

from . import affiliates, customers, cuts, kept, products, told, touches


def rebuild(brand: Brand, days: Sequence[date]) -> None:
    """Replace the sales of every order that stands or stood on these days, and the sums of all days they touch.

    Call inside a transaction. Twice is as good as once.
    """
    if not days:
        return
    values = {"brand": brand.pk, "zone": brand.time_zone, "days": list(days)}
    with connection.cursor() as cursor:
        told.collect(cursor, values)
        touches.collect(cursor, values)
        moved = kept.replace(cursor, values)
        affiliates.replace(cursor, values)
        moved |= customers.number(cursor, values)
        values["days"] = sorted(moved | set(days))
        cuts.replace(cursor, values)
        products.replace(cursor, values)
        told.forget(cursor)
