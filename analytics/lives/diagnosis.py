"""Where to look first, in the order TikTok itself diagnoses a LIVE: tap-through → stay → CTR → CTOR. Pure but for the words.

Each step is judged against the account's own last fourteen days (sums, not means of rates). The first step that lies more
than a tenth below is named: what comes after it cannot make up for it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from analytics.made import Ratio
from analytics.metrics import CLICK_TO_ORDER, LIVE_CTR, TAP_THROUGH, Metric, Number

from .metrics import STAY, relative, said

BELOW = 0.9
ENOUGH = 2  # sessions before
HINTS = {
    "tap_through": _("People saw the LIVE and did not come in: look at the first picture, the title and the hour."),
    "stay": _("People came in and left: look at the first minute after somebody enters, the pace and the sound."),
    "live_ctr": _("People stayed and did not tap: pin the product while it is shown, and say where to tap."),
    "click_to_order": _("People tapped and did not order: look at price, coupon, stock and the product page."),
}


@dataclass(frozen=True)
class Step:
    """`low`: more than a tenth below the account's own; None where one of the two is not known."""

    metric: Metric
    now: Number | None
    usual: Number | None
    low: bool | None
    sums: str  # what `now` was made of, 1,234 ÷ 45,678; `usual_sums` the same of the sessions before, all together
    usual_sums: str

    @property
    def hint(self) -> str:
        return str(HINTS[self.metric.key])

    @property
    def figure(self) -> str:
        return said(self.metric, self.now)

    @property
    def usual_figure(self) -> str:
        return said(self.metric, self.usual)

    @property
    def change(self) -> str:
        return relative(self.now, self.usual)


def diagnose(cell: Mapping[str, Number | None], before: Iterable[Mapping[str, Number | None]]) -> list[Step]:
    """In TikTok's order. With fewer than two sessions before, nothing is called low."""
    before = list(before)
    steps = []
    for metric in (TAP_THROUGH, STAY, LIVE_CTR, CLICK_TO_ORDER):
        here, earlier = Ratio.of(metric, cell), Ratio.of(metric, *before)
        now, usual = here.value, earlier.value
        known = now is not None and usual is not None and len(before) >= ENOUGH
        is_low = float(now) < BELOW * float(usual) if known else None
        steps.append(Step(metric, now, usual, is_low, here.sums, earlier.sums))
    return steps


def first_low(steps: Iterable[Step]) -> Step | None:
    return next((step for step in steps if step.low), None)
