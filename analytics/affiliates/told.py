"""What creator lists report, added up by the database: of creators whom no order line names, it is all that is known."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max, Q, Sum

from analytics.funnels.by_window import spans_of_streams, within
from analytics.models.periods import FactGrain
from analytics.models.sales import GmvKind
from analytics.queries.spans import choose
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .names import Names

STREAM = ("gmv_kind", "surface", "attribution", "currency")  # lists that count in one way
NUMBERS = ("gmv", "items", "commission_estimated")


@dataclass(frozen=True)
class ToldSum:
    """What creator lists report of one creator in one currency, spans that do not overlap added up; None: not told."""

    gmv: Decimal | None
    items: int | None
    commission_estimated: Decimal | None
    as_of: date


def told_sums(brand: Brand, names: Names, days: Days) -> dict[tuple[str, str], ToldSum]:
    """{(handle now, currency): sum}, in the way of counting that covers most days: kinds of GMV are never added. Two queries."""
    found = brand.periodfacts.filter(grain=FactGrain.CREATOR, product_id="", first_day__gte=days.start, end_day__lte=days.end)
    found = found.exclude(creator="").order_by()
    chosen = {
        stream: choose((Days(*span) for span in spans), days) for stream, spans in spans_of_streams(found, STREAM).items()
    }  # fmt: skip
    asked = Q(pk__in=())
    for stream, coverage in chosen.items():
        asked |= Q(**dict(zip(STREAM, stream, strict=True))) & within(coverage.spans)
    rows = names.told(found.filter(asked)).values_list(*STREAM, "creator_now").annotate(Max("as_of"), *map(Sum, NUMBERS))
    best: dict[tuple[str, str], tuple[tuple, ToldSum]] = {}
    for *stream, handle, as_of, gmv, items, commission in rows:
        worth = chosen[tuple(stream)].covered, stream[0] == GmvKind.AFFILIATE, not stream[1]
        known = best.get((handle, stream[3]))
        if known is None or worth > known[0]:
            best[handle, stream[3]] = worth, ToldSum(gmv, items, commission, as_of)
    return {key: told for key, (_worth, told) in best.items()}
