"""On the page of a video of an A/B pair: both at equal age, in honest words. One pair proves little."""

from django.http import HttpRequest

from analytics.queries.pairs import compare_pair
from planner.models import Video
from planner.panels import Panel
from planner.series.pairing import A, partner_of
from tkcommerce.brands.models import Brand


def pair_comparison_panel(request: HttpRequest, brand: Brand, video: Video) -> Panel | None:
    """None where there is no pair, or one of it is not out yet."""
    partner = partner_of(video)
    if partner is None or not video.is_out or not partner.is_out:
        return None
    a, b = (video, partner) if video.pair_variant == A else (partner, video)
    return Panel("analytics/_pair_panel.html", {"numbers": compare_pair(brand, a, b)})
