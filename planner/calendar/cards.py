"""A video as the calendar shows it. The zone of a card is read once; whatever holds cards knows nothing of zones."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet, prefetch_related_objects

from planner.cadence.post_warnings import PostWarning, Warnings, warnings_on
from planner.models import Attachment, Video
from planner.models.videos import VideoQuerySet
from planner.vocabulary.levels import ON_CARDS
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

COLUMNS = (
    "brand", "account", "owner", "campaign", "market", "kind", "state", "hook", "caption", "seconds", "version", "planned_day",
    "planned_time", "planned_zone", "posted_day", "posted_at", "day",
)  # fmt: skip
Levels = tuple[tuple[str, str, str], ...]  # (facet code, Japanese, English) of each


@dataclass(frozen=True, slots=True)
class Card:
    """One video on its day. `at` is wall time in `zone`, None if nobody told; `zone` is empty where it is the brand's."""

    video: Video
    at: time | None
    zone: str
    levels: Levels = ()
    product: str = ""  # the first one's name
    more_products: int = 0
    cover: int | None = None  # the id of its picture
    warnings: tuple[PostWarning, ...] = ()

    @property
    def posted(self) -> bool:
        return self.video.is_out

    def is_late(self, today: date) -> bool:
        """Its day is over and nobody said that it is out."""
        return self.video.day is not None and self.video.day < today and not self.video.is_out

    @property
    def in_order(self) -> tuple:
        """From morning to night, those without a time last, then as they were made."""
        return self.at is None, self.at or time.min, self.video.pk


def card_of(video: Video, zone: str, **shown: object) -> Card:
    """Planned: the slot's wall time. Posted: the instant in the zone of its account, which also cut its day."""
    own = video.planned_zone
    at = video.planned_time
    if video.is_out:
        own = video.account.time_zone if video.account else zone
        at = video.posted_at.astimezone(ZoneInfo(own)).time().replace(second=0, microsecond=0) if video.posted_at else None
    return Card(video, at, own if at is not None and own != zone else "", **shown)


def cards_of(brand: Brand, videos: VideoQuerySet) -> list[Card]:
    """With account, owner, products, patterns and cover, in six queries whatever their number; three more of warnings
    where anything is planned."""
    found = list(videos.only(*COLUMNS))
    prefetch_related_objects(found, "account", "owner")
    pks = videos.values("pk")  # as a query: five hundred ids in three statements cost more than asking again
    levels, products, covers = _levels(brand, pks), _products(brand, pks), _covers(brand, pks)
    warnings = _warnings(brand, found)
    return [
        card_of(
            video,
            brand.time_zone,
            levels=levels.get(video.pk, ()),
            product=products.get(video.pk, ("",))[0],
            more_products=len(products.get(video.pk, ("",))) - 1,
            cover=covers.get(video.pk),
            warnings=warnings.get(video.pk, ()),
        )
        for video in found
    ]


def _levels(brand: Brand, pks: QuerySet) -> Mapping[int, Levels]:
    """{video id: what its card shows of its patterns}."""
    rows = brand.videolevels.filter(video__in=pks, facet__code__in=ON_CARDS, facet__hidden_at=None)
    found = _grouped((pk, tuple(told)) for pk, *told in rows.values_list(
        "video_id", "facet__code", "level__label_ja", "level__label_en"
    ))  # fmt: skip
    return {pk: tuple(sorted(told, key=lambda level: ON_CARDS.index(level[0]))) for pk, told in found.items()}


def _products(brand: Brand, pks: QuerySet) -> Mapping[int, list[str]]:
    rows = brand.videoproducts.filter(video__in=pks).order_by("position", "pk")
    return _grouped(rows.values_list("video_id", "product__name"))


def _covers(brand: Brand, pks: QuerySet) -> Mapping[int, int]:
    rows = brand.attachments.filter(video__in=pks, kind=Attachment.Kind.COVER, removed_at=None)
    return dict(rows.values_list("video_id", "pk"))


def _warnings(brand: Brand, videos: list[Video]) -> Warnings:
    """From the first to the last day that something is planned on."""
    days = [video.day for video in videos if video.day and not video.is_out]
    return warnings_on(brand, Days(min(days), max(days) + timedelta(days=1))) if days else {}


def _grouped(rows: Iterable[tuple[int, object]]) -> dict[int, list]:
    found: dict[int, list] = {}
    for pk, value in rows:
        found.setdefault(pk, []).append(value)
    return found
