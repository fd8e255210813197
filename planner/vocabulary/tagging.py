"""The writes that say which level of a facet a video has. Each leaves one VideoChange per changed video behind.

`levels` maps a facet to the level to set, or to None to take it away; facets that are not named stay. Raises `Refused`.
"""

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import locked_video, record_changes, refuse_dropped
from planner.models import Facet, Level, Video, VideoChange, VideoLevel
from planner.models.videos import VideoQuerySet
from planner.refusals import NotOfBrand, Refused
from planner.scheduling import edit_video, plan_video
from planner.vocabulary.levels import Vocabulary, vocabulary_of
from tkcommerce.brands.models import Brand, User

FACET = "facet:"  # how VideoChange.fields names a facet: {"facet:hook": [code before, code after]}
Source = VideoLevel.Source
Levels = Mapping[Facet, Level | None]
_BATCH = 500


@dataclass(frozen=True)
class Act:
    """What one press of a button did to several videos; `batch` is None where nothing differed."""

    batch: uuid.UUID | None
    changed: int
    kept: int = 0  # left as they are, because somebody changed them since


@transaction.atomic
def set_levels(
    *,
    video: Video,
    levels: Levels,
    by: User,
    version: int,
    suggested: Collection[Level] = (),
    batch: uuid.UUID | None = None,
) -> Video:
    """`suggested`: those of `levels` that the rules proposed and the person confirmed. Nothing different, nothing written."""
    current = locked_video(video, version)
    refuse_dropped(current)
    _refuse_levels(current.brand, levels, kept=set(current.levels.values_list("level_id", flat=True)))
    source = {level.pk: Source.SUGGESTED for level in suggested}
    _tag({current: levels}, by, verb="tagged", source_of=lambda level: source.get(level.pk, Source.PERSON), batch=batch)
    return current


@transaction.atomic
def plan_with_levels(*, brand: Brand, by: User, levels: Levels, suggested: Collection[Level] = (), **fields: object) -> Video:
    """`plan_video` and `set_levels` in one."""
    batch = uuid.uuid4()
    video = plan_video(brand=brand, by=by, batch=batch, **fields)
    return set_levels(video=video, levels=levels, by=by, version=video.version, suggested=suggested, batch=batch)


@transaction.atomic
def edit_with_levels(
    *, video: Video, by: User, version: int, levels: Levels, suggested: Collection[Level] = (), **fields: object
) -> Video:
    """`edit_video` and `set_levels` in one: both or neither."""
    batch = uuid.uuid4()
    edited = edit_video(video=video, by=by, version=version, batch=batch, **fields)
    return set_levels(video=edited, levels=levels, by=by, version=edited.version, suggested=suggested, batch=batch)


def set_levels_back(video: Video, change: VideoChange, by: User) -> None:
    """Of a locked video, to what a change of it replaced; refused where a level of that may not be set any more."""
    before = _levels_before(change, vocabulary_of(video.brand))
    if before is None:
        raise Refused(_("A pattern that it had before is hidden or gone by now."))
    _tag({video: before}, by, verb="untagged", source_of=lambda _level: Source.PERSON)


@transaction.atomic
def bulk_set(*, brand: Brand, videos: VideoQuerySet, levels: Levels, by: User) -> Act:
    """The same levels for many videos, whatever their version; those dropped by now are left out."""
    _refuse_levels(brand, levels)
    locked = list(_locked_videos(brand, videos))
    batch = uuid.uuid4()
    changed = _tag(dict.fromkeys(locked, levels), by, verb="tagged", source_of=lambda _level: Source.BULK, batch=batch)
    return Act(batch if changed else None, changed)


@transaction.atomic
def set_each(*, brand: Brand, wanted: Mapping[Video, Levels], by: User) -> Act:
    """Levels of its own for each of many videos, as one act; those dropped by now are left out."""
    for levels in wanted.values():
        _refuse_levels(brand, levels)
    locked = _locked_videos(brand, brand.videos.filter(pk__in=[video.pk for video in wanted]))
    batch = uuid.uuid4()
    told = {video: wanted[video] for video in locked}
    changed = _tag(told, by, verb="tagged", source_of=lambda _level: Source.BULK, batch=batch)
    return Act(batch if changed else None, changed)


