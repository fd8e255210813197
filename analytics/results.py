"""What a roll-up does for the planner before it is done: LIVEs on the calendar, which posts were plans, which results stand.

Before, so that a worker that is killed on the way does it again.
"""

import logging
from datetime import timedelta

from django.db.models import Exists, OuterRef

from analytics.fans.kept import bases_of
from analytics.lives.on_calendar import settle_sessions
from analytics.models import RollupRun, VideoReading
from analytics.rollups.run import rebuild_stale_days
from planner.models import Video
from planner.posting.match_guesses import make_guesses
from planner.posting.publishing import settle_measured
from tkcommerce.brands.models import Brand

STANDS_AFTER = timedelta(days=7)  # most of what a video will ever bring has come by then
logger = logging.getLogger(__name__)


def bring_up_to_date(run: RollupRun) -> None:
    """`run` is claimed. Whatever goes wrong with the plans, the numbers are rebuilt."""
    try:
        brand = Brand.objects.get(pk=run.brand_id)
        settle_sessions(brand)
        make_guesses(brand)
        settle_measured(brand=brand, standing=standing_videos(brand))
    except Exception:
        logger.exception("The posts of brand %s could not be compared with its plans.", run.brand_id)
    rebuild_stale_days(run)
    _know_fans(run.brand_id)


def _know_fans(brand_id: int) -> None:
    """Looking at every sale takes a second or two: better here than when somebody opens the page."""
    try:
        bases_of(Brand.objects.get(pk=brand_id))
    except Exception:
        logger.exception("The customers of brand %s could not be summed up.", brand_id)


def standing_videos(brand: Brand) -> list[int]:
    """Posted videos that a live table read at least seven days after the post. One query, by the index of readings by video."""
    late = VideoReading.objects.filter(video=OuterRef("pk"), table__live=True, as_of__gte=OuterRef("posted_day") + STANDS_AFTER)
    return list(brand.videos.visible().filter(Exists(late), state__in=Video.OUT).values_list("pk", flat=True))
