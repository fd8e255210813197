"""What a platform tells of posted videos, in bulk: record them, take them back, bring them back.

A person's words win: her hook, notes and owner are never touched, and of a video that she made only blanks are filled.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from planner.models import Account, Video, VideoChange
from planner.posting.linking import HIDING, join_by_redo, separate_by_undo
from tkcommerce.brands.models import Brand

_TOLD = ("account_id", "kind", "caption", "url", "posted_day", "posted_at")
_BATCH = 500


@dataclass(frozen=True)
class PostedVideo:
    """One video as a platform tells it. `is_newest`: nothing newer is known, so it may correct what an import told before."""

    external_id: str
    posted_day: date  # in the account's zone
    posted_at: datetime | None
    caption: str
    url: str
    kind: str
    is_newest: bool


def record_posted_videos(*, brand: Brand, account: Account, videos: Iterable[PostedVideo]) -> dict[str, int]:
    """{TikTok id: video id}. Inside the caller's transaction; a fixed number of statements for each 500 videos."""
    told = {video.external_id: video for video in sorted(videos, key=lambda video: video.external_id)}
    new = [
        Video(
            brand=brand,
            account=account,
            external_id=key,
            state=Video.State.POSTED,
            planned_zone=account.time_zone,
            **_facts(video),
        )
        for key, video in told.items()
    ]
    Video.objects.bulk_create(new, ignore_conflicts=True, batch_size=_BATCH)
    # no_key: a roll-up that writes days of these videos only has to see that they stay; it must not wait for us.
    known = brand.videos.filter(external_id__in=told).order_by("external_id").select_for_update(no_key=True)
    changes = []
    rows = list(known)
    for row in rows:
        fields = _correct(row, told[row.external_id], account)
        if fields:
            row.version += 1
            changes.append(VideoChange(brand=brand, video=row, by=None, verb="import", fields=fields, version=row.version))
    changed = [change.video for change in changes]
    columns = ["account", "kind", "caption", "url", "posted_day", "posted_at", "state", "retracted_at", "version"]
    Video.objects.bulk_update(changed, columns, batch_size=_BATCH)
    VideoChange.objects.bulk_create(changes, batch_size=_BATCH)
    return {row.external_id: row.pk for row in rows}


def retract_posted_videos(*, brand: Brand, video_ids: Iterable[int]) -> int:
    """Hide videos that only an undone import knows and that no person has touched; returns how many.

    A plan that was joined to one of them by a guess is a plan again first.
    """
    video_ids = separate_by_undo(brand, video_ids)
    by_person = VideoChange.objects.filter(video=OuterRef("pk"), by__isnull=False).exclude(verb__in=HIDING)
    untouched = Q(created_by=None, hook="", notes="", owner=None, planned_day=None)
    mine = brand.videos.filter(untouched, ~Exists(by_person), pk__in=list(video_ids), retracted_at=None)
    return mine.update(retracted_at=Now())


def restore_posted_videos(*, brand: Brand, video_ids: Iterable[int]) -> int:
    """The exact reverse of `retract_posted_videos`."""
    ids = list(video_ids)
    count = brand.videos.filter(pk__in=ids).exclude(retracted_at=None).update(retracted_at=None)
    join_by_redo(brand, ids)
    return count


def _facts(video: PostedVideo) -> dict:
    names = ("kind", "caption", "url", "posted_day", "posted_at")
    return {name: getattr(video, name) for name in names}


def _correct(row: Video, video: PostedVideo, account: Account) -> dict[str, list]:
    """Change `row` by what is told; returns {field: [before, after]}. What a person dropped stays as it is."""
    if row.state == Video.State.DROPPED:
        return {}
    facts = {"account_id": account.pk} | _facts(video)
    imported = row.created_by_id is None and row.planned_day is None  # a series plans without a person
    fields = {}
    for name in _TOLD:
        before, after = getattr(row, name), facts[name]
        may = before in (None, "") or (imported and video.is_newest and name != "account_id")
        if may and after not in (None, "") and before != after:
            fields[name] = [_plain(before), _plain(after)]
            setattr(row, name, after)
    if not row.is_out:
        fields["state"] = [row.state, Video.State.POSTED.value]
        row.state = Video.State.POSTED
    if row.retracted_at is not None:
        fields["retracted_at"] = [_plain(row.retracted_at), None]
        row.retracted_at = None
    return fields


def _plain(value: object) -> object:
    """As JSON keeps it."""
    return value.isoformat() if isinstance(value, date) else value
