"""The writes of clean tests: plan two levels in an order drawn at random, or call one off. Raises `Refused`."""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analytics.learning.trials import days_to_result
from analytics.models import CleanTest, CleanTestVideo, Outcome, Trial
from analytics.patterns.randomised import draw_order
from analytics.queries.patterns import current_run, outcomes_with_data
from analytics.trying import account_for
from planner.cadence.free_day import next_free_day
from planner.ideas.briefs import Brief, make_video
from planner.models import Level, Video
from planner.refusals import Refused
from planner.scheduling import drop_video
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Brand, User

State = CleanTest.State
OPEN = (State.PLANNED, State.RUNNING)
MOST_SEED = 2**31
DAYS_WITHOUT_RUN = 28  # until a result can be read, before the brand's own curve is known


@transaction.atomic
def plan_clean_test(
    *, brand: Brand, by: User, level_a: Level, level_b: Level, each: int, outcome: str = Outcome.VIEWS, hypothesis: str = "",
    seed: int | None = None,
) -> CleanTest:  # fmt: skip
    """2·`each` briefs on the coming free slots of one account, alike but for the level; chance decides the order in each pair.

    `outcome`: what decides at the end, fixed now: picked afterwards, one of nine would differ by chance.
    """
    if level_a.brand_id != brand.pk or level_b.brand_id != brand.pk or level_a.facet_id != level_b.facet_id:
        raise Refused(_("Choose two patterns of the same kind."))
    if level_a == level_b:
        raise Refused(_("Choose two different patterns."))
    facet = level_a.facet
    if brand.cleantests.select_for_update().filter(facet=facet, state__in=OPEN).exists():
        raise Refused(_("A clean test of %(facet)s is under way: wait for its end.") % {"facet": facet})
    seed = secrets.randbelow(MOST_SEED) if seed is None else seed
    test = CleanTest.objects.create(
        brand=brand, facet=facet, level_a=level_a, level_b=level_b, each=each, seed=seed, hypothesis=hypothesis,
        outcome=outcome, base=_base(brand, facet.code), made_by=by,
    )  # fmt: skip
    arms = draw_order("a", "b", each=each, seed=seed)
    last = [_place(test, position, arm, by) for position, arm in enumerate(arms)][-1]
    run = current_run(brand)
    test.due_day = last.planned_day + timedelta(days=days_to_result(run) if run else DAYS_WITHOUT_RUN)
    test.save(update_fields=["due_day"])
    return test


def outcomes_to_test(brand: Brand) -> list[str]:
    """Outcomes that the brand has numbers of; views before anything was learned. Two queries."""
    run = current_run(brand)
    known = [outcome for outcome, has_data in outcomes_with_data(run).items() if has_data] if run else []
    return known or [Outcome.VIEWS]


@transaction.atomic
def cancel_clean_test(*, test: CleanTest, by: User) -> CleanTest:
    """Videos that nobody has worked on are dropped; the others stay in the plan."""
    current = CleanTest.objects.select_for_update(of=("self",)).select_related("brand").get(pk=test.pk)
    if current.state not in OPEN:
        raise Refused(_("This test is over."))
    untouched = Video.objects.filter(brand=current.brand, pk__in=current.places.values("video"), version=1)
    for video in untouched.filter(state=Video.State.PLANNED).order_by("pk"):
        drop_video(video=video, by=by, version=video.version)
    current.state, current.ended_by, current.ended_at = State.CANCELLED, by, timezone.now()
    current.save(update_fields=["state", "ended_by", "ended_at"])
    return current


def _base(brand: Brand, facet: str) -> dict[str, str]:
    """What all its videos share: the best known of the other facets, where suggestions know it."""
    best = brand.trials.filter(state=Trial.State.SUGGESTED).order_by("position").first()
    made = {best.facet_code: best.level_code} | best.base if best else {}
    return {name: code for name, code in made.items() if name != facet}


def _place(test: CleanTest, position: int, arm: str, by: User) -> Video:
    level = test.level_a if arm == CleanTestVideo.Arm.A else test.level_b
    vocabulary, account = vocabulary_of(test.brand), account_for(test.brand)
    shared = [one for facet, code in test.base.items() if (one := vocabulary.find(f"{facet}.{code}")) and one.is_open]
    day, at = next_free_day(test.brand, account)
    title = _("%(level)s (test %(n)s of %(all)s)") % {"level": level.label, "n": position + 1, "all": 2 * test.each}
    brief = Brief({"hook": title, "hypothesis": test.hypothesis}, (level, *shared))
    slot = {"planned_day": day, "planned_time": at}
    video = make_video(brand=test.brand, by=by, brief=brief, account=account, owner=by, **slot)
    CleanTestVideo.objects.create(brand=test.brand, test=test, position=position, arm=arm, video=video)
    return video
