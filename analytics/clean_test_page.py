"""The page of a clean test: its plan and progress, and its answer in words once it is over."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from analytics.models import CleanTest, CleanTestVideo
from tkcommerce.words import ratio


@dataclass(frozen=True)
class CleanTestPage:
    test: CleanTest
    places: tuple[CleanTestVideo, ...]

    @property
    def out(self) -> int:
        return sum(bool(place.video and place.video.is_out) for place in self.places)

    @property
    def answer(self) -> str:
        test = self.test
        params = {"a": test.level_a.label, "b": test.level_b.label, "outcome": test.get_outcome_display()}
        if test.state == CleanTest.State.CANCELLED:
            return _("It was called off.")
        if test.state != CleanTest.State.DONE:
            return _("%(n)s of %(all)s are out. Look only at the end: a lead on the way means nothing.") % {
                "n": self.out, "all": len(self.places),
            }  # fmt: skip
        if test.factor is None:
            return _("Too few of its videos could be read to say anything.")
        params |= {"lo": f"{test.lo90:.2f}", "hi": ratio(test.hi90, 2), "factor": ratio(test.factor, 2)}
        if test.lo90 <= 1 <= test.hi90:
            return _("%(outcome)s: no difference is proven. “%(b)s” brings %(lo)s–%(hi)s of “%(a)s”.") % params
        return (
            _(
                "%(outcome)s: “%(b)s” brings %(factor)s of “%(a)s” (90 %% range %(lo)s–%(hi)s). "
                "Chance drew the order: this is a cause."
            )
            % params
        )


def clean_test_page(test: CleanTest) -> CleanTestPage:
    """One query."""
    return CleanTestPage(test, tuple(test.places.select_related("video")))
