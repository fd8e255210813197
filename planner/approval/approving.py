"""The writes of approval: ask, decide, take back, withdraw. Every round keeps the content as it was asked for. Raises `Refused`.

A brand without steps has no round to wait for: asking is approving. Emergency stops are in `stopping`, guests in `guest_links`.
"""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.approval.content import content_of
from planner.approval.queries import chain_of
from planner.approval.reset import end_round
from planner.approval.stopping import refuse_stopped
from planner.changes import locked_video, refuse_dropped, write_change
from planner.checklist.of_video import blocking_lines, recorded_checks
from planner.models import ApprovalDecision, ApprovalRound, Comment, GuestLink, Video
from planner.posting.publishing import settle_schedule
from planner.refusals import NotYourStep, PostedVideo, Refused
from tkcommerce.brands.models import User

State, Verdict = Video.State, ApprovalDecision.Verdict
HELD = (State.REVIEW, State.APPROVED, State.SCHEDULED)


@transaction.atomic
def ask_approval(*, video: Video, by: User, version: int) -> Video:
    """The first step is asked; without steps the video is approved at once. Open `block` items of the checklist refuse it."""
    current = locked_video(video, version)
    _refuse_unready(current)
    chain = chain_of(current.brand)
    for step in chain.current:
        if not step.outside and not chain.deciders(step):
            raise Refused(_("Nobody can decide the step “%(step)s”. Name somebody in the settings.") % {"step": step.name})
    now = timezone.now()
    ApprovalRound.objects.create(
        brand=current.brand,
        video=current,
        number=(current.rounds.aggregate(last=Max("number"))["last"] or 0) + 1,
        content=content_of(current) | {"version": current.version, "checked": recorded_checks(current)},
        steps=[{"id": step.id, "name": step.name, "outside": step.outside} for step in chain.current],
        step_since=now,
        asked_by=by,
        state=ApprovalRound.State.OPEN if chain.current else ApprovalRound.State.APPROVED,
        ended_at=None if chain.current else now,
    )
    if chain.current:
        return write_change(current, by, "asked", {"state": State.REVIEW})
    return settle_schedule(write_change(current, by, "approved", {"state": State.APPROVED}), by)


@transaction.atomic
def decide(*, round_: ApprovalRound, step: int, by: User, verdict: str, reason: str = "", comment: str = "") -> ApprovalDecision:
    """Yes or no of a member to the step that she saw, `step` being its place in the round. No needs a reason."""
    current = locked_round(round_, step)
    right = chain_of(current.brand).right(by, current)
    if right is None:
        raise NotYourStep(_("“%(step)s” is not yours to decide.") % {"step": current.steps[step]["name"]})
    told = {"by": by, "in_place_of_id": right.in_place_of}
    return record_decision(current, verdict, reason=reason, comment=comment, told=told)


def locked_round(round_: ApprovalRound, step: int) -> ApprovalRound:
    """The round as it is now, its video's row ours until the transaction ends; refused where it is at another step."""
    video = _locked(round_.video_id)
    current = ApprovalRound.objects.select_for_update(of=("self",)).select_related("brand").get(pk=round_.pk)
    current.video = video
    if current.state != ApprovalRound.State.OPEN or current.at_step != step:
        raise Refused(_("This step was decided meanwhile, or the video was changed. Look at it again."))
    refuse_dropped(video)
    return current


