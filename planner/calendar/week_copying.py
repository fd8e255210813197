"""A week's plan once more in another week: the same weekdays and times, as new plans without any result. Raises `Refused`."""

import uuid
from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from planner.calendar.cards import card_of
from planner.models import Level, Video
from planner.queries import VideoFilter, videos_on
from planner.refusals import Refused
from planner.scheduling import plan_video, today_of
from planner.vocabulary.tagging import Act, set_levels
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import Days

# What the copy says as the original does; the rest is of the one video: its approval, its post, its result.
COPIED = (
    "account", "owner", "kind", "hook", "caption", "script", "shot_list", "hypothesis", "notes", "seconds", "sound",
    "sound_licence", "sound_proof", "relation", "is_ai", "market", "destination", "destination_url", "campaign",
)  # fmt: skip


@transaction.atomic
def copy_week(*, brand: Brand, by: User, week: Days, to: Days, wanted: VideoFilter | None = None) -> Act:
    """`kept`: how many were left out, because their day is over. `wanted`: only those that a filter lets through."""
    if week.start == to.start:
        raise Refused(_("Choose another week than this one."))
    videos = videos_on(brand, week, wanted or VideoFilter()).select_related("account", "owner", "campaign")
    today, by_days = today_of(brand), to.start - week.start
    ahead = [video for video in videos.order_by("day", "pk") if video.day + by_days >= today]
    over = videos.count() - len(ahead)
    if not ahead:
        raise Refused(_("The days of that week are over.") if over else _("There is nothing in this week to copy."))
    batch, members = uuid.uuid4(), set(brand.members.values_list("pk", flat=True))
    for video in ahead:
        day, at = video.day + by_days, card_of(video, brand.time_zone).at
        copied = plan_video(brand=brand, by=by, day=day, time=at, batch=batch, **_told(video, members))
        if levels := {level.facet: level for level in _open_levels(video)}:
            set_levels(video=copied, levels=levels, by=by, version=copied.version, batch=batch)
    return Act(batch, len(ahead), kept=over)


def _told(video: Video, members: Collection[int]) -> dict:
    """Without a campaign that is over and people who left."""
    told = {name: getattr(video, name) for name in COPIED}
    if told["campaign"] and told["campaign"].hidden_at:
        told["campaign"] = None
    if video.owner_id not in members:
        told["owner"] = None
    told["products"] = [(row.product, row.price) for row in video.products.select_related("product")]
    told["helpers"] = [(row.user, row.task) for row in video.helpers.select_related("user") if row.user_id in members]
    return told


def _open_levels(video: Video) -> list[Level]:
    rows = video.levels.select_related("level__facet")
    return [row.level for row in rows if row.level.is_open and row.level.facet.hidden_at is None]