@transaction.atomic
def undo_bulk(*, brand: Brand, batch: uuid.UUID, by: User) -> Act:
    """Take one `bulk_set` back wherever nobody changed the video since and the old level may still be set."""
    changes = {change.video_id: change for change in brand.videochanges.filter(batch=batch, verb="tagged")}
    vocabulary = vocabulary_of(brand)
    wanted = {}
    for video in _locked_videos(brand, brand.videos.filter(pk__in=changes)):
        change = changes[video.pk]
        before = _levels_before(change, vocabulary)
        if video.version == change.version and before is not None:
            wanted[video] = before
    if not wanted:
        raise Refused(_("There is nothing to undo any more."))
    changed = _tag(wanted, by, verb="untagged", source_of=lambda _level: Source.PERSON)
    return Act(None, changed, kept=len(changes) - changed)


def _tag(
    wanted: Mapping[Video, Levels],
    by: User,
    *,
    verb: str,
    source_of: Callable[[Level], str],
    batch: uuid.UUID | None = None,
) -> int:
    """Write what differs of locked videos; returns how many did."""
    rows = VideoLevel.objects.filter(video__in=list(wanted)).select_related("level")
    had = {(row.video_id, row.facet_id): row for row in rows}
    changed, gone, fresh, now = {}, [], [], timezone.now()
    for video, levels in wanted.items():
        told = {}
        for facet, level in levels.items():
            row = had.get((video.pk, facet.pk))
            if (row.level_id if row else None) == (level.pk if level else None):
                continue
            told[FACET + facet.code] = [row.level.code if row else None, level.code if level else None]
            if level is None:
                gone.append(row.pk)
            else:
                values = {"source": source_of(level), "set_by": by, "set_at": now}
                fresh.append(VideoLevel(brand_id=video.brand_id, video=video, facet=facet, level=level, **values))
        if told:
            changed[video] = told
    if not changed:
        return 0
    VideoLevel.objects.filter(pk__in=gone).delete()
    VideoLevel.objects.bulk_create(
        fresh,
        update_conflicts=True,
        unique_fields=["video", "facet"],
        update_fields=["level", "source", "set_by", "set_at", "merged_from"],
        batch_size=_BATCH,
    )
    record_changes(changed, by, verb=verb, batch=batch)
    return len(changed)


def _locked_videos(brand: Brand, videos: VideoQuerySet) -> VideoQuerySet:
    """Always in the same order, so that two acts wait for each other instead of failing."""
    mine = brand.videos.visible().filter(pk__in=videos.order_by().values("pk"))
    return mine.order_by("pk").select_for_update(of=("self",))


def _levels_before(change: VideoChange, vocabulary: Vocabulary) -> Levels | None:
    """What the change replaced; None where a level of it cannot be set any more."""
    before: dict[Facet, Level | None] = {}
    for name, (code, _after) in change.fields.items():
        entry = vocabulary.all.get(name.removeprefix(FACET))
        level = entry.named(code) if entry and code else None
        if entry is None or (code and (level is None or not level.is_open)):
            return None
        before[entry.facet] = level
    return before


def _refuse_levels(brand: Brand, levels: Levels, *, kept: Collection[int] = ()) -> None:
    """`kept`: the ids of levels the video has already; they may stay whatever became of them."""
    for facet, level in levels.items():
        if facet.brand_id != brand.pk or (level and level.brand_id != brand.pk):
            raise NotOfBrand(_("This belongs to another brand."))
        if facet.is_derived:
            raise Refused(_("%(facet)s follows from the video itself; nobody sets it.") % {"facet": facet})
        if level and level.facet_id != facet.pk:
            raise Refused(_("%(level)s is not a level of %(facet)s.") % {"level": level, "facet": facet})
        if level and level.pk not in kept and (not level.is_open or facet.hidden_at):
            raise Refused(_("%(level)s is hidden or merged: choose another one.") % {"level": level})
