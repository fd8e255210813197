"""First-time and returning buyers of a week, base by base, with the F2 rate as it stands."""

from django.db.models import Sum

from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .bases import COMPARED, FanFact
from .kept import bases_of


def fans_of_week(brand: Brand, week: Days) -> tuple[FanFact, ...]:
    """The biggest base first. Four statements where the bases are kept."""
    cuts = brand.channelcuts.filter(day__gte=week.start, day__lt=week.end)
    rows = cuts.values_list("shop", "currency").annotate(Sum("first_orders"), Sum("repeat_orders"))
    counts = {(shop, currency): told for shop, currency, *told in rows}
    facts = []
    for base in bases_of(brand) if counts else ():
        first, repeat = counts.get((base.shop, base.currency), (0, 0))
        f2 = next(one for one in base.horizons if one.days == COMPARED)
        facts.append(FanFact(base.shop, base.currency, first, repeat, f2.days, f2.grown, f2.returned))
    return tuple(facts)
