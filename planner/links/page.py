"""What the page of links shows: links with their clicks, coupon codes, allowed hosts."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db.models import Max, Q, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from planner.models import AllowedHost, Coupon, TrackedLink, Video
from tkcommerce.brands.models import Brand

RECENT = timedelta(days=28)


@dataclass(frozen=True)
class LinkRow:
    """`clicks` and `bots` since it was made; `recent`: clicks of the last 28 days."""

    link: TrackedLink
    address: str
    clicks: int
    recent: int
    bots: int
    last_day: date | None


@dataclass(frozen=True)
class LinksPage:
    links: list[LinkRow]
    coupons: list[Coupon]
    hosts: list[AllowedHost]


def links_page(brand: Brand, *, today: date) -> LinksPage:
    """Three queries."""
    return LinksPage(
        links=link_rows(brand, today=today),
        coupons=list(brand.coupons.select_related("video")),
        hosts=list(brand.allowedhosts.all()),
    )


def link_rows(brand: Brand, *, today: date, video: Video | None = None) -> list[LinkRow]:
    """Newest first, ended ones last; of one video where given. One query."""
    found = brand.trackedlinks.select_related("video").annotate(
        clicks=Coalesce(Sum("days__clicks"), 0),
        bots=Coalesce(Sum("days__bots"), 0),
        recent=Coalesce(Sum("days__clicks", filter=Q(days__day__gt=today - RECENT)), 0),
        last_day=Max("days__day", filter=Q(days__clicks__gt=0)),
    )
    found = found.filter(video=video) if video else found
    rows = found.order_by("ended_at", "-created_at", "-pk")
    return [LinkRow(row, address_of(row), row.clicks, row.recent, row.bots, row.last_day) for row in rows]


def address_of(link: TrackedLink) -> str:
    return settings.SITE_URL + reverse("go", args=[link.slug])
