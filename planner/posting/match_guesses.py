"""Which posts that imports told of may be which plans: guesses made after each import, for a person to confirm or decline."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import MatchGuess, Video
from planner.posting.linking import join_locked, locked_pair, refuse_stale, separate_locked
from planner.posting.matching import WINDOW, Guess, Side, guesses_of
from planner.refusals import Refused
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import day_of

State = MatchGuess.State
MOST = 1000  # plans and posts that are compared, the newest first
LOOK_BACK = timedelta(days=60)


def make_guesses(brand: Brand) -> int:
    """Compare the posts of the last sixty days that nobody planned with the plans near them; returns how many wait now.

    A declined guess is not made again. A fixed number of statements.
    """
    since = day_of(timezone.now(), brand.time_zone) - LOOK_BACK
    posts = [_post(video) for video in _free_posts(brand).filter(posted_day__gte=since).order_by("-posted_day")[:MOST]]
    plans = [_plan(video) for video in _free_plans(brand).filter(planned_day__gte=since - WINDOW)[:MOST]]
    found = guesses_of(plans, posts) if posts and plans else []
    with transaction.atomic():
        Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # two at once would write the same rows
        _write(brand, found)
    return waiting_guesses(brand).count()


def waiting_guesses(brand: Brand) -> QuerySet[MatchGuess]:
    """Those that a person has to decide, with both videos; the surest first."""
    gone = Q(plan__state=Video.State.DROPPED) | Q(posted__retracted_at__isnull=False) | Q(plan__retracted_at__isnull=False)
    guesses = brand.matchguesss.filter(state=State.OPEN).exclude(gone)
    return guesses.select_related("plan__account", "plan__owner", "posted__account")


@transaction.atomic
def confirm_guess(*, guess: MatchGuess, by: User, version: int | None = None) -> Video:
    """They are one. `version`: of the plan as she saw it; returns the plan. Raises Refused."""
    plan, posted = locked_pair(guess.plan, guess.posted)
    if version is not None:
        refuse_stale(plan, version)
    if not MatchGuess.objects.filter(pk=guess.pk, state=State.OPEN).exists():
        raise Refused(_("This was decided meanwhile."))
    return join_locked(plan, posted, by, verb="joined")


def confirm_sure(*, brand: Brand, by: User) -> list[Video]:
    """All that are sure, each by itself: one that cannot be joined any more stops no other. Returns the plans."""
    joined = []
    for guess in waiting_guesses(brand).filter(reasons__sure=True):
        try:
            joined.append(confirm_guess(guess=guess, by=by))
        except Refused:
            continue
    return joined


def decline_guess(*, guess: MatchGuess, by: User) -> None:
    """They are two; never asked again. Twice is once."""
    MatchGuess.objects.filter(pk=guess.pk, state=State.OPEN).update(state=State.DECLINED, decided_by=by, decided_at=Now())


@transaction.atomic
def undo_guess(*, guess: MatchGuess, by: User) -> None:
    """Take back what was decided: it waits again, and a joined plan is as it was."""
    [plan] = locked_pair(guess.plan)
    current = MatchGuess.objects.get(pk=guess.pk)
    if current.state == State.JOINED and plan.joined.filter(pk=current.posted_id).exists():
        separate_locked(plan, by)
    elif current.state != State.DECLINED:
        raise Refused(_("There is nothing to undo any more."))
    MatchGuess.objects.filter(pk=guess.pk).update(state=State.OPEN, decided_by=None, decided_at=None)


def _free_posts(brand: Brand) -> QuerySet[Video]:
    """Told by an import, and no plan's yet."""
    posts = brand.videos.visible().filter(state__in=Video.OUT, created_by=None, planned_day=None, joined=None)
    return posts.exclude(external_id="").select_related("account")


def _free_plans(brand: Brand) -> QuerySet[Video]:
    plans = brand.videos.visible().exclude(state__in=Video.OUT)
    return plans.filter(external_id="", planned_day__isnull=False).order_by("-planned_day")


def _post(video: Video) -> Side:
    zone = video.account.time_zone if video.account else video.planned_zone
    return Side(video.pk, video.account_id, video.kind, video.caption, video.posted_day, zone, video.posted_at)


def _plan(video: Video) -> Side:
    told = {"at": video.planned_at, "hook": video.hook}
    return Side(video.pk, video.account_id, video.kind, video.caption, video.planned_day, video.planned_zone, **told)


def _write(brand: Brand, found: Iterable[Guess]) -> None:
    """New ones are open, open ones are brought up to date, what is no longer found is gone."""
    decided = Q(state=State.DECLINED) | Q(state=State.JOINED, posted__joined_into__isnull=False)
    known = {(row.plan_id, row.posted_id): row for row in brand.matchguesss.exclude(decided)}
    closed = set(brand.matchguesss.filter(decided).values_list("plan_id", "posted_id"))
    new, kept = [], []
    for guess in found:
        if (guess.plan, guess.post) in closed:
            continue
        reasons = {"hours": guess.hours, "caption": guess.caption, "sure": guess.sure}
        row = known.pop((guess.plan, guess.post), None)
        if row is None:
            new.append(MatchGuess(brand=brand, plan_id=guess.plan, posted_id=guess.post, score=guess.score, reasons=reasons))
        elif (row.score, row.reasons, row.state) != (guess.score, reasons, State.OPEN):
            row.score, row.reasons, row.state = guess.score, reasons, State.OPEN
            kept.append(row)
    MatchGuess.objects.bulk_create(new, batch_size=500)
    MatchGuess.objects.bulk_update(kept, ["score", "reasons", "state"], batch_size=500)
    lost = [row.pk for row in known.values() if row.state == State.OPEN]
    MatchGuess.objects.filter(pk__in=lost).update(state=State.GONE)
