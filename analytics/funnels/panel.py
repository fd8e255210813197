"""On the page of a posted video: its own funnel, loaded after the page, and the way to the whole page of it."""

from django.http import HttpRequest

from planner.models import Video
from planner.panels import MAIN, Panel
from tkcommerce.brands.models import Brand


def funnel_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """None for what is not out. No query: the numbers come by a request of their own."""
    return Panel("analytics/_funnel_panel.html", {"video": video}, MAIN) if video.is_out else None
