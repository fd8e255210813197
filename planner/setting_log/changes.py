"""How a setting of the planning is written: lock the row, write, and leave one SettingChange behind."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import override

from planner.changes import as_recorded
from planner.models import (
    AllowedHost,
    ApprovalStep,
    Campaign,
    ChecklistItem,
    CommerceEvent,
    Coupon,
    MarketPlan,
    NgWord,
    PostingRule,
    PostingSlot,
    Product,
    ReadinessStep,
    SettingChange,
    TrackedLink,
)  # fmt: skip
from tkcommerce.brands.models import User

Kind = SettingChange.Kind
MODELS: dict[str, type[models.Model]] = {
    Kind.SLOT: PostingSlot, Kind.RULE: PostingRule, Kind.EVENT: CommerceEvent, Kind.MARKET: MarketPlan,
    Kind.STEP: ReadinessStep, Kind.APPROVAL: ApprovalStep, Kind.CHECK: ChecklistItem, Kind.WORD: NgWord,
    Kind.PRODUCT: Product, Kind.CAMPAIGN: Campaign, Kind.HOST: AllowedHost, Kind.LINK: TrackedLink, Kind.COUPON: Coupon,
}  # fmt: skip
KINDS = {model: kind for kind, model in MODELS.items()}
UNTOLD = {"id", "brand", "plan", "account", "code", "created_at", "created_by", "done_by"}  # never change, or follow from another
TOLD_OF = {Coupon: {"code"}}  # where the code is not ours but what a person typed
CHANGED = "changed"


@dataclass(frozen=True)
class OwnUndo:
    """A view (brand's slug, id of the change) that takes back any write of its kind but an undo, and who may."""

    view: str
    role: int


OWN_UNDO: dict[str, OwnUndo] = {}


def keep_history_of(kind: str, model: type[models.Model], *, undo: OwnUndo | None = None) -> None:
    """For settings of apps that stand above this one."""
    MODELS[kind], KINDS[model] = model, kind
    if undo:
        OWN_UNDO[kind] = undo


def told_of(row: models.Model) -> dict[str, object]:
    """Its columns as they are recorded: {field: value}."""
    untold = UNTOLD - TOLD_OF.get(type(row), set())
    fields = (field for field in row._meta.concrete_fields if field.name not in untold)
    return {field.name: as_recorded(getattr(row, field.attname)) for field in fields}


def record_setting(row: models.Model, by: User | None, verb: str, before: dict, *, gone: bool = False) -> SettingChange | None:
    """`before` as `told_of` gave it, empty of a new row; `gone`: the row is about to be deleted. None where nothing changed."""
    after = {} if gone else told_of(row)
    fields = {name: [before.get(name), after.get(name)] for name in {**before, **after}}
    fields = {name: told for name, told in fields.items() if told[0] != told[1]}
    if not fields:
        return None
    return write_setting_change(row, KINDS[type(row)], by, verb, fields)


def last_change_of(row: models.Model) -> SettingChange | None:
    """A goal's is that of its account."""
    kind = KINDS.get(type(row), Kind.GOAL)
    return SettingChange.objects.filter(brand_id=row.brand_id, kind=kind, row=row.pk).first()


def write_setting_change(row: models.Model, kind: str, by: User | None, verb: str, fields: dict) -> SettingChange:
    """Named as it is called in both languages."""
    names = {}
    for language in ("ja", "en"):
        with override(language):
            names[f"label_{language}"] = _name_of(row)[:200]
    return SettingChange.objects.create(brand_id=row.brand_id, kind=kind, row=row.pk, by=by, verb=verb, fields=fields, **names)


def _name_of(row: models.Model) -> str:
    if isinstance(row, MarketPlan):
        return str(row.get_market_display())
    if isinstance(row, PostingSlot):
        return str(row.account)
    return "" if isinstance(row, PostingRule) else str(row)
