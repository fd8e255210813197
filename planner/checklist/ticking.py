"""Who says that an item of the checklist is met, and takes it back. Raises `Refused`.

Ticks make no new version of the video: each row itself keeps who, when and on what evidence, and who took it back.
"""

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import refuse_dropped
from planner.checklist.of_video import sheet_of
from planner.checklist.seed import ABOUT
from planner.models import Attachment, ChecklistItem, ChecklistTick, Video
from planner.refusals import NotOfBrand, PostedVideo, Refused
from tkcommerce.brands.models import User


@transaction.atomic
def tick(
    *, video: Video, item: ChecklistItem, by: User, evidence: str = "", attachment: Attachment | None = None
) -> ChecklistTick:
    """`evidence`: words or a link. Items that need proof want it, or an attachment of this video."""
    if item.brand_id != video.brand_id or (attachment is not None and attachment.video_id != video.pk):
        raise NotOfBrand(_("This belongs to another brand."))
    current = Video.objects.select_for_update(of=("self",)).select_related("brand").get(pk=video.pk)
    _refuse_closed(current)
    line = next((line for line in sheet_of(current).lines if line.item.pk == item.pk), None)
    if line is None or not (line.may_tick or line.by_program):
        raise Refused(_("“%(item)s” is checked by program: change the video itself.") % {"item": item})
    if line.by_program:
        raise Refused(_("“%(item)s” is met already: the program checked it.") % {"item": item})
    if item.needs_proof and not evidence.strip() and attachment is None:
        raise Refused(_("“%(item)s” needs proof: a few words, a link or an attachment.") % {"item": item})
    try:
        with transaction.atomic():
            told = {"evidence": evidence.strip(), "attachment": attachment}
            return ChecklistTick.objects.create(brand=current.brand, video=current, item=item, by=by, **told)
    except IntegrityError:
        raise Refused(_("“%(item)s” is ticked already.") % {"item": item}) from None


@transaction.atomic
def untick(*, tick: ChecklistTick, by: User) -> ChecklistTick:
    current = ChecklistTick.objects.select_for_update(of=("self",)).select_related("video", "item").get(pk=tick.pk)
    _refuse_closed(current.video)
    if current.taken_back_at is not None:
        raise Refused(_("This tick was taken back already."))
    current.taken_back_at, current.taken_back_by = timezone.now(), by
    current.save(update_fields=["taken_back_at", "taken_back_by"])
    return current


def forget_ticks(video: Video, by: User | None, fields: Collection[str]) -> None:
    """Ticks about what was edited no longer hold; `fields` by name, items of the brand's own are about everything."""
    names = {name.partition(":")[0] for name in fields}
    gone = [
        tick.pk
        for tick in video.ticks.filter(taken_back_at=None).select_related("item")
        if tick.item.code not in ABOUT or names & ABOUT[tick.item.code]
    ]
    if gone:
        video.ticks.filter(pk__in=gone).update(taken_back_at=timezone.now(), taken_back_by=by)


def _refuse_closed(video: Video) -> None:
    refuse_dropped(video)
    if video.is_out:
        raise PostedVideo(_("This video is posted: its checklist is closed."))
