"""Warnings about the plan: two posts of one account too close together, one product too often within 7 days.

Only what is still planned is warned about, against everything planned or out. Three queries for any run of days.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils.translation import gettext as _

from planner.models import PostingRule, Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days
from tkcommerce.words import count

CLOSE, PRODUCT = "close", "product"
SPAN = 7  # days in which a product is counted


@dataclass(frozen=True)
class PostWarning:
    """`about` is the other video's title, or the product's name; `limit` in hours, or in videos."""

    kind: str
    about: str
    limit: int
    videos: int = 0  # of the product, within SPAN days
    other_id: int | None = None

    @property
    def text(self) -> str:
        told = {"about": self.about, "limit": count(self.limit), "videos": count(self.videos)}
        if self.kind == CLOSE:
            return _("Less than %(limit)s hours from “%(about)s” on the same account.") % told
        return _("%(about)s: %(videos)s videos within 7 days, more than %(limit)s.") % told


Warnings = dict[int, tuple[PostWarning, ...]]


def warnings_on(brand: Brand, days: Days) -> Warnings:
    """{video id: its warnings} of the planned videos on these days."""
    rule = PostingRule.objects.filter(brand=brand).first() or PostingRule(brand=brand)
    around = Days(days.start - timedelta(days=SPAN - 1), days.end + timedelta(days=SPAN - 1))
    fields = ("brand", "account", "hook", "caption", "state", "planned_day", "planned_time", "planned_zone", "posted_at", "day")
    videos = list(brand.videos.visible().filter(day__gte=around.start, day__lt=around.end).only(*fields))
    named = brand.videoproducts.filter(video__in=[video.pk for video in videos])
    products = defaultdict(set)
    for video_id, product_id, name in named.values_list("video_id", "product_id", "product__name"):
        products[product_id, name].add(video_id)
    return warnings_of(videos, products, days, rule)


def warnings_of(videos: list[Video], products: dict[tuple[int, str], set[int]], days: Days, rule: PostingRule) -> Warnings:
    """`videos` reach SPAN - 1 days beyond `days` on both sides; `products`: {(id, name): ids of its videos}. Pure."""
    videos = [video for video in videos if video.state != Video.State.MISSED]
    found: dict[int, list[PostWarning]] = defaultdict(list)
    for video, other in _close(videos, timedelta(hours=rule.hours_apart)):
        found[video.pk].append(PostWarning(CLOSE, other.title, rule.hours_apart, other_id=other.pk))
    for (_id, name), ids in sorted(products.items(), key=lambda item: item[0][1]):
        of_product = [video for video in videos if video.pk in ids]
        for video, most in _crowded(of_product, rule.product_in_week):
            found[video.pk].append(PostWarning(PRODUCT, name, rule.product_in_week, videos=most))
    asked = {video.pk for video in videos if video.day in days and not video.is_out}
    return {pk: tuple(warnings) for pk, warnings in found.items() if pk in asked}


def _close(videos: Iterable[Video], apart: timedelta) -> Iterator[tuple[Video, Video]]:
    """Neighbours of one account less than `apart` from each other, both ways round; each warns of two others at most."""
    of_account: dict[int, list[tuple[datetime, int, Video]]] = defaultdict(list)
    for video in videos:
        at = video.posted_at if video.is_out else video.planned_at
        if video.account_id and at:
            of_account[video.account_id].append((at, video.pk, video))
    for posts in of_account.values():
        posts.sort()
        for (at, _pk, video), (later, _other, other) in pairwise(posts):
            if later - at < apart:
                yield video, other
                yield other, video


def _crowded(videos: list[Video], limit: int) -> Iterator[tuple[Video, int]]:
    """Each video that lies in some SPAN days with more than `limit`, and the most there are in any such."""
    if len(videos) <= limit:
        return
    days: list[date] = sorted(video.day for video in videos)
    for video in videos:
        starts = (video.day - timedelta(days=n) for n in range(SPAN))
        most = max(bisect_left(days, start + timedelta(days=SPAN)) - bisect_left(days, start) for start in starts)
        if most > limit:
            yield video, most
