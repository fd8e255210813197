"""The writes to a brand's cadence: goals, slots, and from when on it is warned. Each can be taken back. Raises `Refused`."""

from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from tkcommerce.brands.models import Brand, User

from .models import Account, PostingGoal, PostingRule, PostingSlot
from .refusals import Refused

MOST_SLOTS = 50  # of an account


@transaction.atomic
def set_goal(*, account: Account, per_week: int | None, by: User) -> int | None:
    """Posts a week; None takes the goal away. Returns what it was."""
    before = PostingGoal.objects.filter(account=account).values_list("per_week", flat=True).first()
    if per_week is None:
        PostingGoal.objects.filter(account=account).delete()
    else:
        PostingGoal.objects.update_or_create(account=account, defaults={"per_week": per_week, "brand_id": account.brand_id})
    return before


@transaction.atomic
def add_slot(*, account: Account, weekday: int, at: time, by: User) -> PostingSlot:
    """`at` is wall time in the account's zone; weekday 0 is Monday."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if account.slots.filter(weekday=weekday, time=at).exists():
        raise Refused(_("%(account)s already has this slot.") % {"account": account})
    if account.slots.count() >= MOST_SLOTS:
        raise Refused(_("An account has at most %(n)s slots.") % {"n": MOST_SLOTS})
    return PostingSlot.objects.create(brand_id=account.brand_id, account=account, weekday=weekday, time=at)


@transaction.atomic
def remove_slot(*, slot: PostingSlot, by: User) -> None:
    """Videos planned in it stay."""
    slot.delete()


@transaction.atomic
def set_posting_rule(*, brand: Brand, hours_apart: int, product_in_week: int, by: User) -> PostingRule:
    rule, _new = PostingRule.objects.update_or_create(
        brand=brand, defaults={"hours_apart": hours_apart, "product_in_week": product_in_week}
    )
    return rule
