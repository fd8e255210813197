"""What people said about a video, on its page. A comment that its writer removed stays for her, to be brought back."""

from django.db.models import Q
from django.http import HttpRequest

from planner.models import Video
from planner.panels import MAIN, Panel
from tkcommerce.brands.models import Brand, Role


def comments_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    comments = list(video.comments.filter(Q(removed_at=None) | Q(by=request.user)).select_related("by"))
    may_write = request.role >= Role.EDITOR and video.state != Video.State.DROPPED
    if not comments and not may_write:
        return None
    context = {"comments": comments, "said": sum(one.removed_at is None for one in comments), "may_write": may_write}
    return Panel("planner/_comments_panel.html", context | {"video": video}, place=MAIN)
