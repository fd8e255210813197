"""Taking back the last write to a row whose history is kept, while nothing came after it. Raises `Refused`."""

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from planner.models import SettingChange
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, MODELS, record_setting, told_of
from tkcommerce.brands.models import Brand, User

UNDONE = "undone"


@transaction.atomic
def undo_write(*, change: SettingChange, brand: Brand, by: User) -> None:
    """What was added goes, what was changed is as before, what was removed comes back under its old id. An undo is kept in the
    history too, and is not undone."""
    if change.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # as the writes do
    newest = brand.settingchanges.filter(kind=change.kind, row=change.row).first()
    if newest != change or change.verb == UNDONE:
        raise Refused(_("There is nothing to undo any more."))
    if change.verb == "removed":
        _bring_back(change, by)
        return
    row = MODELS[change.kind]._default_manager.get(brand=brand, pk=change.row)  # its newest change is no removal
    before = told_of(row)
    if change.verb == CHANGED:
        for name, value in _columns(change).items():
            setattr(row, name, value)
        row.save(update_fields=list(change.fields))
        row.refresh_from_db()
        record_setting(row, by, UNDONE, before)
    else:
        record_setting(row, by, UNDONE, before, gone=True)
        row.delete()


def _bring_back(change: SettingChange, by: User) -> None:
    row = MODELS[change.kind](pk=change.row, brand=change.brand, **_columns(change))
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        raise Refused(_("What it was before is taken by another entry now.")) from None
    row.refresh_from_db()
    record_setting(row, by, UNDONE, {})


def _columns(change: SettingChange) -> dict[str, object]:
    """{column: what it held before}. A product that is gone is not brought back."""
    model: type[models.Model] = MODELS[change.kind]
    told = {}
    for name, (before, _after) in change.fields.items():
        field = model._meta.get_field(name)
        if field.is_relation and not field.related_model._default_manager.filter(brand=change.brand, pk=before).exists():
            raise Refused(_("What it was before is gone: choose anew."))
        told[field.attname] = before if before is None else field.to_python(before)
    return told
