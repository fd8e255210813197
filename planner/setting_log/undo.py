"""Taking back the last edit of a setting, while nothing came after it. Raises `Refused`."""

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from planner.cadence.editing import set_goal
from planner.models import SettingChange
from planner.refusals import Refused
from planner.setting_log.changes import CHANGED, MODELS, record_setting, told_of
from tkcommerce.brands.models import Role, User

Kind = SettingChange.Kind
ROLES = {
    Kind.EVENT: Role.EDITOR, Kind.STEP: Role.EDITOR, Kind.GOAL: Role.MANAGER, Kind.RULE: Role.MANAGER, Kind.MARKET: Role.MANAGER,
    Kind.PRODUCT: Role.EDITOR, Kind.CAMPAIGN: Role.EDITOR,
}  # fmt: skip


def undo_role_of(change: SettingChange) -> Role | None:
    """Who may take it back; None: nobody can. Whether something came after it is for `undo_setting` to see."""
    return ROLES.get(change.kind) if change.verb == CHANGED else None


@transaction.atomic
def undo_setting(*, change: SettingChange, by: User) -> None:
    """An undo is not undone: make the edit again."""
    if change.kind == Kind.GOAL:
        account = change.brand.accounts.select_for_update(of=("self",)).filter(pk=change.row).first()
        _refuse_overtaken(change, account)
        set_goal(account=account, per_week=change.fields["per_week"][0], by=by)
        return
    row = MODELS[change.kind]._default_manager.select_for_update(of=("self",)).filter(brand=change.brand, pk=change.row).first()
    _refuse_overtaken(change, row)
    before = told_of(row)
    for name, (value, _after) in change.fields.items():
        _put_back(row, row._meta.get_field(name), value)
    try:
        with transaction.atomic():
            row.save(update_fields=list(change.fields))
    except IntegrityError:
        raise Refused(_("What it was before is taken by another entry now.")) from None
    record_setting(row, by, "undone", before)


def _refuse_overtaken(change: SettingChange, row: models.Model | None) -> None:
    newest = change.brand.settingchanges.filter(kind=change.kind, row=change.row).first()
    if row is None or newest != change or undo_role_of(change) is None:
        raise Refused(_("There is nothing to undo any more."))


def _put_back(row: models.Model, field: models.Field, value: object) -> None:
    """As it was recorded; a person only while she is a member."""
    if field.is_relation and value is not None and not row.brand.members.filter(pk=value).exists():
        raise Refused(_("What it was before is gone: choose anew."))
    setattr(row, field.attname, value if value is None else field.to_python(value))
