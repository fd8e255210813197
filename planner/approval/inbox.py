"""What waits for one person's yes, and what she said yes to lately. Each takes the brand first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from planner.approval.approving import may_take_back
from planner.approval.chain import Right
from planner.approval.content import Changed, changes_between, texts_of
from planner.approval.queries import chain_of, open_rounds
from planner.approval.stopping import standing_stops
from planner.models import ApprovalDecision, ApprovalRound
from tkcommerce.brands.models import Brand, User

LATELY = timedelta(days=7)
READ = ("hook", "caption", "script", "sound", "sound_licence", "relation", "account", "products")


@dataclass(frozen=True)
class Asked:
    """A round that this person may decide now, with what she needs to know for it."""

    round: ApprovalRound
    step: str
    place: int  # of how many: `of`
    of: int
    in_place_of: User | None
    texts: list[tuple[str, str]]
    changed: list[Changed]  # since the round before
    late: bool


@dataclass(frozen=True)
class Inbox:
    asked: list[Asked]
    others: list[ApprovalRound]  # wait for somebody else
    given: list[ApprovalDecision]  # hers, which she may still take back
    stops: list


def inbox_of(brand: Brand, user: User, *, now: datetime) -> Inbox:
    """Nine queries, however much waits."""
    chain = chain_of(brand, now=now)
    rounds = list(open_rounds(brand))
    rights = {round_.pk: right for round_ in rounds if (right := chain.right(user, round_))}
    before = _rounds_before([round_ for round_ in rounds if round_.pk in rights])
    asked = []
    for round_ in rounds:
        if round_.pk in rights:
            rule = chain.step_at(round_)
            late = round_.step_since + timedelta(hours=rule.remind_after_hours) <= now
            asked.append(_asked(round_, rights[round_.pk], chain.people, before.get(round_.video_id), late=late))
    decisions = brand.approvaldecisions.filter(by=user, taken_back_at=None, at__gte=now - LATELY)
    given = [one for one in decisions.select_related("round__video") if may_take_back(one, one.round, one.round.video)]
    others = [round_ for round_ in rounds if round_.pk not in rights]
    return Inbox(asked, others, given, list(standing_stops(brand)))


def count_waiting(brand: Brand, user: User, *, now: datetime) -> int:
    """How many videos wait for this person."""
    chain = chain_of(brand, now=now)
    return sum(chain.right(user, round_) is not None for round_ in open_rounds(brand))


def _rounds_before(rounds: Iterable[ApprovalRound]) -> dict[int, ApprovalRound]:
    """{video id: its newest round that has ended}"""
    ended = ApprovalRound.objects.filter(video__in=[round_.video_id for round_ in rounds]).exclude(state="open")
    return {round_.video_id: round_ for round_ in ended.order_by("number")}


def _asked(round_: ApprovalRound, right: Right, people: dict[int, User], before: ApprovalRound | None, *, late: bool) -> Asked:
    return Asked(
        round=round_,
        step=round_.steps[round_.at_step]["name"],
        place=round_.at_step + 1,
        of=len(round_.steps),
        in_place_of=people.get(right.in_place_of) if right.in_place_of else None,
        texts=texts_of(round_.content, READ),
        changed=changes_between(before.content, round_.content) if before else [],
        late=late,
    )
