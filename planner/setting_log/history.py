"""The last changes of settings in words: who, when, what, before and after."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import models
from django.utils.dates import WEEKDAYS
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from planner.events.words import rule_word
from planner.history import Line
from planner.models import Campaign, PostingGoal, Product, SettingChange
from planner.setting_log.changes import CHANGED, KINDS, MODELS, OWN_UNDO
from planner.setting_log.undo import undo_role_of
from tkcommerce.brands.models import Brand, Role, User
from tkcommerce.words import NOTHING, day_word

LAST = 20
Kind = SettingChange.Kind
VERBS = {
    "added": pgettext_lazy("a setting", "added"),
    CHANGED: pgettext_lazy("a setting", "changed"),
    "hidden": pgettext_lazy("a setting", "put away"),
    "shown": pgettext_lazy("a setting", "brought back"),
    "removed": pgettext_lazy("a setting", "removed"),
    "moved": pgettext_lazy("a setting", "moved"),
    "ticked": pgettext_lazy("a setting", "ticked"),
    "unticked": pgettext_lazy("a setting", "opened again"),
    "undone": pgettext_lazy("a setting", "undid the change of"),
}
LABELS = {"people": pgettext_lazy("of a step", "people"), "rule": pgettext_lazy("an event", "When")}
MARKS = {"rest": pgettext_lazy("an event", "rest"), "usual": gettext_lazy("usual days")}
QUIET = {"hidden_at", "done_at", "position"}  # the verb says it


@dataclass(frozen=True)
class SettingEntry:
    """`undo_role`: who may take it back now; None: nobody. `undo_view`: where, as OwnUndo has it."""

    id: int
    who: str
    verb: str
    kind: str
    label: str
    at: datetime
    lines: tuple[Line, ...]
    undo_role: int | None
    undo_view: str = ""


def setting_history(brand: Brand, changes: models.QuerySet[SettingChange], *, today: date) -> list[SettingEntry]:
    """The last ones of those asked for, newest first; two queries, one where no person is told of."""
    found = list(changes.select_related("by")[:LAST])
    people = _people(found)
    newest: dict[tuple[str, int], int] = {}
    for change in found:
        newest.setdefault((change.kind, change.row), change.pk)
    return [
        SettingEntry(
            id=change.pk,
            who=str(change.by or "—"),
            verb=str(VERBS.get(change.verb, change.verb)),
            kind=change.get_kind_display(),
            label=change.label,
            at=change.at,
            lines=tuple(_lines(change, people, today)),
            **_undo(change, is_newest=newest[change.kind, change.row] == change.pk),
        )
        for change in found
    ]


def _undo(change: SettingChange, *, is_newest: bool) -> dict:
    own = OWN_UNDO.get(change.kind)
    role = own.role if own and change.verb != "undone" else undo_role_of(change)
    view = "planner:setting-undo" if role == Role.EDITOR else "planner:managed-setting-undo"
    return {"undo_role": role, "undo_view": own.view if own else view} if role and is_newest else {"undo_role": None}


def _people(changes: Iterable[SettingChange]) -> dict[int, str]:
    told = {pk for change in changes for pk in change.fields.get("owner", ()) if pk}
    told |= {pk for change in changes for side in change.fields.get("people", ()) for pk in side or ()}
    return {person.pk: str(person) for person in User.objects.filter(pk__in=told)}


def _lines(change: SettingChange, people: dict[int, str], today: date) -> Iterable[Line]:
    """Of what was added only a slot tells its columns: it has no name."""
    if change.verb in ("added", "removed") and change.kind != Kind.SLOT:
        return
    model = MODELS.get(change.kind, PostingGoal)
    if change.verb == "undone" and _came_or_went(change, model):
        return
    for name, (before, after) in change.fields.items():
        if name not in QUIET:
            told = (_word(model, name, value, people, today) for value in (before, after))
            yield Line(_label(model, name), *told)


def _came_or_went(change: SettingChange, model: type[models.Model]) -> bool:
    """Whether the undo took back that the row was added or removed: what always holds something held nothing."""
    return any(None in told and not model._meta.get_field(name).null for name, told in change.fields.items())


def _label(model: type[models.Model], name: str) -> str:
    return capfirst(LABELS.get(name) or model._meta.get_field(name).verbose_name)


def _word(model: type[models.Model], name: str, value: object, people: dict[int, str], today: date) -> str:
    if value == [] and name == "markets":
        return _("every market")
    if value in (None, "", []):
        return NOTHING
    if name in ("owner", "people"):
        ids = value if isinstance(value, list) else [value]
        return _(", ").join(people.get(pk, f"#{pk}") for pk in ids)
    if name == "rule" and isinstance(value, dict):
        marks = [str(word) for mark, word in MARKS.items() if value.get(mark)]
        return _(", ").join([rule_word(value, today=today), *marks])
    if isinstance(value, list):
        return _(", ").join(map(str, value))
    return _column(model._meta.get_field(name), value, today)


def _column(field: models.Field, value: object, today: date) -> str:
    if field.name == "weekday":
        return str(WEEKDAYS[value])
    if isinstance(field, models.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, models.DecimalField):
        return f"{Decimal(str(value)).normalize():f}"
    if isinstance(field, models.DateField):
        return day_word(date.fromisoformat(str(value)), today=today)
    if isinstance(field, models.TimeField):
        return str(value)[:5]
    return str(dict(field.choices or ()).get(value, value))


def cadence_history(brand: Brand, *, today: date) -> list[SettingEntry]:
    return setting_history(brand, brand.settingchanges.filter(kind__in=(Kind.GOAL, Kind.SLOT, Kind.RULE)), today=today)


def event_history(brand: Brand, *, today: date, event_id: int | None = None) -> list[SettingEntry]:
    """Of one event, or of all."""
    changes = brand.settingchanges.filter(kind=Kind.EVENT)
    return setting_history(brand, changes.filter(row=event_id) if event_id else changes, today=today)


def entry_history(row: Product | Campaign, *, today: date) -> list[SettingEntry]:
    """Of one product or campaign; nothing of one that is new."""
    return setting_history(row.brand, row.brand.settingchanges.filter(kind=KINDS[type(row)], row=row.pk or 0), today=today)


def market_history(brand: Brand, *, today: date, plan_id: int | None = None) -> list[SettingEntry]:
    """Of a market and its steps; without one, of which markets came and went and how far they are."""
    changes = brand.settingchanges.filter(kind=Kind.MARKET)
    if plan_id:
        steps = brand.readinesssteps.filter(plan=plan_id).values("pk")
        own = models.Q(kind=Kind.MARKET, row=plan_id) | models.Q(kind=Kind.STEP, row__in=steps)
        changes = brand.settingchanges.filter(own)
    return setting_history(brand, changes, today=today)
