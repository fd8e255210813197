"""Links for approvers outside: one video, one decision, until it expires or is revoked. The token is told once, kept as SHA-256.

Looking at the page uses nothing up; a decision does. Raises `Refused`.
"""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.approval.approving import locked_round, record_decision
from planner.models import ApprovalDecision, ApprovalRound, GuestLink
from planner.refusals import Refused
from tkcommerce.brands.models import User

DAYS = 7


@transaction.atomic
def make_link(*, round_: ApprovalRound, name: str, by: User, email: str = "", days: int = DAYS) -> tuple[GuestLink, str]:
    """For the step that is asked now, if it is decided outside. Returns the link and its token, which nobody can read again."""
    if not name.strip():
        raise Refused(_("Say who gets the link."))
    current = locked_round(round_, round_.at_step)
    if not current.steps[current.at_step].get("outside"):
        raise Refused(_("“%(step)s” is decided by members, not by link.") % {"step": current.steps[current.at_step]["name"]})
    token = secrets.token_urlsafe(32)
    link = GuestLink.objects.create(
        brand=current.brand,
        round=current,
        step=current.at_step,
        name=name.strip(),
        email=email,
        token_hash=hash_of(token),
        expires_at=timezone.now() + timedelta(days=days),
        made_by=by,
    )
    return link, token


@transaction.atomic
def revoke_link(*, link: GuestLink, by: User) -> GuestLink:
    current = GuestLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if current.used_at is not None:
        raise Refused(_("This link was used already."))
    if current.revoked_at is None:
        current.revoked_at = timezone.now()
        current.save(update_fields=["revoked_at"])
    return current


def find_link(token: str) -> GuestLink | None:
    """Whatever became of it: the page says so."""
    links = GuestLink.objects.select_related("brand", "round__video__account", "round__video__brand")
    return links.filter(token_hash=hash_of(token)).first()


def situation_of(link: GuestLink, *, now: datetime) -> str:
    """What it still opens: "used", "revoked", "expired", "over" (the round went on without it) or "open"."""
    if link.used_at:
        return "used"
    if link.revoked_at:
        return "revoked"
    if link.expires_at <= now:
        return "expired"
    waits = link.round.state == ApprovalRound.State.OPEN and link.round.at_step == link.step
    return "open" if waits else "over"


@transaction.atomic
def decide_as_guest(*, link: GuestLink, verdict: str, reason: str = "", comment: str = "") -> ApprovalDecision:
    """Uses the link up. Of two clicks at once the second is refused."""
    round_ = locked_round(link.round, link.step)
    current = GuestLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    current.round = round_
    if situation_of(current, now=timezone.now()) != "open":
        raise Refused(_("This link opens nothing any more."))
    current.used_at = timezone.now()
    current.save(update_fields=["used_at"])
    told = {"guest": current.name, "link": current}
    return record_decision(round_, verdict, reason=reason, comment=comment, told=told)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
