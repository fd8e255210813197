"""What calls for a mail now: posts whose time has come, posts nobody confirmed, approvals, steps of the making."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q

from planner.approval.queries import chain_of
from planner.models import ApprovalRound, ApprovalStep, PostingStop, Reminder, Video, VideoDue, VideoHelper
from planner.posting.publishing import MISSED_AFTER, due_at
from tkcommerce.brands.models import Role
from tkcommerce.dates import instant_of

Kind = Reminder.Kind
State = Video.State
STEP_HOUR = time(9)  # of the brand
DAY = timedelta(days=1)
LOOK_BACK = 3 * DAY  # what is older is told by the pages alone
LATE = {Kind.POST_DUE: timedelta(hours=2)}  # later than that a mail is of no use any more
LATE_OTHERWISE = DAY


@dataclass(frozen=True)
class Occasion:
    """`at`: when it came due. `people`: user ids; `managers`: also everybody who manages the brand."""

    video: Video
    kind: str
    key: str
    at: datetime
    people: frozenset[int]
    managers: bool = False

    def too_late(self, now: datetime) -> bool:
        return now - self.at > LATE.get(self.kind, LATE_OTHERWISE)


def occasions(now: datetime) -> list[Occasion]:
    """Of all brands, those that came due within the last three days. About ten queries, and four for each brand with an approval
    that nobody was told of."""
    found = [*posts_due(now), *posts_missed(now), *steps_due(now), *decisions(now)]
    return [*found, *approvals(now)]


def post_key(video: Video) -> str:
    """A new slot is a new occasion."""
    at = due_at(video)
    return at.isoformat() if at else ""


def posts_due(now: datetime) -> Iterator[Occasion]:
    """From its time on until it counts as missed; not while a stop stands."""
    videos = list(_in_days(now, days=1).filter(state__in=(State.APPROVED, State.SCHEDULED), planned_time__isnull=False))
    videos = [video for video in videos if video.planned_at <= now < video.planned_at + MISSED_AFTER]
    stops = list(PostingStop.objects.filter(ended_at=None, brand__in={video.brand_id for video in videos}))
    held = {stop.video_id for stop in stops}
    brands = {stop.brand_id for stop in stops if stop.video_id is None}
    for video, people in with_people(videos):
        if video.pk not in held and video.brand_id not in brands:
            yield Occasion(video, Kind.POST_DUE, post_key(video), video.planned_at, people, managers=not people)


def posts_missed(now: datetime) -> Iterator[Occasion]:
    videos = _in_days(now, days=4).filter(state=State.MISSED)
    for video, _people in with_people(videos):
        at = due_at(video) + MISSED_AFTER
        if at <= now <= at + LOOK_BACK:
            yield Occasion(video, Kind.MISSED, post_key(video), at, frozenset({video.owner_id} - {None}), managers=True)


def steps_due(now: datetime) -> Iterator[Occasion]:
    """On the day itself, at nine where the brand is, while the video has not gone past that step."""
    days = ((now - 2 * DAY).date(), (now + DAY).date())
    dues = VideoDue.objects.filter(due_day__range=days, video__retracted_at=None, video__state__in=(*Video.MAKING, State.REVIEW))
    rows = list(dues.select_related("video__brand"))
    people = dict(with_people([row.video for row in rows]))
    order = [*Video.MAKING, State.REVIEW]
    for row in rows:
        at = instant_of(row.due_day, STEP_HOUR, row.video.brand.time_zone)
        if at <= now <= at + LOOK_BACK and order.index(row.video.state) <= order.index(row.step):
            yield Occasion(row.video, Kind.STEP_DUE, f"{row.step}:{row.due_day}", at, people[row.video])


def decisions(now: datetime) -> Iterator[Occasion]:
    """To whoever asked, and to the owner. What was approved without anybody to ask is no news."""
    ended = ApprovalRound.objects.filter(state__in=("approved", "rejected"), ended_at__gte=now - LOOK_BACK).exclude(steps=[])
    for round_ in ended.select_related("video__brand"):
        people = frozenset({round_.asked_by_id, round_.video.owner_id} - {None})
        yield Occasion(round_.video, Kind.DECIDED, f"{round_.number}:{round_.ended_at.isoformat()}", round_.ended_at, people)


def approvals(now: datetime) -> Iterator[Occasion]:
    """Who may decide the step that is asked: at once, and again after the hours that the step names."""
    rounds = ApprovalRound.objects.filter(state="open", step_since__gte=now - 60 * DAY, video__retracted_at=None)
    rounds = [one for one in rounds.exclude(video__state=State.DROPPED).select_related("video__brand") if not _is_outside(one)]
    hours = dict(ApprovalStep.objects.filter(pk__in=[_step(one) for one in rounds]).values_list("pk", "remind_after_hours"))
    due: dict = defaultdict(list)
    for one in rounds:
        key = round_key(one)
        due[one.video.brand].append((one, Kind.APPROVAL, key, one.step_since))
        if wait := hours.get(_step(one)):
            due[one.video.brand].append((one, Kind.APPROVAL_WAITS, key, one.step_since + timedelta(hours=wait)))
    told = _told({one.video_id for one in rounds})
    for brand, found in due.items():
        new = [row for row in found if row[3] <= now <= row[3] + LOOK_BACK and (row[0].video_id, row[1], row[2]) not in told]
        chain = chain_of(brand, now=now) if new else None
        for one, kind, key, at in new:
            rule = chain.step_at(one)
            people = frozenset(user.pk for user in chain.deciders(rule)) if rule else frozenset()
            yield Occasion(one.video, kind, key, at, people)


def round_key(round_: ApprovalRound) -> str:
    """A step that is asked once more is a new occasion."""
    return f"{round_.number}:{round_.at_step}:{round_.step_since.isoformat()}"


def with_people(videos: Iterable[Video]) -> Iterator[tuple[Video, frozenset[int]]]:
    """Each video with its owner and helpers. One query."""
    videos = list(videos)
    helpers = defaultdict(set)
    for video_id, user_id in VideoHelper.objects.filter(video__in=videos).values_list("video_id", "user_id"):
        helpers[video_id].add(user_id)
    for video in videos:
        yield video, frozenset(({video.owner_id} | helpers[video.pk]) - {None})


def managers_of(brand_ids: Iterable[int], roles: dict[tuple[int, int], int]) -> dict[int, frozenset[int]]:
    """{brand: its managers}, out of {(brand, user): role}."""
    found = defaultdict(set)
    for (brand_id, user_id), role in roles.items():
        if role >= Role.MANAGER:
            found[brand_id].add(user_id)
    return {brand_id: frozenset(found[brand_id]) for brand_id in brand_ids}


def _in_days(now: datetime, *, days: int) -> "Video.objects":
    """Planned within so many days before now, and a day after it: zones differ."""
    ahead = Q(planned_day__range=((now - (days + 1) * DAY).date(), (now + DAY).date()))
    return Video.objects.filter(ahead, retracted_at=None, joined_into=None).select_related("brand")


def _step(round_: ApprovalRound) -> int | None:
    return round_.steps[round_.at_step]["id"] if round_.at_step < len(round_.steps) else None


def _is_outside(round_: ApprovalRound) -> bool:
    return round_.at_step >= len(round_.steps) or bool(round_.steps[round_.at_step].get("outside"))


def _told(video_ids: set[int]) -> set[tuple[int, str, str]]:
    kinds = (Kind.APPROVAL, Kind.APPROVAL_WAITS)
    return set(Reminder.objects.filter(video__in=video_ids, kind__in=kinds).values_list("video_id", "kind", "key"))
