"""The writes to tracked links. A link is never deleted: it is printed on cards and stands in profiles. Raises `Refused`."""

import secrets
import string

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import TrackedLink, Video
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import record_setting, told_of
from tkcommerce.brands.models import Brand, User

from .hosts import host_of
from .utm import Medium, utm_of, with_utm

SLUG_LETTERS = "".join(sorted(set(string.ascii_lowercase + string.digits) - set("il1o0")))  # nobody misreads them aloud
SLUG_LENGTH = 7  # 31⁷: guessing one of a million links takes 27,000 tries
MEDIUM_OF = {Video.Kind.LIVE: Medium.LIVE}


@transaction.atomic
def make_link(
    *, brand: Brand, target: str, by: User, video: Video | None = None, name: str = "", medium: str = ""
) -> TrackedLink:
    """To an allowed host, with the UTM of the rule on it; its content is the link's own slug."""
    if video is not None and video.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    _refuse_place(brand, target)
    medium = medium or (MEDIUM_OF.get(video.kind, Medium.VIDEO) if video else Medium.PROFILE)
    campaign = video.campaign.name if video and video.campaign else name
    link = _with_free_slug(TrackedLink(brand=brand, video=video, name=name, created_by=by), target, medium, campaign)
    record_setting(link, by, "added", {})
    return link


@transaction.atomic
def end_link(*, link: TrackedLink, by: User) -> TrackedLink:
    """Leads nowhere from now on; `reopen_link` takes it back."""
    return _set_ended(link, by, ended=True)


@transaction.atomic
def reopen_link(*, link: TrackedLink, by: User) -> TrackedLink:
    return _set_ended(link, by, ended=False)


def _set_ended(link: TrackedLink, by: User, *, ended: bool) -> TrackedLink:
    current = TrackedLink.objects.select_for_update(of=("self",)).get(pk=link.pk)
    if (current.ended_at is not None) == ended:
        raise Refused(_("Somebody was faster: it is so already."))
    before = told_of(current)
    current.ended_at = timezone.now() if ended else None
    current.save(update_fields=["ended_at"])
    record_setting(current, by, "hidden" if ended else "shown", before)
    return current


def _refuse_place(brand: Brand, target: str) -> None:
    host = host_of(target)
    if not host:
        raise Refused(_("This is not an address: it begins with https:// and names a host."))
    if not brand.allowedhosts.filter(host=host).exists():
        raise Refused(_("%(host)s is not one of the brand's allowed hosts.") % {"host": host})


def _with_free_slug(link: TrackedLink, target: str, medium: str, campaign: str) -> TrackedLink:
    while True:
        link.slug = "".join(secrets.choice(SLUG_LETTERS) for _place in range(SLUG_LENGTH))
        utm = utm_of(medium=medium, campaign=campaign, content=link.slug)
        link.target = with_utm(target, utm)
        if len(link.target) > TrackedLink._meta.get_field("target").max_length:
            raise Refused(_("The address is too long."))
        for name, value in utm.items():
            setattr(link, name, value)
        try:
            with transaction.atomic():
                link.save()
        except IntegrityError:  # taken: one in 27 thousand millions
            continue
        return link
