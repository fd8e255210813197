"""What the pages and verbs of approval ask. Each takes the brand first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from planner.approval.chain import Deputy, Right, StepRule, deciders_of, right_of
from planner.models import ApprovalRound, Video
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import day_of


@dataclass(frozen=True)
class Chain:
    """The brand's steps as they are set today, and who is there to decide them."""

    steps: dict[int, StepRule]  # hidden ones too: a round that runs may still name them
    current: tuple[StepRule, ...]  # what a new round asks, in order
    people: dict[int, User]
    roles: dict[int, int]
    deputies: tuple[Deputy, ...]
    today: date

    def right(self, user: User, round_: ApprovalRound) -> Right | None:
        """What lets `user` decide the step that this round is at."""
        step = self.step_at(round_)
        return step and right_of(user.pk, step, roles=self.roles, deputies=self.deputies, today=self.today)

    def step_at(self, round_: ApprovalRound) -> StepRule | None:
        """The rule of the step that is asked now; None where the round has ended or the step is gone."""
        if round_.state != ApprovalRound.State.OPEN or round_.at_step >= len(round_.steps):
            return None
        return self.steps.get(round_.steps[round_.at_step]["id"])

    def deciders(self, step: StepRule) -> list[User]:
        return [self.people[user] for user in deciders_of(step, roles=self.roles, deputies=self.deputies, today=self.today)]


def chain_of(brand: Brand, *, now: datetime | None = None) -> Chain:
    """Four queries."""
    named = defaultdict(set)
    for step_id, user_id in brand.approvalsteppersons.values_list("step_id", "user_id"):
        named[step_id].add(user_id)
    rows = list(brand.approvalsteps.all())
    rules = {
        row.pk: StepRule(row.pk, row.name, frozenset(named[row.pk]), row.role, row.outside, row.remind_after_hours)
        for row in rows
    }
    members = list(brand.memberships.select_related("user").order_by("user__name", "user__email"))
    today = day_of(now or timezone.now(), brand.time_zone)
    deputies = brand.delegations.filter(ended_at=None, last_day__gte=today).values_list(
        "person_id", "stand_in_id", "first_day", "last_day"
    )
    return Chain(
        steps=rules,
        current=tuple(rules[row.pk] for row in rows if row.hidden_at is None),
        people={member.user_id: member.user for member in members},
        roles={member.user_id: member.role for member in members},
        deputies=tuple(Deputy(*row) for row in deputies),
        today=today,
    )


def open_rounds(brand: Brand) -> QuerySet[ApprovalRound]:
    """What waits for a yes, the longest first; videos that were dropped since are left out."""
    gone = Q(video__state=Video.State.DROPPED) | ~Q(video__retracted_at=None)
    rounds = brand.approvalrounds.filter(state=ApprovalRound.State.OPEN).exclude(gone)
    return rounds.select_related("video__account", "video__owner", "asked_by").order_by("step_since", "pk")
