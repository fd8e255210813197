"""On the page of a video that was planned as a trial: what it was to find out, and what came of it."""

from django.http import HttpRequest

from analytics.next_page import shown_trials
from analytics.queries.patterns import words_of
from planner.models import Video
from planner.panels import Panel
from tkcommerce.brands.models import Brand


def trial_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """None for other videos, at the cost of one query."""
    trials = list(brand.trials.filter(video=video, decided_at__isnull=False).order_by("-decided_at")[:1])
    return Panel("analytics/_trial_panel.html", {"one": shown_trials(trials, words_of(brand))[0]}) if trials else None
