"""An address that does not take our mail, or whose owner called it spam, gets no more of it: at once, in every brand."""

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from analytics.models import ReportMail, ReportReader


def stop_reader(*, reason: ReportReader.Stop, email: str = "", message_id: str = "") -> int:
    """Stop all readers with the address that the mail with this Message-ID went to, else with `email`; how many were stopped.

    Some providers put a Message-ID of their own in place of ours, so one that nothing went out under leaves the address to count.
    Who stopped before keeps her first reason.
    """
    email = (_address_of(message_id) if message_id else "") or email
    return _readers_at(email).filter(stopped_at=None).update(stopped_at=Now(), stop_reason=reason) if email else 0


def _address_of(message_id: str) -> str:
    bare = message_id.strip().strip("<>")
    return ReportMail.objects.filter(message_id=f"<{bare}>").values_list("to", flat=True).first() or ""


def _readers_at(email: str) -> QuerySet[ReportReader]:
    return ReportReader.objects.filter(Q(email__iexact=email) | Q(user__email__iexact=email))
