"""Undo of a removal: the host or the coupon code as it was. Raises `Refused`."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import AllowedHost, Coupon, SettingChange
from planner.refusals import Refused
from planner.setting_log.changes import MODELS, record_setting
from tkcommerce.brands.models import User

REMOVED = (SettingChange.Kind.HOST, SettingChange.Kind.COUPON)


@transaction.atomic
def restore_removed(*, change: SettingChange, by: User) -> AllowedHost | Coupon:
    """A new row with the columns of the old one; a video that is gone since is left out."""
    if change.kind not in REMOVED or change.verb != "removed":
        raise Refused(_("There is nothing to undo any more."))
    row = MODELS[change.kind](brand=change.brand, created_by=by, created_at=timezone.now())
    for name, (value, _gone) in change.fields.items():
        field = row._meta.get_field(name)
        if field.is_relation and not field.related_model._default_manager.filter(brand=change.brand, pk=value).exists():
            value = None
        setattr(row, field.attname, value if value is None else field.to_python(value))
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Refused(_("What it was before is taken by another entry now.")) from None
    record_setting(row, by, "added", {})
    return row
