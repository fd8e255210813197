"""The writes of A/B pairs: from one video its second variant, which differs in its hook alone."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from planner.changes import locked_video, refuse_dropped, write_change
from planner.ideas.briefs import Brief, brief_of, make_video
from planner.models import HookPair, Level, Video
from planner.refusals import Refused
from tkcommerce.brands.models import User

A, B = "A", "B"
HOOK = "hook"


def partner_of(video: Video) -> Video | None:
    """The other variant, if a person can still see it."""
    if video.pair_id is None:
        return None
    others = Video.objects.visible().filter(brand=video.brand_id, pair=video.pair_id).exclude(pk=video.pk)
    return others.select_related("account", "owner").first()


@transaction.atomic
def make_second(*, video: Video, by: User, version: int, hook: str, level: Level | None, day: date | None) -> Video:
    """The B of a pair whose A is `video`: same brief, another opening line or another level of the hook, on a day of its own."""
    current = locked_video(video, version)
    refuse_dropped(current)
    if partner_of(current) is not None:
        raise Refused(_("This video has its second variant already."))
    brief = brief_of(current)
    if level is not None and (level.facet.code != HOOK or not level.is_open):
        raise Refused(_("%(level)s is not a level of %(facet)s.") % {"level": level, "facet": _("Hook")})
    had = next((one for one in brief.levels if one.facet.code == HOOK), None)
    if hook == current.hook and (level is None or level == had):
        raise Refused(_("The two hooks are the same: change the line or its kind."))
    if day is not None and day == current.day:
        raise Refused(_("Give the second one a day of its own: on the same day they take viewers from each other."))
    pair = HookPair.objects.create(brand=current.brand, name=current.title[:80], facet_code=HOOK, created_by=by)
    current = write_change(current, by, "paired", {"pair": pair, "pair_variant": A})
    levels = tuple(one for one in brief.levels if one.facet.code != HOOK) + ((level or had,) if level or had else ())
    second = Brief(brief.values | {"hook": hook}, levels, brief.products)
    slot = {"planned_day": day, "planned_time": current.planned_time if day else None}
    return make_video(
        brand=current.brand, by=by, brief=second, verb="paired", made_from=current, pair=pair, pair_variant=B, **slot
    )  # fmt: skip


@transaction.atomic
def separate(*, video: Video, by: User, version: int) -> Video:
    """The pair is no more; both videos stay."""
    current = locked_video(video, version)
    if current.pair_id is None:
        raise Refused(_("This video has no second variant."))
    for other in Video.objects.select_for_update().filter(pair=current.pair_id).exclude(pk=current.pk).order_by("pk"):
        write_change(other, by, "unpaired", {"pair": None, "pair_variant": ""})
    return write_change(current, by, "unpaired", {"pair": None, "pair_variant": ""})
