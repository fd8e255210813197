"""The writes of the calendar. Each verb locks the row, refuses or writes, and leaves one VideoChange behind.

`version` is the one the person saw; `day` and `time` are wall time in the zone the slot was planned in. Raises `Refused`.
"""

from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import day_of
from tkcommerce.words import day_word

from .changes import as_recorded, locked_video, record_change, refuse_dropped, refuse_foreign, write_change
from .models import Account, Video
from .refusals import PastDay, PostedVideo, Refused

State = Video.State
COLUMNS = {"day": "planned_day", "time": "planned_time"}
EDITABLE_WHEN_POSTED = {"hook", "notes", "owner", "seconds"}


def today_of(brand: Brand) -> date:
    """The day it is now where the brand is."""
    return day_of(timezone.now(), brand.time_zone)


@transaction.atomic
def plan_video(
    *,
    brand: Brand,
    by: User,
    day: date | None = None,
    time: time | None = None,
    account: Account | None = None,
    owner: User | None = None,
    state: str = State.PLANNED,
    kind: str = Video.Kind.VIDEO,
    hook: str = "",
    caption: str = "",
    notes: str = "",
    seconds: int | None = None,
) -> Video:
    """A new video in the brand's zone of today."""
    refuse_foreign(brand, account=account, owner=owner)
    _refuse_slot(brand, day, time)
    _refuse_state(state)
    values = {
        "planned_day": day, "planned_time": time, "account": account, "owner": owner, "state": state,
        "kind": kind, "hook": hook, "caption": caption, "notes": notes, "seconds": seconds,
    }  # fmt: skip
    video = Video.objects.create(brand=brand, created_by=by, planned_zone=brand.time_zone, **values)
    told = {name: [None, as_recorded(value)] for name, value in values.items() if value not in (None, "")}
    record_change(video, by, "planned", told)
    return video


@transaction.atomic
def edit_video(*, video: Video, by: User, version: int, **fields: object) -> Video:
    """Change what differs, named as in `plan_video`; an overdue day may stay, a new one may not be past.

    Of a posted video only hook, notes, owner and length can change. Nothing different, nothing written.
    """
    current = locked_video(video, version)
    refuse_dropped(current)
    values = {COLUMNS.get(name, name): value for name, value in fields.items()}
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    if current.is_out and not EDITABLE_WHEN_POSTED.issuperset(changed):
        raise PostedVideo(_("This video is posted: its day, account and caption are what TikTok says."))
    refuse_foreign(current.brand, account=changed.get("account"), owner=changed.get("owner"))
    if "state" in changed:
        _refuse_state(changed["state"])
    if "planned_day" in changed or "planned_time" in changed:
        changed |= _new_slot(current, values.get("planned_day", current.planned_day), values)
    return write_change(current, by, "edited", changed) if changed else current


@transaction.atomic
def move_video(*, video: Video, to: date, by: User, version: int) -> Video:
    """To another day, at the same wall time of the same zone."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if current.is_out:
        raise PostedVideo(_("This video is posted: its day cannot change any more."))
    if to == current.planned_day:
        return current
    return write_change(current, by, "moved", _new_slot(current, to, {}))


@transaction.atomic
def drop_video(*, video: Video, by: User, version: int) -> Video:
    """Off the calendar; `restore_video` brings it back as it was."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if current.is_out:
        raise PostedVideo(_("This video is posted: it cannot be dropped any more."))
    return write_change(current, by, "dropped", {"state": State.DROPPED})


@transaction.atomic
def restore_video(*, video: Video, by: User, version: int) -> Video:
    """Back to the state it was dropped in, on its old day even if that is over by now."""
    current = locked_video(video, version)
    if current.state != State.DROPPED:
        raise Refused(_("This video is not dropped."))
    dropped = current.changes.filter(verb="dropped").first()
    return write_change(current, by, "restored", {"state": dropped.fields["state"][0] if dropped else State.PLANNED})


@transaction.atomic
def undo_change(*, video: Video, by: User, version: int) -> Video:
    """Take back the newest change, a move or a drop; where it stood before is allowed even if that day is over."""
    current = locked_video(video, version)
    last = current.changes.filter(version=version).first()
    if last is None or last.verb not in ("moved", "dropped"):
        raise Refused(_("There is nothing to undo any more."))
    if last.verb == "dropped":
        return restore_video(video=current, by=by, version=version)
    before = last.fields["planned_day"][0]
    values: dict = {"planned_day": date.fromisoformat(before) if before else None}
    if "planned_zone" in last.fields:
        values["planned_zone"] = last.fields["planned_zone"][0]
    return write_change(current, by, "undone", values)


def _new_slot(video: Video, day: date | None, values: dict) -> dict:
    """Day, time and zone to write; a video that had no day yet takes the zone the brand has now."""
    at = values.get("planned_time", video.planned_time)
    _refuse_slot(video.brand, day if day != video.planned_day else None, None)
    if at is not None and day is None:
        raise Refused(_("A time needs a day."))
    zone = video.planned_zone if video.planned_day else video.brand.time_zone
    slot = {"planned_day": day, "planned_time": at, "planned_zone": zone}
    return {name: value for name, value in slot.items() if getattr(video, name) != value}


def _refuse_slot(brand: Brand, day: date | None, at: time | None) -> None:
    if at is not None and day is None:
        raise Refused(_("A time needs a day."))
    today = today_of(brand)
    if day is not None and day < today:
        raise PastDay(_("%(day)s is over. Choose today or a later day.") % {"day": day_word(day, today=today)})


def _refuse_state(state: object) -> None:
    if state not in Video.MAKING:
        raise Refused(_("A video becomes posted by an import, not by hand."))
