"""What the page "Background work" shows of one brand's work, and whether those who do it are alive."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import DurationField, ExpressionWrapper, F, Q
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


def overview_of(brand_id: int) -> Overview:
    """Eight queries for each kind of work and one for the signs of life, however much work there is."""
    return Overview(
        stuck=_group(brand_id, Q(state__in=STUCK), "finished_at"),
        running=_group(brand_id, Q(state=State.RUNNING), "run_after"),
        waiting=_group(brand_id, Q(state=State.QUEUED), "run_after"),
        done=_group(brand_id, Q(state=State.DONE, finished_at__gte=Now() - DONE_WITHIN), "finished_at", newest_first=True),
        signs=signs_of_life(),
    )


def _group(brand_id: int, which: Q, order: str, *, newest_first: bool = False) -> Group:
    rows, count = [], 0
    for kind in kinds():
        found = kind._default_manager.filter(which, brand_id=brand_id)
        rows += found.select_related("brand").order_by(f"-{order}" if newest_first else order, "pk")[:SHOWN]
        count += found.count()
    return Group(sorted(rows, key=lambda row: getattr(row, order), reverse=newest_first), count)


def signs_of_life() -> list[Sign]:
    age = ExpressionWrapper(Now() - F("seen_at"), output_field=DurationField())
    ages = dict(Heartbeat.objects.annotate(age=age).values_list("name", "age"))
    return [Sign(name, ages.get(name.value)) for name in Heartbeat.Name]
