"""The writes to a brand's commerce events: add, change, hide, show again. Raises `Refused`."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.events.rules import BadRule, check_rule
from planner.events.seed import seeded_events
from planner.models import CommerceEvent
from planner.refusals import Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User


@transaction.atomic
def seed_events(brand: Brand) -> None:
    """The first events of a new brand; one statement."""
    CommerceEvent.objects.bulk_create(seeded_events(CommerceEvent, brand, timezone.now()))


@transaction.atomic
def add_event(*, brand: Brand, by: User, **values: object) -> CommerceEvent:
    """At the end of the list, with a code of its own. `values` as the model names them."""
    Brand.objects.select_for_update(of=("self",)).get(pk=brand.pk)  # two adding at once find two codes
    codes = set(brand.commerceevents.values_list("code", flat=True))
    code = next(code for number in range(1, len(codes) + 2) if (code := f"own-{number}") not in codes)
    last = brand.commerceevents.aggregate(last=Max("position"))["last"]
    event = CommerceEvent(brand=brand, code=code, position=0 if last is None else last + 1)
    _write(event, values)
    record_setting(event, by, "added", {})
    return event


@transaction.atomic
def change_event(*, event: CommerceEvent, by: User, **values: object) -> CommerceEvent:
    event = _locked(event)
    before = told_of(event)
    _write(event, values)
    record_setting(event, by, CHANGED, before)
    return event


@transaction.atomic
def hide_event(*, event: CommerceEvent, by: User) -> CommerceEvent:
    """Off the calendar; `show_event` brings it back."""
    event = _locked(event)
    return _set_hidden(event, event.hidden_at or timezone.now(), by, "hidden")


@transaction.atomic
def show_event(*, event: CommerceEvent, by: User) -> CommerceEvent:
    return _set_hidden(_locked(event), None, by, "shown")


def _set_hidden(event: CommerceEvent, hidden_at: datetime | None, by: User, verb: str) -> CommerceEvent:
    before = told_of(event)
    event.hidden_at = hidden_at
    event.save(update_fields=["hidden_at"])
    record_setting(event, by, verb, before)
    return event


def _locked(event: CommerceEvent) -> CommerceEvent:
    return CommerceEvent.objects.select_for_update(of=("self",)).get(pk=event.pk)


def _write(event: CommerceEvent, values: dict) -> None:
    """One name is enough: it then stands for both languages."""
    for name, value in values.items():
        setattr(event, name, value)
    event.label_ja, event.label_en = event.label_ja or event.label_en, event.label_en or event.label_ja
    if not event.label_ja:
        raise Refused(_("Give it a name."))
    try:
        check_rule(event.rule)
    except BadRule:
        raise Refused(_("These days do not exist.")) from None
    event.save()
