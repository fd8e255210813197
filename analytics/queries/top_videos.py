"""Posted videos with their newest known counts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db.models import Count, DecimalField, F, Max, QuerySet
from django.db.models.functions import Cast, NullIf

from analytics.metrics import VIDEO_ENGAGEMENT, VIDEO_ENGAGEMENT_WITH_SAVES, Metric
from planner.models import Account
from tkcommerce.brands.models import Brand

PER_PAGE = 50
SORTS = ("views", "engagement", "likes", "comments", "shares", "saves", "posted")
DEFAULT_SORT = "views"


@dataclass(frozen=True)
class VideoRow:
    """A video's counts to date, as of its newest reading."""

    title: str
    url: str
    handle: str
    posted_day: date | None
    views: int | None
    likes: int | None
    comments: int | None
    shares: int | None
    saves: int | None
    engagement: Decimal | None
    age: int | None  # days from posting to the reading
    as_of: date
    is_rounded: bool


@dataclass(frozen=True)
class VideoList:
    page: Page
    metric: Metric  # with saves only where every video has them, so that rows compare
    sort: str
    as_of: date | None
    total: int


class CountedPaginator(Paginator):
    """A paginator that knows the count already: one query less."""

    def __init__(self, rows: QuerySet, count: int) -> None:
        self.count = count
        super().__init__(rows, PER_PAGE)


def video_list(brand: Brand, accounts: list[Account], *, sort: str, page: str) -> VideoList:
    """Biggest or newest first; unknown orders and pages fall back. Two queries."""
    shown = brand.videototals.filter(video__in=brand.videos.visible().filter(account__in=accounts))
    facts = shown.aggregate(Count("id"), Count("saves"), Max("as_of"))
    with_saves = facts["saves__count"] == facts["id__count"] > 0
    metric = VIDEO_ENGAGEMENT_WITH_SAVES if with_saves else VIDEO_ENGAGEMENT
    sort = sort if sort in SORTS else DEFAULT_SORT
    rows = _ordered(shown.select_related("video__account"), metric, sort)
    found = CountedPaginator(rows, facts["id__count"]).get_page(page)
    found.object_list = [_row(total, metric) for total in found.object_list]
    return VideoList(found, metric, sort, facts["as_of__max"], facts["id__count"])


def _ordered(rows: QuerySet, metric: Metric, sort: str) -> QuerySet:
    key = F("video__posted_day") if sort == "posted" else F(sort)
    if sort == "engagement":
        key = sum((F(column) for column in metric.plus[1:]), F(metric.plus[0]))
        key = Cast(key, DecimalField(max_digits=20, decimal_places=6)) / NullIf(F("views"), 0)
    return rows.order_by(key.desc(nulls_last=True), "-video__posted_day", "video_id")


def _row(total: object, metric: Metric) -> VideoRow:
    video = total.video
    counts = {column: getattr(total, column) for column in ("views", "likes", "comments", "shares", "saves")}
    parts = metric.parts(counts)
    age = (total.as_of - video.posted_day).days if video.posted_day else None
    return VideoRow(
        video.title, video.url, video.account.handle, video.posted_day, **counts,
        engagement=metric.value(*parts) if parts else None, age=age, as_of=total.as_of, is_rounded=total.is_rounded,
    )  # fmt: skip
