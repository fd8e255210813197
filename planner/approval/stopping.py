"""Emergency stop: of one video or of the whole brand. While it stands, nothing of it is approved, scheduled or posted."""

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import locked_video, write_change
from planner.models import PostingStop, Video
from planner.refusals import NotOfBrand, Refused
from tkcommerce.brands.models import Brand, Role, User


def standing_stops(brand: Brand) -> QuerySet[PostingStop]:
    """The brand's own first, then those of single videos."""
    return brand.postingstops.filter(ended_at=None).select_related("by", "video").order_by("video_id", "-at")


def stop_over(video: Video) -> PostingStop | None:
    """What holds this video: its own stop or its brand's. One query."""
    stops = PostingStop.objects.filter(Q(video=None) | Q(video=video), brand_id=video.brand_id, ended_at=None)
    return stops.select_related("by").first()


def refuse_stopped(video: Video) -> None:
    stop = stop_over(video)
    if stop is not None:
        raise Refused(_("Stopped by %(who)s: %(why)s") % {"who": stop.by or "—", "why": stop.reason})


@transaction.atomic
def stop_posting(*, brand: Brand, reason: str, by: User, video: Video | None = None) -> PostingStop:
    """`video` None: the whole brand."""
    if video is not None and video.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    if not reason.strip():
        raise Refused(_("Say why it is stopped."))
    try:
        with transaction.atomic():
            stop = PostingStop.objects.create(brand=brand, video=video, reason=reason.strip(), by=by)
    except IntegrityError:
        raise Refused(_("It is stopped already.")) from None
    if video is not None:
        current = locked_video(video, video.version)
        write_change(current, by, "stopped", {}, told={"reason": [None, stop.reason]})
    return stop


@transaction.atomic
def end_stop(*, stop: PostingStop, by: User) -> PostingStop:
    """By whoever made it, or by a manager."""
    current = PostingStop.objects.select_for_update(of=("self",)).select_related("video", "brand").get(pk=stop.pk)
    if current.ended_at is not None:
        raise Refused(_("This stop has ended already."))
    manages = current.brand.memberships.filter(user=by, role__gte=Role.MANAGER).exists()
    if current.by_id != by.pk and not manages:
        raise Refused(_("Only a manager, or whoever stopped it, ends a stop."))
    current.ended_at, current.ended_by = timezone.now(), by
    current.save(update_fields=["ended_at", "ended_by"])
    if current.video is not None:
        write_change(locked_video(current.video, current.video.version), by, "resumed", {})
    return current
