"""The writes to a brand's market readiness. Raises `Refused`."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import refuse_foreign
from planner.markets.steps_seed import seeded_steps
from planner.models import MarketPlan, ReadinessStep
from planner.refusals import Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User


@transaction.atomic
def seed_readiness(brand: Brand, market: str = "") -> MarketPlan:
    """The checklist of a market, of the home market unless told; two statements."""
    plan = MarketPlan.objects.create(brand=brand, market=market or brand.home_market)
    ReadinessStep.objects.bulk_create(seeded_steps(ReadinessStep, plan))
    return plan


@transaction.atomic
def add_market(*, brand: Brand, market: str, by: User) -> MarketPlan:
    Brand.objects.select_for_update(of=("self",)).get(pk=brand.pk)
    if brand.marketplans.filter(market=market).exists():
        raise Refused(_("This market is there already."))
    plan = seed_readiness(brand, market)
    record_setting(plan, by, "added", {})
    return plan


@transaction.atomic
def remove_market(*, plan: MarketPlan, by: User) -> None:
    """Take an addition back: only while nothing was done there."""
    plan = _locked(plan)
    if plan.state != MarketPlan.State.PREPARING or plan.steps.filter(done_at__isnull=False).exists():
        raise Refused(_("%(market)s has steps that are done: it stays.") % {"market": plan.get_market_display()})
    record_setting(plan, by, "removed", told_of(plan), gone=True)
    plan.delete()


@transaction.atomic
def set_market(*, plan: MarketPlan, state: str, opens_on: date | None, today: date, by: User) -> MarketPlan:
    """How far the brand is there; a new state counts from `today`."""
    plan = _locked(plan)
    if state not in MarketPlan.State.values:
        raise Refused(_("This is not a state."))
    since = today if state != plan.state else plan.state_since
    return _written(plan, by, CHANGED, state=state, state_since=since, opens_on=opens_on)


@transaction.atomic
def tick(*, step: ReadinessStep, by: User) -> ReadinessStep:
    """Done now, by this person; who ticked first stays."""
    step = _locked(step)
    return step if step.done_at else _written(step, by, "ticked", done_at=timezone.now(), done_by=by)


@transaction.atomic
def untick(*, step: ReadinessStep, by: User) -> ReadinessStep:
    return _written(_locked(step), by, "unticked", done_at=None, done_by=None)


@transaction.atomic
def change_step(*, step: ReadinessStep, owner: User | None, due_day: date | None, evidence: str, by: User) -> ReadinessStep:
    """Who does it, by when, and where the proof is."""
    refuse_foreign(step.brand, owner=owner)
    return _written(_locked(step), by, CHANGED, owner=owner, due_day=due_day, evidence=evidence)


@transaction.atomic
def add_step(*, plan: MarketPlan, phase: str, label_ja: str, label_en: str, by: User) -> ReadinessStep:
    """At the end of its phase. One name is enough: it then stands for both languages."""
    plan = _locked(plan)
    ja, en = label_ja.strip() or label_en.strip(), label_en.strip() or label_ja.strip()
    if not ja or phase not in ReadinessStep.Phase.values:
        raise Refused(_("Give it a name."))
    codes = set(plan.steps.values_list("code", flat=True))
    code = next(code for number in range(1, len(codes) + 2) if (code := f"own-{number}") not in codes)
    place = (plan.steps.aggregate(last=Max("position"))["last"] or 0) + 1
    step = ReadinessStep.objects.create(
        brand_id=plan.brand_id, plan=plan, code=code, phase=phase, label_ja=ja, label_en=en, position=place
    )
    record_setting(step, by, "added", {})
    return step


@transaction.atomic
def hide_step(*, step: ReadinessStep, by: User) -> ReadinessStep:
    """Does not apply here: it neither counts nor comes next."""
    step = _locked(step)
    return _written(step, by, "hidden", hidden_at=step.hidden_at or timezone.now())


@transaction.atomic
def show_step(*, step: ReadinessStep, by: User) -> ReadinessStep:
    return _written(_locked(step), by, "shown", hidden_at=None)


def _locked(row: MarketPlan | ReadinessStep) -> MarketPlan | ReadinessStep:
    return type(row).objects.select_for_update(of=("self",)).get(pk=row.pk)


def _written(row: MarketPlan | ReadinessStep, by: User, verb: str, **values: object) -> MarketPlan | ReadinessStep:
    """Write a locked row and record it."""
    before = told_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=list(values))
    record_setting(row, by, verb, before)
    return row
