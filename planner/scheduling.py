"""The writes of the calendar. Each verb locks the row, refuses or writes, and leaves one VideoChange behind.

`version` is the one the person saw; `day` and `time` are wall time in the zone the slot was planned in. Raises `Refused`.
"""

from datetime import date, time

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import day_of
from tkcommerce.words import day_word

from .models import Account, Video, VideoChange
from .refusals import NotOfBrand, PastDay, PostedVideo, Refused, StaleVersion

State = Video.State
PLANNING_STATES = (State.IDEA, State.PLANNED, State.SCRIPTING, State.SHOOTING, State.EDITING)
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
    format: str = Video.Format.VIDEO,  # noqa: A002 (the field's name)
    hook: str = "",
    caption: str = "",
    notes: str = "",
    seconds: int | None = None,
) -> Video:
    """A new video in the brand's zone of today."""
    _refuse_foreign(brand, account=account, owner=owner)
    _refuse_slot(brand, day, time)
    _refuse_state(state)
    values = {
        "planned_day": day, "planned_time": time, "account": account, "owner": owner, "state": state,
        "format": format, "hook": hook, "caption": caption, "notes": notes, "seconds": seconds,
    }  # fmt: skip
    video = Video.objects.create(brand=brand, created_by=by, planned_zone=brand.time_zone, **values)
    told = {name: [None, as_recorded(value)] for name, value in values.items() if value not in (None, "")}
    _record(video, by, "planned", told)
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
    if current.state == State.POSTED and not EDITABLE_WHEN_POSTED.issuperset(changed):
        raise PostedVideo(_("This video is posted: its day, account and caption are what TikTok says."))
    _refuse_foreign(current.brand, account=changed.get("account"), owner=changed.get("owner"))
    if "state" in changed:
        _refuse_state(changed["state"])
    if "planned_day" in changed or "planned_time" in changed:
        changed |= _new_slot(current, values.get("planned_day", current.planned_day), values)
    return _write(current, by, "edited", changed) if changed else current


@transaction.atomic
def move_video(*, video: Video, to: date, by: User, version: int) -> Video:
    """To another day, at the same wall time of the same zone."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if current.state == State.POSTED:
        raise PostedVideo(_("This video is posted: its day cannot change any more."))
    if to == current.planned_day:
        return current
    return _write(current, by, "moved", _new_slot(current, to, {}))


@transaction.atomic
def drop_video(*, video: Video, by: User, version: int) -> Video:
    """Off the calendar; `restore_video` brings it back as it was."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if current.state == State.POSTED:
        raise PostedVideo(_("This video is posted: it cannot be dropped any more."))
    return _write(current, by, "dropped", {"state": State.DROPPED})


@transaction.atomic
def restore_video(*, video: Video, by: User, version: int) -> Video:
    """Back to the state it was dropped in, on its old day even if that is over by now."""
    current = locked_video(video, version)
    if current.state != State.DROPPED:
        raise Refused(_("This video is not dropped."))
    dropped = current.changes.filter(verb="dropped").first()
    return _write(current, by, "restored", {"state": dropped.fields["state"][0] if dropped else State.PLANNED})


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
    return _write(current, by, "undone", values)


def as_recorded(value: object) -> object:
    """As it stands in VideoChange.fields: rows by id, days and times as ISO text."""
    if isinstance(value, models.Model):
        return value.pk
    return value.isoformat() if isinstance(value, (date, time)) else value


def locked_video(video: Video, version: int) -> Video:
    """The row as it is now, ours until the transaction ends; or StaleVersion."""
    current = Video.objects.select_for_update(of=("self",)).select_related("brand", "account", "owner").get(pk=video.pk)
    if current.version != version:
        changes = list(current.changes.filter(version__gt=version).select_related("by"))
        raise StaleVersion(_("This video was changed meanwhile."), current, changes)
    return current


def _new_slot(video: Video, day: date | None, values: dict) -> dict:
    """Day, time and zone to write; a video that had no day yet takes the zone the brand has now."""
    at = values.get("planned_time", video.planned_time)
    _refuse_slot(video.brand, day if day != video.planned_day else None, None)
    if at is not None and day is None:
        raise Refused(_("A time needs a day."))
    zone = video.planned_zone if video.planned_day else video.brand.time_zone
    slot = {"planned_day": day, "planned_time": at, "planned_zone": zone}
    return {name: value for name, value in slot.items() if getattr(video, name) != value}


def _write(video: Video, by: User, verb: str, values: dict) -> Video:
    told = {name: [as_recorded(getattr(video, name)), as_recorded(value)] for name, value in values.items()}
    for name, value in values.items():
        setattr(video, name, value)
    video.version += 1
    video.save(update_fields=[*values, "version"])
    _record(video, by, verb, told)
    if "planned_day" in values:
        video.refresh_from_db(fields=["day"])
    return video


def _record(video: Video, by: User, verb: str, told: dict) -> None:
    VideoChange.objects.create(brand=video.brand, video=video, by=by, verb=verb, fields=told, version=video.version)


def _refuse_slot(brand: Brand, day: date | None, at: time | None) -> None:
    if at is not None and day is None:
        raise Refused(_("A time needs a day."))
    today = today_of(brand)
    if day is not None and day < today:
        raise PastDay(_("%(day)s is over. Choose today or a later day.") % {"day": day_word(day, today=today)})


def _refuse_state(state: object) -> None:
    if state not in PLANNING_STATES:
        raise Refused(_("A video becomes posted by an import, not by hand."))


def refuse_dropped(video: Video) -> None:
    if video.state == State.DROPPED:
        raise Refused(_("This video was dropped. Restore it first."))


def _refuse_foreign(brand: Brand, *, account: object, owner: object) -> None:
    if isinstance(account, Account) and account.brand_id != brand.pk:
        raise NotOfBrand(_("This account belongs to another brand."))
    if isinstance(owner, User) and not brand.members.filter(pk=owner.pk).exists():
        raise NotOfBrand(_("%(name)s is not a member of this brand.") % {"name": owner})
