"""The panel of a video's page: its links with clicks, its coupon codes, and how to make one."""

from django.http import HttpRequest

from planner.models import Video
from planner.panels import Panel
from planner.scheduling import today_of
from tkcommerce.brands.models import Brand

from .page import link_rows


def links_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """Two queries. Nothing where the brand has no host to lead to."""
    links, coupons = link_rows(brand, today=today_of(brand), video=video), list(video.coupons.all())
    if not links and not coupons and not brand.allowedhosts.exists():
        return None
    return Panel("planner/_links_panel.html", {"links": links, "coupons": coupons})
