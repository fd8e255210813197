"""A plan and the posted video that an import told of become one, and two again. The plan stays, with all that was said on it.

The plan takes over what the platform tells; the imported row hides behind it (`joined_into`), without its TikTok id, so a
later import of that id finds the plan. What was measured follows by the signals, inside the same transaction.
"""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.dispatch import Signal
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import refuse_dropped, write_change
from planner.models import MatchGuess, Video, VideoChange
from planner.refusals import NotOfBrand, PostedVideo, Refused, StaleVersion
from tkcommerce.brands.models import Brand, User

# Both with `plan` and `posted`; what a receiver returns is how many readings it gave to the other video.
videos_joined = Signal()
videos_separated = Signal()

FACTS = ("kind", "account", "caption", "url", "posted_day", "posted_at")
JOINING = ("joined", "posted")  # verbs that made a plan a posted video
HIDING = ("joined_into", "separated_post")  # of the imported row: nobody said anything about it itself
Guess = MatchGuess.State


def locked_pair(*videos: Video) -> list[Video]:
    """The rows as they are now, in the order given, ours until the transaction ends.

    `no_key`: a roll-up that writes days of these videos only has to see that they stay; it must not wait for us.
    """
    rows = Video.objects.select_for_update(no_key=True, of=("self",)).select_related("brand", "account", "owner")
    found = {row.pk: row for row in rows.filter(pk__in=[video.pk for video in videos]).order_by("pk")}
    return [found[video.pk] for video in videos]


@transaction.atomic
def join_videos(*, plan: Video, posted: Video, by: User | None, version: int) -> Video:
    """A person says that they are one. `version` is the plan's as she saw it. Raises Refused."""
    current, told = locked_pair(plan, posted)
    refuse_stale(current, version)
    return join_locked(current, told, by, verb="joined")


def join_locked(
    plan: Video, posted: Video, by: User | None, *, verb: str, values: dict | None = None, told: dict | None = None
) -> Video:
    """Both rows are locked; `values` win over what the posted video tells; `told` is for the plan's history alone."""
    _refuse_pair(plan, posted)
    facts = {name: getattr(posted, name) for name in FACTS} | {"external_id": posted.external_id, "state": posted.state}
    facts |= values or {}
    write_change(posted, by, "joined_into", {"external_id": "", "joined_into": plan})
    known = {name: value for name, value in facts.items() if value not in (None, "") and value != getattr(plan, name)}
    joined = write_change(plan, by, verb, known, told=told)
    videos_joined.send(sender=Video, plan=joined, posted=posted)
    _settle_guesses(joined, posted, by)
    return joined


@transaction.atomic
def separate_videos(*, plan: Video, by: User | None, version: int) -> Video:
    """Take back the joining or the word that it is out: the plan as before, and what an import told as a video of its own."""
    [current] = locked_pair(plan)
    refuse_stale(current, version)
    return separate_locked(current, by)


def separate_locked(plan: Video, by: User | None, *, ask_again: bool = True) -> Video:
    """`ask_again`: whether the guess is a question again."""
    change = plan.changes.filter(verb__in=JOINING).first()
    if change is None or not plan.is_out:
        raise Refused(_("Nobody linked this video to a post, so there is nothing to take apart."))
    joined = plan.joined.select_for_update(no_key=True, of=("self",)).select_related("brand", "account").first()
    facts = {name: getattr(plan, name) for name in ("url", "posted_day", "posted_at")}
    external_id, state = plan.external_id, plan.state
    before = {name: _before(plan, change, name) for name in (*FACTS, "external_id", "state")}
    back = {name: value for name, value in before.items() if value != getattr(plan, name)}
    plan = write_change(plan, by, "separated_post", back)
    if joined:
        known = {name: value for name, value in facts.items() if value and value != getattr(joined, name)}
        own = {"external_id": external_id, "joined_into": None, "state": state} | known
        own = {name: value for name, value in own.items() if value != getattr(joined, name)}
        write_change(joined, by, "separated_post", own)
        videos_separated.send(sender=Video, plan=plan, posted=joined)
        if ask_again:
            _reopen_guesses(plan, joined)
    elif external_id:
        _leave_what_was_measured(plan, change, facts | {"external_id": external_id, "state": state})
    return plan


