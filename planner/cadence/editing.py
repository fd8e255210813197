"""The writes to a brand's cadence: goals, slots, and from when on it is warned. Each can be taken back. Raises `Refused`."""

from datetime import time

from django.db import transaction
from django.utils.translation import gettext as _

from planner.models import Account, PostingGoal, PostingRule, PostingSlot, SettingChange
from planner.refusals import Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of, write_setting_change
from tkcommerce.brands.models import Brand, User

MOST_SLOTS = 50  # of an account


@transaction.atomic
def set_goal(*, account: Account, per_week: int | None, by: User) -> int | None:
    """Posts a week; None takes the goal away. Returns what it was."""
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    before = PostingGoal.objects.filter(account=account).values_list("per_week", flat=True).first()
    if per_week is None:
        PostingGoal.objects.filter(account=account).delete()
    else:
        PostingGoal.objects.update_or_create(account=account, defaults={"per_week": per_week, "brand_id": account.brand_id})
    if before != per_week:
        write_setting_change(account, SettingChange.Kind.GOAL, by, CHANGED, {"per_week": [before, per_week]})
    return before


@transaction.atomic
def add_slot(*, account: Account, weekday: int, at: time, by: User) -> PostingSlot:
    """`at` is wall time in the account's zone; weekday 0 is Monday; seconds are cut."""
    at = at.replace(second=0, microsecond=0)
    account = Account.objects.select_for_update(of=("self",)).get(pk=account.pk)
    if account.slots.filter(weekday=weekday, time=at).exists():
        raise Refused(_("%(account)s already has this slot.") % {"account": account})
    if account.slots.count() >= MOST_SLOTS:
        raise Refused(_("An account has at most %(n)s slots.") % {"n": MOST_SLOTS})
    slot = PostingSlot.objects.create(brand_id=account.brand_id, account=account, weekday=weekday, time=at)
    record_setting(slot, by, "added", {})
    return slot


@transaction.atomic
def remove_slot(*, slot: PostingSlot, by: User) -> None:
    """Videos planned in it stay."""
    slot = PostingSlot.objects.select_for_update(of=("self",)).select_related("account").filter(pk=slot.pk).first()
    if slot is None:
        return  # somebody was faster
    record_setting(slot, by, "removed", told_of(slot), gone=True)
    slot.delete()


@transaction.atomic
def set_posting_rule(*, brand: Brand, hours_apart: int, product_in_week: int, by: User) -> PostingRule:
    PostingRule.objects.get_or_create(brand=brand)
    rule = PostingRule.objects.select_for_update(of=("self",)).get(brand=brand)
    before = told_of(rule)
    rule.hours_apart, rule.product_in_week = hours_apart, product_in_week
    rule.save(update_fields=["hours_apart", "product_in_week"])
    record_setting(rule, by, CHANGED, before)
    return rule
