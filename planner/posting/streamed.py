"""LIVE sessions that imports tell of, on the calendar: each a posted video of kind LIVE, or the plan that it was.

A session has a start to the second but often no link, and two LIVEs of one account never overlap; so unlike a video it is
matched without asking: with the nearest planned LIVE of its account that was to start within two hours of it.
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from planner.changes import write_change
from planner.models import Account, MatchGuess, Video
from planner.posting.linking import join_locked, locked_pair
from planner.posting.posted import PostedVideo, record_posted_videos
from planner.refusals import Refused
from tkcommerce.brands.models import Brand

NEAR = timedelta(hours=2)
_ID_LENGTH = Video._meta.get_field("external_id").max_length


@dataclass(frozen=True)
class Session:
    """`room`: TikTok's id of the room, or what stands for it. `day` is of the account's zone."""

    room: str
    account: Account
    title: str
    day: date
    started_at: datetime | None


def external_id_of(room: str) -> str:
    """What the calendar knows a room by: its id; of what is no id and too long to be one, a digest."""
    return room if len(room) <= _ID_LENGTH else f"live-{hashlib.sha256(room.encode()).hexdigest()[: _ID_LENGTH - 5]}"


@transaction.atomic
def record_sessions(*, brand: Brand, sessions: Iterable[Session]) -> int:
    """Put them on the calendar; returns how many became a plan's. May run twice."""
    sessions = list(sessions)
    _name_what_was_posted_by_hand(brand, sessions)
    for account in {session.account for session in sessions}:
        told = [_as_posted(session) for session in sessions if session.account == account]
        record_posted_videos(brand=brand, account=account, videos=told)
    return _join_plans(brand, sessions)


def _as_posted(session: Session) -> PostedVideo:
    return PostedVideo(
        external_id=external_id_of(session.room), posted_day=session.day, posted_at=session.started_at, caption=session.title,
        url="", kind=Video.Kind.LIVE, is_newest=True,
    )  # fmt: skip


def _name_what_was_posted_by_hand(brand: Brand, sessions: list[Session]) -> None:
    """A LIVE that a person called posted gets the room's id, so that its numbers find it."""
    ids = [external_id_of(session.room) for session in sessions]
    known = set(brand.videos.filter(external_id__in=ids).values_list("external_id", flat=True))
    new = [session for session in sessions if external_id_of(session.room) not in known]
    posted = [video for video in _without_session(brand) if video.is_out] if new else []
    for session, video in _pairs(new, posted):
        [current] = locked_pair(video)
        if current.is_out and not current.external_id:
            values = {"external_id": external_id_of(session.room), "posted_at": session.started_at or current.posted_at}
            write_change(current, None, "import", values)


def _join_plans(brand: Brand, sessions: list[Session]) -> int:
    """What nobody planned stays a video of its own; what a person took apart stays apart."""
    by_id = {external_id_of(session.room): session for session in sessions}
    rows = brand.videos.visible().filter(external_id__in=by_id, created_by=None, planned_day=None, joined=None)
    alone = {by_id[row.external_id]: row for row in rows}
    plans = [video for video in _without_session(brand) if not video.is_out] if alone else []
    apart = set(brand.matchguesss.filter(state=MatchGuess.State.DECLINED).values_list("plan_id", "posted_id")) if plans else set()
    joined = 0
    for session, plan in _pairs(list(alone), plans):
        if (plan.pk, alone[session].pk) not in apart:
            joined += _join(plan, alone[session])
    return joined


def _join(plan: Video, row: Video) -> bool:
    try:
        with transaction.atomic():
            join_locked(*locked_pair(plan, row), None, verb="joined")
    except Refused:
        return False
    return True


def _without_session(brand: Brand) -> list[Video]:
    """LIVEs that no import has told of yet: planned ones, and those that a person called posted."""
    lives = brand.videos.visible().filter(kind=Video.Kind.LIVE, external_id="", account__isnull=False)
    return list(lives.filter(Q(planned_day__isnull=False) | Q(posted_day__isnull=False)).select_related("account", "brand"))


def _pairs(sessions: list[Session], videos: list[Video]) -> Iterator[tuple[Session, Video]]:
    """Each at most once, the nearest first."""
    near = [
        (apart, number, video.pk, session, video)
        for number, session in enumerate(sessions)
        for video in videos
        if (apart := _apart(session, video)) is not None
    ]
    taken: set[object] = set()
    for *_order, session, video in sorted(near, key=lambda one: one[:3]):
        if session not in taken and video not in taken:
            taken |= {session, video}
            yield session, video


def _apart(session: Session, video: Video) -> timedelta | None:
    """How far from the time meant; of the same day alone where either side tells no time. None: too far, or another account."""
    at = video.posted_at or video.planned_at
    if video.account_id != session.account.pk:
        return None
    if at and session.started_at:
        apart = abs(at - session.started_at)
        return apart if apart < NEAR else None
    return NEAR if video.day == session.day else None
