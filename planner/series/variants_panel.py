"""On the page of a video: the series it belongs to, its second hook, and the way to make it again."""

from django.http import HttpRequest

from planner.ideas.forms import second_form
from planner.models import Video
from planner.panels import Panel
from planner.series.pairing import partner_of
from planner.video_page.reads import vocabulary_read
from tkcommerce.brands.models import Brand, Role


def variants_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """None where there is nothing to say and nothing that the reader may do."""
    may = request.role >= Role.EDITOR and video.state != Video.State.DROPPED
    partner = partner_of(video)
    if not may and partner is None and video.series_id is None and video.made_from_id is None:
        return None
    form = second_form(video, vocabulary_read(request, brand)) if may and partner is None else None
    return Panel("planner/_variants_panel.html", {"partner": partner, "form": form, "may": may})
