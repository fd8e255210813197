"""Taking back the newest act on a video, whatever it was: planning, an edit, a move, a drop, patterns, files. Raises `Refused`.

An act is what one press of a button changed: the changes that share its batch. What followed from it by itself, such as an
approval that an edit reset, stays as it is: an approval comes back only by asking again.
"""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import models, transaction
from django.utils.translation import gettext as _

from planner.approval.reset import content_edited
from planner.video_page.attaching import is_attachment, put_files_back
from planner.video_page.making import DUE, write_parts
from planner.vocabulary.tagging import FACET, set_levels_back
from tkcommerce.brands.models import Brand, User

from .changes import locked_video, write_change
from .models import Video, VideoChange
from .refusals import Refused
from .scheduling import drop_video, restore_video

FOLLOWS = {"approval_reset", "ticks_forgotten", "scheduled"}  # what a change brings about by itself
UNDOABLE = {"planned", "edited", "moved", "dropped", "tagged", "attached", "detached"}


def act_to_undo(changes: Iterable[VideoChange]) -> list[VideoChange]:
    """Of the changes of a video, newest first: those of its newest act, newest first; empty where that cannot be taken back."""
    acts = (change for change in changes if change.verb not in FOLLOWS)
    newest = next(acts, None)
    if newest is None or newest.verb not in UNDOABLE or newest.by_id is None:
        return []
    act = [newest]
    for change in acts if newest.batch else ():
        if change.batch != newest.batch:
            break
        act.append(change)
    return act


@transaction.atomic
def undo_change(*, video: Video, by: User, version: int) -> Video:
    """Where it stood before is allowed even if that day is over. An undo is not undone: do the act again."""
    current = locked_video(video, version)
    act = act_to_undo(current.changes.all()[:20])
    if not act:
        raise Refused(_("There is nothing to undo any more."))
    verbs = {change.verb for change in act}
    if "dropped" in verbs:
        return restore_video(video=current, by=by, version=version)
    if "planned" in verbs:
        return drop_video(video=current, by=by, version=version)
    for change in act:
        if change.verb == "tagged":
            set_levels_back(current, change, by)
    fields = {name: told[0] for change in act for name, told in change.fields.items() if not name.startswith(FACET)}
    return _put_back(current, fields, by) if fields else current


def _put_back(video: Video, before: dict, by: User) -> Video:
    """`before` as recorded: columns, parts, and the file that was added or removed."""
    columns, parts = {}, {"dues": {}}
    files = {name: value is not None for name, value in before.items() if is_attachment(name)}
    for name, value in before.items():
        if name.startswith(DUE):
            parts["dues"][name.removeprefix(DUE)] = date.fromisoformat(value) if value else None
        elif name in ("products", "helpers"):
            parts[name] = _rows(video.brand, name, value)
        elif name not in files:
            columns[name] = _value(video.brand, name, value)
    if columns.get("state") not in (None, *Video.MAKING):
        raise Refused(_("An approval comes back only by asking for it again."))
    changed = {name: value for name, value in columns.items() if getattr(video, name) != value}
    told = put_files_back(video, files) | write_parts(video, parts)
    return content_edited(write_change(video, by, "undone", changed, told=told), by, {*changed, *told})


def _value(brand: Brand, name: str, recorded: object) -> object:
    field = Video._meta.get_field(name)
    if recorded is None or not field.is_relation:
        return field.to_python(recorded)
    return _row(_rows_of(brand, field.related_model), recorded)


def _rows(brand: Brand, name: str, recorded: list) -> list[tuple]:
    if name == "helpers":
        return [(_row(brand.members, pk), task) for pk, task in recorded]
    return [(_row(brand.products, pk), None if price is None else Decimal(price)) for pk, price in recorded]


def _rows_of(brand: Brand, model: type[models.Model]) -> models.QuerySet:
    return brand.members if model is User else model._default_manager.filter(brand=brand)


def _row(rows: models.QuerySet, pk: int) -> models.Model:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Refused(_("What it was before is gone: choose anew."))
    return found
