"""From approved to posted: what is scheduled, what a person says is out, what nobody confirmed, what has its result.

The verbs lock the row, refuse or write, and leave one VideoChange behind. This is where whatever posts a video stands.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.approval.stopping import refuse_stopped
from planner.changes import record_changes, refuse_dropped, write_change
from planner.checklist.of_video import opened_since_approval
from planner.models import Account, Video
from planner.posting.linking import join_locked, locked_pair, refuse_stale, separate_videos
from planner.posting.post_links import CLOCKS, PostLink, posted_instant, read_link
from planner.refusals import NotApproved, PostedVideo, Refused
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import day_of, instant_of, start_of

State = Video.State
MISSED_AFTER = timedelta(hours=6)
READY = (State.APPROVED, State.SCHEDULED, State.MISSED)
_BATCH = 500


def due_at(video: Video) -> datetime | None:
    """The instant it should be out: its slot, or the end of its day where no time is set; None without a day."""
    if video.planned_day is None:
        return None
    return video.planned_at or start_of(video.planned_day + timedelta(days=1), video.planned_zone)


def settle_schedule(video: Video, by: User | None) -> Video:
    """Scheduled is: approved, with account, day and time. Call after approval and after each change of the slot.

    The row is locked by the caller. A missed video whose new slot lies ahead is right again.
    """
    if video.state not in READY:
        return video
    ahead = (at := due_at(video)) is not None and at > timezone.now()
    if video.state == State.MISSED and not ahead:
        return video
    whole = bool(video.account_id and video.planned_day and video.planned_time)
    state = State.SCHEDULED if whole else State.APPROVED
    return write_change(video, by, "scheduled", {"state": state}) if state != video.state else video


@transaction.atomic
def mark_posted(
    *,
    video: Video,
    by: User,
    version: int,
    link: str,
    day: date | None = None,
    at: time | None = None,
    unapproved: bool = False,
    reason: str = "",
) -> Video:
    """A person says that it is out, and where. `day` and `at`: wall time of the account's zone, if she knows better than the id.

    A LIVE needs no link. What was not approved, or whose checklist has opened since, is refused unless she says so
    (`unapproved`) with a reason, which its history keeps. Raises Refused.
    """
    now = timezone.now()
    told = read_link(link, now=now) if link.strip() or video.kind != Video.Kind.LIVE else None
    current, other = _locked(video, told)
    refuse_stale(current, version)
    overruled = _overruled(current, reason.strip() if unapproved else "")
    if told is None:
        return write_change(current, by, "posted", _streamed(current, day, at, now), told=overruled)
    values = _as_told(current, told, day, at, now)
    if other:
        return _adopt(current, other, by, values, overruled)
    changed = {name: value for name, value in values.items() if getattr(current, name) != value}
    try:
        with transaction.atomic():
            return write_change(current, by, "posted", changed, told=overruled)
    except IntegrityError:
        raise Refused(_("An import has told of this post just now. Try again.")) from None


def unmark_posted(*, video: Video, by: User, version: int) -> Video:
    """Take that back; what an import counted of it since becomes a video of its own."""
    return separate_videos(plan=video, by=by, version=version)


def mark_missed(now: datetime | None = None) -> list[Video]:
    """Approved posts that nobody confirmed within six hours after their time; returns those that became missed. May run twice."""
    now = now or timezone.now()
    waiting = Video.objects.filter(state__in=(State.APPROVED, State.SCHEDULED), retracted_at=None, joined_into=None)
    over = waiting.filter(planned_day__lte=(now + timedelta(days=1)).date()).order_by("planned_day", "pk")
    late = [video.pk for video in over.only("pk", "planned_day", "planned_time", "planned_zone") if _is_missed(video, now)]
    return [missed for pk in late[:_BATCH] if (missed := _miss(pk, now))]


def settle_measured(*, brand: Brand, standing: Iterable[int]) -> int:
    """Posted videos whose result stands are measured, and those whose result was taken back are posted again; how many changed.

    `standing`: the ids of all videos of the brand whose newest reading is at least seven days younger than the post; what
    counts readings knows them. Three statements for each 500 videos that change.
    """
    standing = set(standing)
    states = dict(brand.videos.visible().filter(state__in=Video.OUT).values_list("pk", "state"))
    up = [pk for pk, state in states.items() if state == State.POSTED and pk in standing]
    down = [pk for pk, state in states.items() if state == State.MEASURED and pk not in standing]
    for ids, before, after in ((up, State.POSTED, State.MEASURED), (down, State.MEASURED, State.POSTED)):
        for start in range(0, len(ids), _BATCH):
            _turn(brand, ids[start : start + _BATCH], before, after)
    return len(up) + len(down)


def needs_second_word(video: Video) -> bool:
    """Whether it is not approved, or its checklist has opened since."""
    return video.state not in READY or bool(opened_since_approval(video))


def _overruled(video: Video, reason: str) -> dict[str, list]:
    """What history keeps of a post that should have waited; refused without a reason for it."""
    refuse_dropped(video)
    if video.is_out:
        raise PostedVideo(_("This video is posted already."))
    refuse_stopped(video)
    if video.state not in READY and not reason:
        raise NotApproved(_("This video is not approved. If it is out all the same, confirm that and say why."))
    opened = opened_since_approval(video)
    if opened and not reason:
        names = _(", ").join(line.item.label for line in opened[:3])
        text = _("The checklist has opened since the approval: %(items)s. If it is out all the same, confirm that and say why.")
        raise NotApproved(text % {"items": names})
    return {"overruled": [None, reason]} if opened or video.state not in READY else {}


def _streamed(video: Video, day: date | None, at: time | None, now: datetime) -> dict:
    """Of a LIVE without a link: when it was, as told or as planned."""
    zone = video.account.time_zone if video.account else video.planned_zone
    instant = instant_of(day, at, zone) if day and at else video.planned_at
    on = day or (day_of(instant, zone) if instant else day_of(now, zone))
    if on > day_of(now, zone) or (instant and instant > now):
        raise Refused(_("That is still to come."))
    return {"state": State.POSTED, "posted_day": on, "posted_at": instant if at or not day else None}


def _locked(video: Video, told: PostLink | None) -> tuple[Video, Video | None]:
    """The video, and the one that has this TikTok id already."""
    others = video.brand.videos.filter(external_id=told.external_id).exclude(pk=video.pk) if told else ()
    current, *rest = locked_pair(video, *others)
    return current, next((row for row in rest if row.external_id == told.external_id), None)


def _as_told(video: Video, link: PostLink, day: date | None, at: time | None, now: datetime) -> dict:
    """What the link and the person tell, as columns. A day without a time has no instant."""
    account = _account_of(video, link)
    zone = account.time_zone
    if at:
        told = instant_of(day or day_of(link.uploaded_at, zone), at, zone)
    else:
        told = start_of(day + timedelta(days=1), zone) if day else None  # the end of that day
    instant = posted_instant(link, told=told, planned=video.planned_at, now=now)
    on = day or day_of(instant, zone)
    if on > day_of(now, zone) or (at and instant > now + CLOCKS):
        raise Refused(_("That is still to come."))
    return {
        "state": State.POSTED,
        "account": account,
        "kind": link.kind or video.kind,
        "external_id": link.external_id,
        "url": link.url(account.handle, video.kind),
        "posted_day": on,
        "posted_at": instant if at or not day else None,
    }


def _account_of(video: Video, link: PostLink) -> Account:
    """The plan's; else the brand's account of the handle in the link."""
    if video.account:
        if link.handle and link.handle != video.account.handle:
            told = {"told": link.handle, "account": video.account.handle}
            raise Refused(_("The link is of @%(told)s, but this video is for @%(account)s.") % told)
        return video.account
    accounts = list(video.brand.accounts.filter(handle=link.handle) if link.handle else video.brand.accounts.all()[:2])
    if len(accounts) == 1:
        return accounts[0]
    if link.handle:
        raise Refused(_("This brand has no account @%(handle)s.") % {"handle": link.handle})
    raise Refused(_("Say which account it is: set it on the video, or paste the whole address."))


def _adopt(plan: Video, other: Video, by: User, values: dict, overruled: dict) -> Video:
    """The id is known: an imported video is joined; another plan keeps it."""
    if other.created_by_id or other.planned_day or other.state == State.DROPPED:
        raise Refused(_("That post is already the one of “%(title)s”.") % {"title": other.title})
    return join_locked(plan, other, by, verb="posted", values={"account": values["account"]}, told=overruled)


def _is_missed(video: Video, now: datetime) -> bool:
    at = due_at(video)
    return at is not None and at + MISSED_AFTER <= now


@transaction.atomic
def _miss(pk: int, now: datetime) -> Video | None:
    """Under the lock it is looked at again: she may have confirmed it a moment ago."""
    video = Video.objects.select_for_update(of=("self",), skip_locked=True).select_related("brand", "owner").filter(pk=pk).first()
    if video is None or video.state not in (State.APPROVED, State.SCHEDULED) or not _is_missed(video, now):
        return None
    return write_change(video, None, "missed", {"state": State.MISSED})


@transaction.atomic
def _turn(brand: Brand, ids: list[int], before: str, after: str) -> None:
    rows = list(brand.videos.filter(pk__in=ids, state=before).order_by("pk").select_for_update(no_key=True))
    brand.videos.filter(pk__in=[row.pk for row in rows]).update(state=after)
    record_changes({row: {"state": [before, after]} for row in rows}, None, verb="measured")
