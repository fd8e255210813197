"""The writes to a brand's products and campaigns. Hidden ones stay on the videos they are on. Raises `Refused`."""

from typing import TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import Campaign, Product
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User

Entry = TypeVar("Entry", Product, Campaign)
FIELDS = {
    Product: ["name", "sku", "tiktok_id", "category", "price", "currency", "url"],
    Campaign: ["name", "market", "first_day", "last_day"],
}


@transaction.atomic
def save_entry(*, entry: Entry, brand: Brand, by: User) -> Entry:
    """A new or changed product or campaign of the brand."""
    if entry.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    is_new, fields = entry._state.adding, FIELDS[type(entry)]
    before = {} if is_new else told_of(type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk))
    entry.save(update_fields=None if is_new else fields)
    entry.refresh_from_db(fields=fields)  # recorded as the database keeps it
    record_setting(entry, by, "added" if is_new else CHANGED, before)
    return entry


@transaction.atomic
def hide_entry(*, entry: Entry, by: User) -> Entry:
    """No longer offered; `show_entry` brings it back."""
    return _set_hidden(entry, by, hidden=True)


@transaction.atomic
def show_entry(*, entry: Entry, by: User) -> Entry:
    return _set_hidden(entry, by, hidden=False)


def _set_hidden(entry: Entry, by: User, *, hidden: bool) -> Entry:
    current = type(entry).objects.select_for_update(of=("self",)).get(pk=entry.pk)
    if (current.hidden_at is not None) == hidden:
        raise Refused(_("Somebody was faster: it is so already."))
    before = told_of(current)
    current.hidden_at = timezone.now() if hidden else None
    current.save(update_fields=["hidden_at"])
    record_setting(current, by, "hidden" if hidden else "shown", before)
    return current