def separate_by_undo(brand: Brand, video_ids: Iterable[int]) -> list[int]:
    """The import that told of these posts is undone: plans that a person joined to one of them are plans again.

    Returns the ids with the imported rows in place of those plans. A plan whose link was pasted by hand stays posted.
    """
    ids = set(video_ids)
    plans = brand.videos.filter(pk__in=ids, joined__isnull=False, state__in=Video.OUT).order_by("pk")
    for plan in plans.select_for_update(no_key=True, of=("self",)).select_related("brand", "account"):
        change = plan.changes.filter(verb__in=JOINING).first()
        row = plan.joined.first()
        if change and row and change.verb == "joined":
            separate_locked(plan, None, ask_again=False)  # a redo of the import finds the guess as it was decided
            ids = (ids - {plan.pk}) | {row.pk}
    return sorted(ids)


def join_by_redo(brand: Brand, video_ids: Iterable[int]) -> None:
    """The reverse: what a person had joined is joined again, where the plan still waits."""
    guesses = brand.matchguesss.filter(posted__in=list(video_ids), state=Guess.JOINED, posted__joined_into=None)
    for guess in guesses.exclude(plan__state__in=[*Video.OUT, Video.State.DROPPED]).select_related("decided_by").order_by("pk"):
        plan, posted = locked_pair(guess.plan, guess.posted)
        join_locked(plan, posted, guess.decided_by, verb="joined")


def refuse_stale(current: Video, version: int) -> None:
    if current.version != version:
        changes = list(current.changes.filter(version__gt=version).select_related("by"))
        raise StaleVersion(_("This video was changed meanwhile."), current, changes)


def _refuse_pair(plan: Video, posted: Video) -> None:
    refuse_dropped(plan)
    if plan.brand_id != posted.brand_id:
        raise NotOfBrand(_("This belongs to another brand."))
    if plan.is_out:
        raise PostedVideo(_("This video is posted already."))
    if posted.joined_into_id or posted.retracted_at or not posted.is_out or not posted.external_id:
        raise Refused(_("The posted video was linked elsewhere or taken back meanwhile."))
    if plan.account_id and posted.account_id and plan.account_id != posted.account_id:
        told = {"plan": plan.account.handle, "post": posted.account.handle}
        raise Refused(_("The plan is for @%(plan)s, the post is of @%(post)s.") % told)


def _before(plan: Video, change: VideoChange, name: str) -> object:
    """What the field held before `change`; what it did not touch was as empty as an unposted video has it."""
    if name not in change.fields:
        return "" if name == "external_id" else None if name in ("posted_day", "posted_at") else getattr(plan, name)
    value = change.fields[name][0]
    if name == "account":
        return plan.brand.accounts.filter(pk=value).first()
    return Video._meta.get_field(name).to_python(value)


def _leave_what_was_measured(plan: Video, change: VideoChange, facts: dict) -> None:
    """An import has counted the post since its link was pasted: its numbers go to a video of their own. Else nothing stays."""
    account = plan.account or plan.brand.accounts.filter(pk=(change.fields.get("account") or [None, None])[1]).first()
    told = {"account": account, "kind": plan.kind, "caption": plan.caption, **facts}
    own = Video.objects.create(brand=plan.brand, planned_zone=plan.planned_zone, **told)
    moved = videos_separated.send(sender=Video, plan=plan, posted=own)
    if not sum(count or 0 for _receiver, count in moved):
        own.delete()


def _settle_guesses(plan: Video, posted: Video, by: User | None) -> None:
    """This pair is decided; nothing else can be either of them."""
    now = timezone.now()
    about = Q(plan=plan) | Q(posted=posted)
    plan.brand.matchguesss.filter(about, state=Guess.OPEN).exclude(plan=plan, posted=posted).update(state=Guess.GONE)
    decided = {"state": Guess.JOINED, "decided_by": by, "decided_at": now}
    made = {"score": 1.0, "reasons": {"link": True}, **decided}
    guess, new = MatchGuess.objects.get_or_create(brand=plan.brand, plan=plan, posted=posted, defaults=made)
    if not new:
        MatchGuess.objects.filter(pk=guess.pk).update(**decided)


def _reopen_guesses(plan: Video, posted: Video) -> None:
    """As they were before, but for those whose other video found its own meanwhile."""
    free = Q(plan__joined=None) & ~Q(plan__state__in=Video.OUT) & Q(posted__joined_into=None)
    about = Q(plan=plan) | Q(posted=posted)
    guesses = plan.brand.matchguesss.filter(about, free, state__in=[Guess.GONE, Guess.JOINED])
    ids = list(guesses.values_list("pk", flat=True))
    MatchGuess.objects.filter(pk__in=ids).update(state=Guess.OPEN, decided_by=None, decided_at=None)
    by_link = MatchGuess.objects.filter(plan=plan, posted=posted, reasons__link=True)
    by_link.update(state=Guess.DECLINED, decided_at=Now())
