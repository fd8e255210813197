"""Calendar feeds: make, revoke, find by their signed address, and what each may tell. The address itself is kept nowhere."""

import hashlib
from collections.abc import Iterable
from datetime import date, timedelta

from django.core.signing import BadSignature, Signer
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, Max, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import CalendarFeed, VideoChange
from planner.models.videos import VideoQuerySet
from planner.refusals import NotOfBrand, Refused
from tkcommerce.brands.models import Brand, Membership, User
from tkcommerce.dates import Days

BEHIND, AHEAD = timedelta(days=90), timedelta(days=400)
READ_EVERY = timedelta(hours=1)  # how often `read_at` is written
_SIGNER = Signer(salt="planner.feeds.feeds")


@transaction.atomic
def make_feed(*, brand: Brand, by: User, is_personal: bool) -> CalendarFeed:
    """One open feed per person and scope: asking again gives the same."""
    if not brand.members.filter(pk=by.pk).exists():
        raise NotOfBrand(_("%(name)s is not a member of this brand.") % {"name": by})
    scope = {"brand": brand, "user": by, "is_personal": is_personal}
    try:
        with transaction.atomic():
            feed, _made = CalendarFeed.objects.get_or_create(**scope, revoked_at=None)
    except IntegrityError:  # another tab was faster
        feed = CalendarFeed.objects.get(**scope, revoked_at=None)
    return feed


@transaction.atomic
def revoke_feed(*, feed: CalendarFeed, by: User, may_all: bool = False) -> None:
    """Its address stops to work at once. `may_all`: whoever manages the brand may revoke anybody's."""
    current = CalendarFeed.objects.select_for_update().get(pk=feed.pk)
    if current.user_id != by.pk and not may_all:
        raise Refused(_("This feed belongs to somebody else."))
    if current.revoked_at:
        raise Refused(_("This feed was revoked already."))
    current.revoked_at = timezone.now()
    current.save(update_fields=["revoked_at"])


def open_feeds(brand: Brand, reader: User, *, may_all: bool) -> Iterable[CalendarFeed]:
    """The reader's own, or everybody's for whoever manages the brand; one query."""
    found = brand.calendarfeeds.filter(revoked_at=None).select_related("user")
    return found if may_all else found.filter(user=reader)


def path_of(feed: CalendarFeed) -> str:
    return reverse("feeds:calendar", args=[_SIGNER.sign_object(feed.pk)])


def feed_of(token: str) -> CalendarFeed | None:
    """None where the address is not ours, was revoked, or its person left the brand; one query."""
    try:
        pk = _SIGNER.unsign_object(token)
    except (BadSignature, ValueError):
        return None
    still = Membership.objects.filter(brand=OuterRef("brand"), user=OuterRef("user"), user__is_active=True)
    open_ones = CalendarFeed.objects.filter(Exists(still), pk=pk, revoked_at=None)
    return open_ones.select_related("brand", "user").first()


def note_read(feed: CalendarFeed) -> None:
    """At most once an hour: programs ask often."""
    now = timezone.now()
    CalendarFeed.objects.filter(pk=feed.pk).filter(Q(read_at=None) | Q(read_at__lt=now - READ_EVERY)).update(read_at=now)


def videos_of_feed(feed: CalendarFeed, *, today: date) -> VideoQuerySet:
    """The visible videos with a day around today, each with `changed_at`; one query."""
    days = Days(today - BEHIND, today + AHEAD)
    found = feed.brand.videos.visible().filter(day__gte=days.start, day__lt=days.end)
    if feed.is_personal:
        mine = feed.brand.videohelpers.filter(user=feed.user_id).values("video")
        found = found.filter(Q(owner=feed.user_id) | Q(pk__in=mine))
    newest = VideoChange.objects.filter(video=OuterRef("pk")).order_by("-version").values("at")[:1]
    return (
        found.annotate(changed_at=Coalesce(Subquery(newest), "created_at"))
        .select_related("account", "owner")
        .order_by("day", "pk")
    )


def etag_of(feed: CalendarFeed, *, today: date) -> str:
    """Changes whenever the file may: a video was written, came, went, or a day went by; one query, cheaper than the file."""
    facts = videos_of_feed(feed, today=today).order_by().aggregate(Count("pk"), Sum("version"), Max("pk"))
    told = [feed.pk, feed.brand.name, feed.brand.time_zone, feed.user.language, today, *facts.values()]
    return f'"{hashlib.sha256(repr(told).encode()).hexdigest()[:32]}"'
