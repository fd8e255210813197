"""How ready a brand is for its markets: score, what comes next, what is late, and what is known of the market."""

from dataclasses import dataclass
from datetime import date

from planner.models import MarketFact, MarketPlan, ReadinessStep, SettingChange
from tkcommerce.brands.models import Brand, Market


@dataclass(frozen=True)
class Phase:
    name: str
    code: str
    steps: tuple[ReadinessStep, ...]

    @property
    def done(self) -> int:
        return sum(step.done_at is not None for step in self.steps)


@dataclass(frozen=True)
class Readiness:
    """Of one market. `steps` are those that apply, in order; `hidden` those that do not."""

    plan: MarketPlan
    steps: tuple[ReadinessStep, ...]
    hidden: tuple[ReadinessStep, ...]
    today: date

    @property
    def done(self) -> int:
        return sum(step.done_at is not None for step in self.steps)

    @property
    def score(self) -> float | None:
        """Share of the steps that are done; None without steps."""
        return self.done / len(self.steps) if self.steps else None

    @property
    def next_step(self) -> ReadinessStep | None:
        """The late one that has been due longest, else the first that is open."""
        todo = [step for step in self.steps if step.done_at is None]
        late = [step for step in todo if self.is_late(step)]
        return min(late, key=lambda step: step.due_day) if late else next(iter(todo), None)

    @property
    def late(self) -> int:
        return sum(self.is_late(step) for step in self.steps)

    @property
    def days_left(self) -> int | None:
        """Until it means to open; None without a day or once it has opened."""
        if self.plan.opens_on is None or self.plan.state in (MarketPlan.State.OPEN, MarketPlan.State.SELLING):
            return None
        return (self.plan.opens_on - self.today).days

    @property
    def phases(self) -> list[Phase]:
        found = ReadinessStep.Phase
        return [Phase(one.label, one.value, tuple(step for step in self.steps if step.phase == one)) for one in found]

    def is_late(self, step: ReadinessStep) -> bool:
        return step.done_at is None and step.due_day is not None and step.due_day < self.today


def readiness_of(brand: Brand, *, today: date, plan_id: int | None = None) -> list[Readiness]:
    """Of each of the brand's markets, the home market first; two queries."""
    plans = brand.marketplans.filter(pk=plan_id) if plan_id else brand.marketplans.all()
    found = {plan: [] for plan in plans}
    order = [phase.value for phase in ReadinessStep.Phase]
    steps = brand.readinesssteps.filter(plan__in=found).select_related("owner", "done_by")
    by_id = {plan.pk: rows for plan, rows in found.items()}
    for step in sorted(steps, key=lambda step: (order.index(step.phase), step.position, step.pk)):
        step.late = step.done_at is None and step.due_day is not None and step.due_day < today
        by_id[step.plan_id].append(step)
    made = [
        Readiness(
            plan,
            tuple(step for step in rows if step.hidden_at is None),
            tuple(step for step in rows if step.hidden_at is not None),
            today,
        )
        for plan, rows in found.items()
    ]
    return sorted(made, key=lambda one: (one.plan.market != brand.home_market, one.plan.market))


def facts_of(market: str, *, today: date) -> list[MarketFact]:
    """In the order of their topics; of fees the one that is valid now and those to come, not those that are over."""
    topics = [topic.value for topic in MarketFact.Topic]
    facts = list(MarketFact.objects.filter(market=market))
    begun = [
        fact for fact in facts if fact.topic == MarketFact.Topic.SELLER_FEE and not (fact.valid_from and fact.valid_from > today)
    ]
    newest = max(begun, key=lambda fact: fact.valid_from or date.min, default=None)
    kept = [fact for fact in facts if fact not in begun or fact is newest]
    return sorted(kept, key=lambda fact: (topics.index(fact.topic), fact.valid_from or date.min, fact.pk))


def open_markets(brand: Brand) -> list[tuple[str, str]]:
    """Choices: the markets that the brand has no checklist for; one query."""
    taken = set(brand.marketplans.values_list("market", flat=True))
    return [(value, label) for value, label in Market.choices if value not in taken]


def states_before(state: str) -> list[str]:
    """The states a market has gone through before this one."""
    states = MarketPlan.State.values
    return states[: states.index(state)]


def plan_told_of(brand: Brand, change: SettingChange) -> MarketPlan | None:
    """The market that a change of it, or of one of its steps, is about; None once it is gone."""
    told = {"pk": change.row} if change.kind == SettingChange.Kind.MARKET else {"steps": change.row}
    return brand.marketplans.filter(**told).first()
