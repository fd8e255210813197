"""The writes to costs, rates and the rule for sales; raise `Refused`. Each leaves its change behind."""

from django.db import models, transaction
from django.utils.translation import gettext as _

from analytics.models import ExchangeRate, ProductCost, SalesPolicy
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User

RULE = ("estimates_own_ec", "window_days", "shows_in")


@transaction.atomic
def set_cost(*, cost: ProductCost, brand: Brand, by: User) -> ProductCost:
    """What a piece costs from a day on; of the same product and day, the new cost replaces the old one."""
    if cost.brand_id != brand.pk or cost.product.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    return _put(cost, brand, by, key=("product", "valid_from"), values=("cost", "currency"))


@transaction.atomic
def set_rate(*, rate: ExchangeRate, brand: Brand, by: User) -> ExchangeRate:
    """One unit of `base` in `quote` from a day on; of the same pair and day, the new rate replaces the old one."""
    if rate.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    if rate.base == rate.quote:
        raise Refused(_("A rate is between two currencies."))
    return _put(rate, brand, by, key=("base", "quote", "day"), values=("rate", "source"))


@transaction.atomic
def set_rule(*, rule: SalesPolicy, brand: Brand, by: User) -> SalesPolicy:
    """The brand's one rule; pages follow it at once, nothing is added up anew."""
    if rule.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    return _put(rule, brand, by, key=(), values=RULE)


@transaction.atomic
def remove_entry(*, entry: ProductCost | ExchangeRate, by: User) -> None:
    current = type(entry).objects.select_for_update(of=("self",)).filter(pk=entry.pk).first()
    if current is None:
        raise Refused(_("Somebody was faster: it is so already."))
    record_setting(current, by, "removed", told_of(current), gone=True)
    current.delete()


def _put(row: models.Model, brand: Brand, by: User, *, key: tuple[str, ...], values: tuple[str, ...]) -> models.Model:
    """Recorded as the database keeps it."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # two at once would both find none
    current = type(row).objects.filter(brand=brand, **{name: getattr(row, name) for name in key}).first()
    before = told_of(current) if current else {}
    if current:
        for name in values:
            setattr(current, name, getattr(row, name))
        current.save(update_fields=values)
    else:
        row.save()
    kept = current or row
    kept.refresh_from_db(fields=values)
    record_setting(kept, by, CHANGED if current else "added", before)
    return kept
