"""The approval of a video as its page shows it: the chain with who did what, what changed since, and what this person may do."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import HttpRequest
from django.utils import timezone

from planner.approval.approving import HELD, may_take_back
from planner.approval.content import Changed, changes_between, content_of
from planner.approval.queries import Chain, chain_of
from planner.approval.stopping import stop_over
from planner.checklist.of_video import Line
from planner.models import ApprovalDecision, ApprovalRound, GuestLink, PostingStop, Video
from planner.panels import Panel
from planner.posting.publishing import READY
from planner.video_page.reads import sheet_read
from tkcommerce.brands.models import Brand, Role, User

Verdict = ApprovalDecision.Verdict
LINK_KEY = "guest_link"  # in the session: {round id: address}, shown once


@dataclass(frozen=True)
class Step:
    """One link of the chain on the page: `mark` is "done", "back", "now" or "" for what is still to come."""

    name: str
    mark: str
    who: tuple[str, ...]  # who decided, or who may
    decision: ApprovalDecision | None = None
    outside: bool = False
    late: bool = False


@dataclass(frozen=True)
class Approval:
    video: Video
    round: ApprovalRound | None
    steps: tuple[Step, ...]
    blocking: list[Line]
    opened: list[Line]  # what blocks although its approval stands
    stop: PostingStop | None
    changed: list[Changed]
    changed_since: ApprovalRound | None
    may_ask: bool
    may_decide: bool
    may_withdraw: bool
    in_place_of: User | None
    taken_back: ApprovalDecision | None  # the yes that this person can still take back
    asks_outside: bool
    links: list[GuestLink]
    rounds: list[ApprovalRound]

    @property
    def is_alone(self) -> bool:
        """The brand has no steps: asking is approving."""
        return not self.steps

    @property
    def waits(self) -> bool:
        return self.round is not None and self.round.state == ApprovalRound.State.OPEN

    @property
    def holds(self) -> bool:
        """Nothing may go on: stopped, or the checklist is open."""
        return self.stop is not None or bool(self.blocking)


def approval_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """None for what was never asked and is over."""
    rounds = list(video.rounds.select_related("asked_by"))
    if not rounds and (video.is_out or video.state == Video.State.DROPPED):
        return None
    approval = approval_of(request, brand, video, rounds, now=timezone.now())
    address = request.session.get(LINK_KEY, {}).get(str(approval.round.pk)) if approval.round else None
    if address:
        del request.session[LINK_KEY]
    return Panel("planner/_approval_panel.html", {"approval": approval, "address": address})


def approval_of(request: HttpRequest, brand: Brand, video: Video, rounds: list[ApprovalRound], *, now: datetime) -> Approval:
    """A fixed number of queries."""
    by, edits = request.user, request.role >= Role.EDITOR
    chain = chain_of(brand, now=now)
    newest = rounds[0] if rounds else None
    waits = newest is not None and newest.state == ApprovalRound.State.OPEN
    won = newest is not None and newest.state == ApprovalRound.State.APPROVED
    decisions = _decisions(newest)
    right = chain.right(by, newest) if waits else None
    since, changed = _changed(video, rounds)
    asked_now = chain.step_at(newest) if waits else None
    makes = video.state in Video.MAKING or (video.state == Video.State.REVIEW and not waits)
    mine = [one for one in decisions.values() if one.by_id == by.pk and may_take_back(one, newest, video)]
    return Approval(
        video=video,
        round=newest,
        steps=_steps(chain, newest, decisions, video, now),
        blocking=sheet_read(request, video).blocking if edits and (makes or waits) else [],
        opened=sheet_read(request, video).blocking if won and video.state in READY else [],
        stop=stop_over(video),
        changed=changed,
        changed_since=since,
        may_ask=edits and makes,
        may_decide=right is not None,
        may_withdraw=edits and video.state in HELD,
        in_place_of=chain.people.get(right.in_place_of) if right and right.in_place_of else None,
        taken_back=mine[0] if mine and edits else None,
        asks_outside=edits and asked_now is not None and asked_now.outside,
        links=list(newest.links.all()) if waits and edits else [],
        rounds=rounds,
    )


def _decisions(round_: ApprovalRound | None) -> dict[int, ApprovalDecision]:
    """{step: what stands}; those taken back are left out."""
    if round_ is None:
        return {}
    rows = round_.decisions.filter(taken_back_at=None).select_related("by", "in_place_of")
    return {row.step: row for row in rows}


def _steps(
    chain: Chain, round_: ApprovalRound | None, decisions: dict[int, ApprovalDecision], video: Video, now: datetime
) -> tuple[Step, ...]:
    """Of the round that runs or ended last; of the chain as it is set where nobody asked, or it starts again."""
    if round_ is None or (round_.state in (ApprovalRound.State.RESET, ApprovalRound.State.WITHDRAWN) and not video.is_out):
        return tuple(Step(rule.name, "", _names(chain, rule.id), outside=rule.outside) for rule in chain.current)
    return tuple(_step(chain, round_, at, decisions.get(at), now) for at in range(len(round_.steps)))


def _step(chain: Chain, round_: ApprovalRound, at: int, decision: ApprovalDecision | None, now: datetime) -> Step:
    told = round_.steps[at]
    if decision:
        who = decision.guest or str(decision.by or "—")
        return Step(told["name"], "done" if decision.verdict == Verdict.APPROVED else "back", (who,), decision)
    asked = round_.state == ApprovalRound.State.OPEN and round_.at_step == at
    rule = chain.steps.get(told["id"])
    late = asked and rule is not None and round_.step_since + timedelta(hours=rule.remind_after_hours) <= now
    return Step(told["name"], "now" if asked else "", _names(chain, told["id"]), outside=told.get("outside", False), late=late)


def _names(chain: Chain, step_id: int) -> tuple[str, ...]:
    rule = chain.steps.get(step_id)
    return tuple(str(person) for person in chain.deciders(rule)) if rule else ()


def _changed(video: Video, rounds: list[ApprovalRound]) -> tuple[ApprovalRound | None, list[Changed]]:
    """What differs from the round before, while one waits; else from the one that ended last, once it is edited again."""
    if rounds and rounds[0].state == ApprovalRound.State.OPEN:
        before, after = (rounds[1] if len(rounds) > 1 else None), rounds[0].content
    elif rounds and rounds[0].state != ApprovalRound.State.APPROVED and not video.is_out:
        before, after = rounds[0], content_of(video)
    else:
        return None, []
    return before, changes_between(before.content, after) if before else []
