"""The writes of the calendar. Each verb locks the row, refuses or writes, and leaves one VideoChange behind.

`version` is the one the person saw; `day` and `time` are wall time in the zone the slot was planned in. `batch` is shared by
the changes of one press of a button. Raises `Refused`. What takes a change back is in `undoing`.
"""

import uuid
from datetime import date, time

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.approval.reset import HELD, content_edited, end_round
from planner.posting.publishing import settle_schedule
from planner.video_page.making import PARTS, write_parts
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import day_of
from tkcommerce.words import day_word

from .changes import as_recorded, locked_video, record_change, refuse_dropped, refuse_foreign, write_change
from .models import ApprovalRound, Campaign, Video
from .refusals import PastDay, PostedVideo, Refused

State = Video.State
COLUMNS = {"day": "planned_day", "time": "planned_time"}
# What a person says of a video that is out too; the rest is what TikTok tells, or was meant before anybody knew the result.
EDITABLE_WHEN_POSTED = {
    "hook", "script", "shot_list", "notes", "owner", "seconds", "sound", "sound_licence", "sound_proof", "relation", "is_ai",
    "is_boosted", "market", "destination", "destination_url", "campaign", "reference_url", "products", "helpers",
}  # fmt: skip
EDITABLE = EDITABLE_WHEN_POSTED | {"account", "kind", "state", "caption", "hypothesis", "day", "time", "dues"}


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
    state: str = State.PLANNED,
    kind: str = Video.Kind.VIDEO,
    batch: uuid.UUID | None = None,
    **fields: object,
) -> Video:
    """A new video in the brand's zone of today. `fields`: the others of `EDITABLE`; products, helpers and dues as in `making`."""
    _refuse_unknown(fields)
    parts = {name: fields.pop(name) for name in PARTS if name in fields}
    _refuse_foreign(brand, fields)
    _refuse_slot(brand, day, time)
    _refuse_state(state)
    values = {"planned_day": day, "planned_time": time, "state": state, "kind": kind} | fields
    video = Video.objects.create(brand=brand, created_by=by, planned_zone=brand.time_zone, **values)
    told = {name: [None, as_recorded(value)] for name, value in values.items() if value not in (None, "", False)}
    record_change(video, by, "planned", told | write_parts(video, parts), batch=batch)
    return video


@transaction.atomic
def edit_video(*, video: Video, by: User, version: int, batch: uuid.UUID | None = None, **fields: object) -> Video:
    """Change what differs, named as in `plan_video`; an overdue day may stay, a new one may not be past.

    A state set by hand, or another content, ends an approval. Of a posted video only EDITABLE_WHEN_POSTED can change.
    Nothing different, nothing written.
    """
    _refuse_unknown(fields)
    current = locked_video(video, version)
    refuse_dropped(current)
    parts = {name: fields.pop(name) for name in PARTS if name in fields}
    values = {COLUMNS.get(name, name): value for name, value in fields.items()}
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    _refuse_foreign(current.brand, changed)
    told = write_parts(current, parts)
    if current.is_out and not EDITABLE_WHEN_POSTED.issuperset({*changed, *told}):
        raise PostedVideo(_("This video is posted: its day, account and caption are what TikTok says."))
    if "state" in changed:
        _leave_for(current, changed["state"])
    if "planned_day" in changed or "planned_time" in changed:
        changed |= _new_slot(current, values.get("planned_day", current.planned_day), values)
    if not changed and not told:
        return current
    written = write_change(current, by, "edited", changed, told=told, batch=batch)
    return settle_schedule(content_edited(written, by, {*changed, *told}), by)


@transaction.atomic
def move_video(*, video: Video, to: date, by: User, version: int, batch: uuid.UUID | None = None) -> Video:
    """To another day, at the same wall time of the same zone."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if current.is_out:
        raise PostedVideo(_("This video is posted: its day cannot change any more."))
    if to == current.planned_day:
        return current
    return settle_schedule(write_change(current, by, "moved", _new_slot(current, to, {}), batch=batch), by)


@transaction.atomic
def drop_video(*, video: Video, by: User, version: int, batch: uuid.UUID | None = None) -> Video:
    """Off the calendar; `restore_video` brings it back as it was."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if current.is_out:
        raise PostedVideo(_("This video is posted: it cannot be dropped any more."))
    return write_change(current, by, "dropped", {"state": State.DROPPED}, batch=batch)


@transaction.atomic
def restore_video(*, video: Video, by: User, version: int) -> Video:
    """Back to the state it was dropped in, on its old day even if that is over by now."""
    current = locked_video(video, version)
    if current.state != State.DROPPED:
        raise Refused(_("This video is not dropped."))
    dropped = current.changes.filter(verb="dropped").first()
    return write_change(current, by, "restored", {"state": dropped.fields["state"][0] if dropped else State.PLANNED})


def _leave_for(video: Video, state: object) -> None:
    """By hand only to a state of making; what waited for approval or had it loses that."""
    _refuse_state(state)
    if video.state in HELD:
        end_round(video, ApprovalRound.State.WITHDRAWN)


def _new_slot(video: Video, day: date | None, values: dict) -> dict:
    """Day, time and zone to write; a video that had no day yet takes the zone the brand has now."""
    at = values.get("planned_time", video.planned_time)
    _refuse_slot(video.brand, day if day != video.planned_day else None, None)
    if at is not None and day is None:
        raise Refused(_("A time needs a day."))
    zone = video.planned_zone if video.planned_day else video.brand.time_zone
    slot = {"planned_day": day, "planned_time": at, "planned_zone": zone}
    return {name: value for name, value in slot.items() if getattr(video, name) != value}


def _refuse_unknown(fields: dict) -> None:
    if unknown := set(fields) - EDITABLE:
        raise TypeError(f"nobody sets {sorted(unknown)} of a video")


def _refuse_foreign(brand: Brand, values: dict) -> None:
    """Also a campaign that was hidden since: it is over."""
    refuse_foreign(brand, **{name: values.get(name) for name in ("account", "owner", "campaign")})
    campaign = values.get("campaign")
    if isinstance(campaign, Campaign) and campaign.hidden_at:
        raise Refused(_("%(campaign)s is hidden: choose another one.") % {"campaign": campaign})


def _refuse_slot(brand: Brand, day: date | None, at: time | None) -> None:
    if at is not None and day is None:
        raise Refused(_("A time needs a day."))
    today = today_of(brand)
    if day is not None and day < today:
        raise PastDay(_("%(day)s is over. Choose today or a later day.") % {"day": day_word(day, today=today)})


def _refuse_state(state: object) -> None:
    if state not in Video.MAKING:
        raise Refused(_("A video becomes posted by an import, not by hand."))
