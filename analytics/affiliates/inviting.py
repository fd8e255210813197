"""Whom to invite again: one plain rule, the same for every creator, printed on the page. Pure but for the words.

Over the last 180 days: at least three orders that were kept, no more given back than the brand's own share plus ten points,
and at least the brand's own return on commission. Who fulfils that and sold nothing for fourteen days is to be invited again.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from analytics.metrics import Number

WINDOW = 180  # days
KEPT_ORDERS = 3
POINTS = 0.10
QUIET = 14  # days


class Invitation(StrEnum):
    INVITE = "invite"
    RUNNING = "running"
    REFUNDS = "refunds"
    COSTLY = "costly"
    LITTLE = "little"


WORDS = {
    Invitation.INVITE: _("invite again"),
    Invitation.RUNNING: _("is selling"),
    Invitation.REFUNDS: _("much given back"),
    Invitation.COSTLY: _("costly"),
    Invitation.LITTLE: _("too little to say"),
}


@dataclass(frozen=True)
class Usual:
    """The brand's own, over all creators in the currency."""

    refund_share: Number | None
    return_on_commission: Number | None


def invitation(
    *,
    kept_orders: int,
    refund_share: Number | None,
    return_on_commission: Number | None,
    last_sale: date,
    usual: Usual,
    today: date,
) -> Invitation:
    """What is not known is not held against a creator."""
    if kept_orders < KEPT_ORDERS:
        return Invitation.LITTLE
    if refund_share is not None and float(refund_share) > float(usual.refund_share or 0) + POINTS:
        return Invitation.REFUNDS
    known = return_on_commission is not None and usual.return_on_commission is not None
    if known and round(float(return_on_commission), 6) < round(float(usual.return_on_commission), 6):
        return Invitation.COSTLY
    return Invitation.INVITE if (today - last_sale).days >= QUIET else Invitation.RUNNING
