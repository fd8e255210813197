"""What is done to several videos at once, all or none of it, and its undo. Raises `Refused`.

`picked` is {video id: the version the person saw}: a video that somebody changed since stops the whole act.
"""

import uuid
from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from planner.models import Video
from planner.refusals import Refused, StaleVersion
from planner.scheduling import drop_video, edit_video, move_video
from planner.undoing import act_to_undo, undo_change
from planner.vocabulary.tagging import Act, Levels, set_levels
from tkcommerce.brands.models import Brand, User

Picked = Mapping[int, int]
MOST = 200


@transaction.atomic
def change_picked(
    *, brand: Brand, picked: Picked, by: User, days: int = 0, levels: Levels | None = None, drop: bool = False, **fields: object
) -> Act:
    """Move by so many days, set `fields` (as in `edit_video`) and levels, or take off the calendar."""
    batch, changed = uuid.uuid4(), 0
    for video in _picked(brand, picked):
        try:
            now = _changed(video, picked[video.pk], by, batch, days=days, levels=levels or {}, drop=drop, fields=fields)
        except StaleVersion:
            raise
        except Refused as refusal:
            told = {"title": video.title, "reason": refusal}
            raise Refused(_("“%(title)s”: %(reason)s Nothing was changed.") % told) from None
        changed += now.version > picked[video.pk]
    return Act(batch if changed else None, changed)


@transaction.atomic
def undo_act(*, brand: Brand, batch: uuid.UUID, by: User) -> Act:
    """Take back what one act did, wherever it is still the newest on its video."""
    pks = set(brand.videochanges.filter(batch=batch).values_list("video_id", flat=True))
    undone = 0
    for video in brand.videos.filter(pk__in=pks).order_by("pk").select_for_update(of=("self",)):
        act = act_to_undo(video.changes.all()[:20])
        if act and act[0].batch == batch:
            undo_change(video=video, by=by, version=video.version)
            undone += 1
    if not undone:
        raise Refused(_("There is nothing to undo any more."))
    return Act(None, undone, kept=len(pks) - undone)


def _picked(brand: Brand, picked: Picked) -> list[Video]:
    """Locked, always in the same order, so that two acts wait for each other instead of failing."""
    if not picked:
        raise Refused(_("Tick some videos first."))
    if len(picked) > MOST:
        raise Refused(_("At most %(n)s videos at once.") % {"n": MOST})
    rows = brand.videos.visible().filter(pk__in=picked).order_by("pk")
    videos = list(rows.select_for_update(of=("self",)))
    if len(videos) < len(picked):
        raise Refused(_("Some of these videos are not on the calendar any more. Nothing was changed."))
    return videos


def _changed(
    video: Video, version: int, by: User, batch: uuid.UUID, *, days: int, levels: Levels, drop: bool, fields: dict
) -> Video:
    if drop:
        return drop_video(video=video, by=by, version=version, batch=batch)
    if fields:
        video = edit_video(video=video, by=by, version=version, batch=batch, **fields)
        version = video.version
    if levels:
        video = set_levels(video=video, levels=levels, by=by, version=version, batch=batch)
        version = video.version
    if days:
        if video.planned_day is None:
            raise Refused(_("It has no day yet."))
        video = move_video(video=video, to=video.planned_day + timedelta(days=days), by=by, version=version, batch=batch)
    return video
