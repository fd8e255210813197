"""Where the learning of a brand's patterns stands: waiting, at work, failed; and what it has to go on."""

from dataclasses import dataclass

from analytics.models import PatternWork
from planner.models import VideoLevel
from tkcommerce.brands.models import Brand
from tkcommerce.work.models import OPEN, STUCK, State


@dataclass(frozen=True)
class LearningState:
    """`done` of `total` fits of the run under way, None unless one is. `tagged` of `measured` videos say their patterns."""

    waiting: bool
    failed: bool
    done: int | None
    total: int | None
    measured: int
    tagged: int

    @property
    def untagged(self) -> int:
        return self.measured - self.tagged


def state_of(brand: Brand) -> LearningState:
    """Three queries."""
    measured = brand.videototals.values("video")
    tagged = VideoLevel.objects.filter(brand=brand, video__in=measured).values("video").distinct()
    work = PatternWork.objects.filter(brand=brand).first()
    running = work is not None and work.state == State.RUNNING and work.fits_total > 0
    return LearningState(
        waiting=work is not None and work.state in OPEN,
        failed=work is not None and work.state in STUCK,
        done=work.fits_done if running else None,
        total=work.fits_total if running else None,
        measured=measured.count(),
        tagged=tagged.count(),
    )
