"""The made-up brand took advice in the past: suggestions of then, and the posts that followed them."""

from datetime import date, timedelta

from analytics.models import Trial
from planner.models import Video
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import start_of

DECIDED_AFTER = timedelta(days=1)


def accept_past_trials(brand: Brand, *, on: date, by: User) -> None:
    """Each suggestion that waits becomes the first later post of its level, each post once; the next run reads their results."""
    taken: set[int] = set()
    for trial in brand.trials.filter(state=Trial.State.SUGGESTED).order_by("position"):
        later = brand.videos.filter(state__in=Video.OUT, posted_day__gt=on + DECIDED_AFTER).exclude(pk__in=taken)
        video = later.filter(levels__level=trial.level).order_by("posted_day", "pk").first()
        if video:
            taken.add(video.pk)
            trial.state, trial.decided_by, trial.video = Trial.State.ACCEPTED, by, video
            trial.decided_at = start_of(on + DECIDED_AFTER, brand.time_zone)
            trial.save(update_fields=["state", "decided_by", "decided_at", "video"])
