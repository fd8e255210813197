"""Whom to invite again: one plain rule, the same for every creator, printed on the page. Pure but for the words.

Over the last 180 days, each with the range in which it lies with 90 per cent: the share of orders given back (Wilson) may not
lie wholly above the brand's own share plus ten points, and the return on commission not wholly a tenth below the brand's own.
With fewer than three orders kept, or as long as the range of what is given back reaches over that limit, it is too early to say.
Who fulfils all of it and sold nothing for fourteen days is to be invited again; who still sells is left in peace.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

from django.utils.translation import gettext_lazy as _

from analytics.fans.bases import Z, likely_range

WINDOW = 180  # days
KEPT_ORDERS = 3
POINTS = 0.10
MARGIN = 0.10  # below the brand's own return on commission
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
    Invitation.LITTLE: _("wait: too little to say"),
}


@dataclass(frozen=True)
class Range:
    """Of 0–1 for a share, of times for a return; it holds with 90 per cent."""

    low: float
    high: float


@dataclass(frozen=True)
class Basis:
    """What a creator's word rests on: `orders`, how many of them were kept, and both ranges; None: no line tells a commission."""

    orders: int
    kept_orders: int
    given_back: Range
    returned: Range | None
    last_sale: date


@dataclass(frozen=True)
class Usual:
    """The brand's own, over all creators in the currency: the share of orders given back, the return on commission."""

    given_back: float
    returned: float | None


def share_range(part: int, whole: int) -> Range:
    """Of a share of counts; without any, it may be everything."""
    return Range(*likely_range(part, whole)) if whole else Range(0.0, 1.0)


def ratio_range(top: float, bottom: float, *, lines: int, top2: float, cross: float, bottom2: float) -> Range | None:
    """Of Σtop ÷ Σbottom out of the sums of squares and products over the lines (the ratio estimator). None without a bottom."""
    if not bottom:
        return None
    ratio = top / bottom
    spread = max(top2 - 2 * ratio * cross + ratio * ratio * bottom2, 0.0)
    half = Z * sqrt(spread * lines / max(lines - 1, 1)) / bottom
    return Range(ratio - half, ratio + half)


def invitation(basis: Basis, usual: Usual, *, today: date) -> Invitation:
    """What is not known is not held against a creator."""
    limit = usual.given_back + POINTS
    if basis.kept_orders < KEPT_ORDERS and basis.given_back.low <= limit:
        return Invitation.LITTLE
    if basis.given_back.low > limit:
        return Invitation.REFUNDS
    if basis.given_back.high > limit:
        return Invitation.LITTLE
    known = basis.returned is not None and usual.returned is not None
    if known and basis.returned.high < usual.returned * (1 - MARGIN):
        return Invitation.COSTLY
    return Invitation.INVITE if (today - basis.last_sale).days >= QUIET else Invitation.RUNNING
