"""Which approvals have waited longer than their step allows, and whom to remind. For the sweep that makes the reminders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from planner.approval.chain import StepRule
from planner.approval.queries import Chain, chain_of
from planner.models import ApprovalRound, Video
from tkcommerce.brands.models import User


@dataclass(frozen=True)
class Waiting:
    """An open round at the step it is at. `key` tells this occasion from every other: the step may be asked again."""

    round: ApprovalRound
    people: tuple[User, ...]  # who may decide it; of a step outside, whoever asked
    key: str


def asked_rounds(now: datetime) -> list[Waiting]:
    """Every open round of all brands, late or not: the step that is asked now, and who is asked."""
    return [told for told, _step in _told(now)]


def waiting_rounds(now: datetime) -> list[Waiting]:
    """Those that waited longer than their step allows. One query, and four more for each brand that has an open round."""
    late = timedelta(hours=1)
    return [told for told, step in _told(now) if step and told.round.step_since + late * step.remind_after_hours <= now]


def _told(now: datetime) -> Iterator[tuple[Waiting, StepRule | None]]:
    chains: dict[int, Chain] = {}
    for round_ in _open():
        if round_.brand_id not in chains:
            chains[round_.brand_id] = chain_of(round_.brand, now=now)
        chain = chains[round_.brand_id]
        step = chain.step_at(round_)
        key = f"{round_.pk}:{round_.at_step}:{int(round_.step_since.timestamp())}"
        yield Waiting(round_, _asked(round_, step, chain), key), step


def _asked(round_: ApprovalRound, step: StepRule | None, chain: Chain) -> tuple[User, ...]:
    if step is None:
        return ()
    if step.outside:
        return (chain.people[round_.asked_by_id],) if round_.asked_by_id in chain.people else ()
    return tuple(chain.deciders(step))


def _open() -> QuerySet[ApprovalRound]:
    gone = Q(video__state=Video.State.DROPPED) | ~Q(video__retracted_at=None)
    rounds = ApprovalRound.objects.filter(state=ApprovalRound.State.OPEN).exclude(gone)
    return rounds.select_related("brand", "video", "asked_by").order_by("brand_id", "step_since")
