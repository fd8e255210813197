"""A brand's rule for its files: whether it looks before anything counts, and how long the raw bytes stay."""

from django.db import transaction
from django.db.models import QuerySet

from analytics.models import ImportPolicy, ImportPolicyChange
from tkcommerce.brands.models import Brand, User

SHOWN = 20


def policy_of(brand: Brand) -> ImportPolicy:
    """The brand's rule; unsaved with its defaults where nobody has set one."""
    return brand.importpolicys.first() or ImportPolicy(brand=brand)


def policy_changes(brand: Brand) -> QuerySet[ImportPolicyChange]:
    """The last ones, newest first."""
    return brand.importpolicychanges.select_related("changed_by")[:SHOWN]


def set_policy(*, brand: Brand, keeps_days: int, looks_first: bool, by: User) -> bool:
    """False if it was like that already."""
    with transaction.atomic():
        before = Brand.objects.select_for_update(no_key=True).get(pk=brand.pk) and policy_of(brand)
        if (before.keeps_days, before.looks_first) == (keeps_days, looks_first):
            return False
        values = {"keeps_days": keeps_days, "looks_first": looks_first}
        ImportPolicy.objects.update_or_create(brand=brand, defaults=values)
        ImportPolicyChange.objects.create(brand=brand, changed_by=by, **values)
        return True
