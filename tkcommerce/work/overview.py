"""What the page "Background work" shows of one brand's work, and whether those who do it are alive."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q, QuerySet, Value
from django.db.models.functions import Now

from .models import STUCK, Heartbeat, State, Work
from .sweeping import kinds

SHOWN = 50  # of each kind; the counts are of all
SILENT_AFTER = timedelta(seconds=60)
DONE_WITHIN = timedelta(hours=24)


@dataclass(frozen=True)
class Sign:
    """A sign of life: `age` by the database's clock, None if there never was one."""

    name: Heartbeat.Name
    age: timedelta | None

    @property
    def silent(self) -> bool:
        return self.age is None or self.age > SILENT_AFTER

    @property
    def seconds(self) -> int | None:
        return None if self.age is None else max(int(self.age.total_seconds()), 0)


@dataclass(frozen=True)
class Group:
    """The first `SHOWN` rows of each kind, and how many there are."""

    rows: list[Work]
    count: int


@dataclass(frozen=True)
class Overview:
    """A brand's work by state: what needs a person, runs and waits longest first, what was done newest first."""

    stuck: Group
    running: Group
    waiting: Group
    done: Group
    signs: list[Sign]

    @property
    def oldest_waiting(self) -> datetime | None:
        return min((row.run_after for row in self.waiting.rows), default=None)

    @property
    def missing(self) -> set[str]:
        """Who is not seen. The sweep counts only while worker and beat are seen, because it needs both."""
        gone = {sign.name.value for sign in self.signs if sign.silent}
        return gone if gone == {Heartbeat.Name.SWEEP.value} else gone - {Heartbeat.Name.SWEEP.value}

    @property
    def empty(self) -> bool:
        return not (self.stuck.count or self.running.count or self.waiting.count or self.done.count)


SHELVES = {  # name → (which rows, their order)
    "stuck": (Q(state__in=STUCK), "finished_at"),
    "running": (Q(state=State.RUNNING), "run_after"),
    "waiting": (Q(state=State.QUEUED), "run_after"),
    "done": (Q(state=State.DONE, finished_at__gte=Now() - DONE_WITHIN), "-finished_at"),
}


def overview_of(brand_id: int) -> Overview:
    """Two queries for each kind of work and one for the signs of life, however much work there is."""
    rows: dict[str, list[Work]] = {name: [] for name in SHELVES}
    counts = dict.fromkeys(SHELVES, 0)
    for kind in kinds():
        of_brand = kind._default_manager.filter(brand_id=brand_id)
        found = of_brand.aggregate(**{name: Count("pk", filter=which) for name, (which, _order) in SHELVES.items()})
        counts = {name: counts[name] + found[name] for name in SHELVES}
        for row in _first_of_each_shelf(of_brand.select_related("brand", *kind.SHOWN_WITH)):
            rows[row.shelf].append(row)
    groups = {name: Group(_sorted(rows[name], order), counts[name]) for name, (_which, order) in SHELVES.items()}
    return Overview(**groups, signs=signs_of_life())


def _first_of_each_shelf(found: QuerySet) -> QuerySet:
    """The first `SHOWN` rows of each shelf in one query, each with the name of its `shelf`."""
    first, *others = (
        found.filter(which).annotate(shelf=Value(name)).order_by(order, "pk")[:SHOWN] for name, (which, order) in SHELVES.items()
    )
    return first.union(*others, all=True)


def _sorted(rows: list[Work], order: str) -> list[Work]:
    return sorted(rows, key=lambda row: getattr(row, order.lstrip("-")), reverse=order.startswith("-"))


def signs_of_life() -> list[Sign]:
    age = ExpressionWrapper(Now() - F("seen_at"), output_field=DurationField())
    ages = dict(Heartbeat.objects.annotate(age=age).values_list("name", "age"))
    return [Sign(name, ages.get(name.value)) for name in Heartbeat.Name]