def record_decision(round_: ApprovalRound, verdict: str, *, reason: str, comment: str, told: dict) -> ApprovalDecision:
    """Of a locked round; `told` names who decided: `by` and `in_place_of_id`, or `guest` and `link`."""
    video, by, reason = round_.video, told.get("by"), reason.strip()
    if verdict == Verdict.REJECTED and not reason:
        raise Refused(_("Say why you send it back."))
    if verdict == Verdict.APPROVED:
        refuse_stopped(video)
        _refuse_blocked(video)
    step = round_.steps[round_.at_step]["name"]
    decision = ApprovalDecision.objects.create(
        brand=round_.brand, round=round_, step=round_.at_step, step_name=step, verdict=verdict, reason=reason, **told
    )
    if comment.strip():
        Comment.objects.create(brand=round_.brand, video=video, by=by, guest=told.get("guest", ""), text=comment.strip())
    who = {"step": [None, step]} | ({"guest": [None, told["guest"]]} if "guest" in told else {})
    if verdict == Verdict.REJECTED:
        _save(round_, state=ApprovalRound.State.REJECTED, ended_at=timezone.now())
        write_change(video, by, "sent_back", {"state": State.EDITING}, told=who | {"reason": [None, reason]})
    elif round_.at_step + 1 < len(round_.steps):
        _save(round_, at_step=round_.at_step + 1, step_since=timezone.now())
        write_change(video, by, "step_approved", {}, told=who)
    else:
        _save(round_, state=ApprovalRound.State.APPROVED, ended_at=timezone.now())
        settle_schedule(write_change(video, by, "approved", {"state": State.APPROVED}, told=who), by)
    return decision


@transaction.atomic
def take_back(*, decision: ApprovalDecision, by: User) -> ApprovalDecision:
    """One's own yes, until the next step has acted or the video is out; that step is asked again."""
    video = _locked(decision.round.video_id)
    round_ = ApprovalRound.objects.select_for_update(of=("self",)).get(pk=decision.round_id)
    current = ApprovalDecision.objects.get(pk=decision.pk)
    if current.by_id != by.pk:
        raise NotYourStep(_("Only whoever approved takes it back."))
    if not may_take_back(current, round_, video):
        raise Refused(_("It is too late to take this back: the next step has acted, or the approval has ended."))
    current.taken_back_at = timezone.now()
    current.save(update_fields=["taken_back_at"])
    GuestLink.objects.filter(round=round_, step__gt=current.step, used_at=None, revoked_at=None).update(revoked_at=timezone.now())
    _save(round_, state=ApprovalRound.State.OPEN, ended_at=None, at_step=current.step, step_since=timezone.now())
    write_change(video, by, "took_back", {"state": State.REVIEW}, told={"step": [None, current.step_name]})
    return current


def may_take_back(decision: ApprovalDecision, round_: ApprovalRound, video: Video) -> bool:
    """Whether nobody acted after this yes."""
    if decision.taken_back_at or decision.verdict != Verdict.APPROVED:
        return False
    if round_.state == ApprovalRound.State.OPEN:
        return round_.at_step == decision.step + 1
    won = round_.state == ApprovalRound.State.APPROVED and decision.step == len(round_.steps) - 1
    return won and video.state in (State.APPROVED, State.SCHEDULED)


@transaction.atomic
def withdraw(*, video: Video, by: User, version: int) -> Video:
    """Back to editing, whether approval still waits or was given."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if current.state not in HELD:
        raise Refused(_("This video neither waits for approval nor is approved."))
    end_round(current, ApprovalRound.State.WITHDRAWN)
    return write_change(current, by, "withdrew", {"state": State.EDITING})


def _refuse_unready(video: Video) -> None:
    refuse_dropped(video)
    if video.is_out:
        raise PostedVideo(_("This video is posted: it needs no approval any more."))
    if video.rounds.filter(state=ApprovalRound.State.OPEN).exists():
        raise Refused(_("Approval is asked already."))
    if video.state not in (*Video.MAKING, State.REVIEW):
        raise Refused(_("This video is approved already."))
    refuse_stopped(video)
    _refuse_blocked(video)


def _refuse_blocked(video: Video) -> None:
    blocking = blocking_lines(video)
    if blocking:
        names = _(", ").join(line.item.label for line in blocking[:3])
        raise Refused(_("The checklist is not done: %(items)s.") % {"items": names})


def _locked(video_id: int) -> Video:
    return Video.objects.select_for_update(of=("self",)).select_related("brand", "account", "owner").get(pk=video_id)


def _save(round_: ApprovalRound, **values: object) -> None:
    for name, value in values.items():
        setattr(round_, name, value)
    round_.save(update_fields=list(values))
