"""The writes to a brand's campaigns. Hidden ones stay on the videos they are on. Raises `Refused`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import Campaign
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User

FIELDS = ["name", "market", "first_day", "last_day"]


@transaction.atomic
def save_campaign(*, campaign: Campaign, brand: Brand, by: User) -> Campaign:
    """A new or changed campaign of the brand."""
    if campaign.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    is_new = campaign._state.adding
    before = {} if is_new else told_of(Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk))
    campaign.save(update_fields=None if is_new else FIELDS)
    campaign.refresh_from_db(fields=FIELDS)  # recorded as the database keeps it
    record_setting(campaign, by, "added" if is_new else CHANGED, before)
    return campaign


@transaction.atomic
def hide_campaign(*, campaign: Campaign, by: User) -> Campaign:
    """No longer offered; `show_campaign` brings it back."""
    return _set_hidden(campaign, by, hidden=True)


@transaction.atomic
def show_campaign(*, campaign: Campaign, by: User) -> Campaign:
    return _set_hidden(campaign, by, hidden=False)


def _set_hidden(campaign: Campaign, by: User, *, hidden: bool) -> Campaign:
    current = Campaign.objects.select_for_update(of=("self",)).get(pk=campaign.pk)
    if (current.hidden_at is not None) == hidden:
        raise Refused(_("Somebody was faster: it is so already."))
    before = told_of(current)
    current.hidden_at = timezone.now() if hidden else None
    current.save(update_fields=["hidden_at"])
    record_setting(current, by, "hidden" if hidden else "shown", before)
    return current
