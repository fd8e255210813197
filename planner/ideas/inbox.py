"""The writes of the inbox of ideas: note one, vote, make it a plan. Dropping and bringing back are those of any video."""

from collections.abc import Collection
from datetime import date, time

from django.db import transaction
from django.db.models import Count, Exists, OuterRef
from django.utils.translation import gettext as _

from planner.changes import locked_video, refuse_dropped, write_change
from planner.ideas.briefs import Brief, make_video, refuse_new_slot
from planner.models import IdeaVote, Level, Video
from planner.models.videos import VideoQuerySet
from planner.refusals import Refused
from planner.scheduling import today_of
from tkcommerce.brands.models import Brand, User

State = Video.State
SORTS = ("votes", "newest")


def ideas_of(brand: Brand, reader: User, *, sort: str = "votes") -> VideoQuerySet:
    """The visible ideas, each with `vote_count` and `voted` (by the reader)."""
    mine = IdeaVote.objects.filter(video=OuterRef("pk"), user=reader)
    ideas = brand.videos.visible().filter(state=State.IDEA).select_related("created_by", "account", "owner", "made_from")
    ideas = ideas.annotate(vote_count=Count("votes"), voted=Exists(mine)).prefetch_related("levels__level__facet")
    return ideas.order_by("-created_at", "-pk") if sort == "newest" else ideas.order_by("-vote_count", "-created_at", "-pk")


@transaction.atomic
def add_idea(*, brand: Brand, by: User, title: str, link: str = "", levels: Collection[Level] = ()) -> Video:
    """`link`: what gave the idea."""
    if not title.strip():
        raise Refused(_("An idea needs a title."))
    values = {"hook": title.strip()[:200], "reference_url": link}
    return make_video(brand=brand, by=by, brief=Brief(values, tuple(levels)), verb="idea", state=State.IDEA)


@transaction.atomic
def vote(*, video: Video, by: User) -> None:
    """One person, one vote; twice is once."""
    if video.state != State.IDEA:
        raise Refused(_("This is no idea any more: it is on its way already."))
    IdeaVote.objects.get_or_create(brand_id=video.brand_id, video=video, user=by)


@transaction.atomic
def take_vote_back(*, video: Video, by: User) -> None:
    video.votes.filter(user=by).delete()


@transaction.atomic
def plan_idea(*, video: Video, by: User, version: int, day: date, at: time | None = None) -> Video:
    """An idea becomes planned, on this day of the brand."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if current.state != State.IDEA:
        raise Refused(_("This is no idea any more: it is on its way already."))
    refuse_new_slot(day, at, today=today_of(current.brand))
    slot = {"planned_day": day, "planned_time": at, "planned_zone": current.brand.time_zone}
    changed = {name: value for name, value in slot.items() if getattr(current, name) != value}
    return write_change(current, by, "edited", changed | {"state": State.PLANNED})


@transaction.atomic
def unplan_idea(*, video: Video, by: User, version: int) -> Video:
    """Take `plan_idea` back, if nobody changed the video since."""
    current = locked_video(video, version)
    last = current.changes.filter(version=version).first()
    if last is None or last.fields.get("state") != [State.IDEA, State.PLANNED]:
        raise Refused(_("There is nothing to undo any more."))
    before = last.fields.get("planned_day", [None])[0]
    return write_change(
        current, by, "undone",
        {"state": State.IDEA, "planned_day": date.fromisoformat(before) if before else None, "planned_time": None},
    )  # fmt: skip
