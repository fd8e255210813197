"""The brand's products and campaigns with how many videos are about each. Each question takes the brand first."""

from django.db.models import Count, F, Q, QuerySet

from planner.models import Campaign, Product, Video
from tkcommerce.brands.models import Brand


def products_counted(brand: Brand) -> QuerySet[Product]:
    """Those on offer first; `video_count` counts what a person can see. One query."""
    return _counted(brand.products, "videos__video__", "name")


def campaigns_counted(brand: Brand) -> QuerySet[Campaign]:
    """Those on offer first, the newest on top; `video_count` counts what a person can see. One query."""
    return _counted(brand.campaigns, "videos__", F("first_day").desc(nulls_first=True), "name")


def _counted(rows: QuerySet, video: str, *order: object) -> QuerySet:
    seen = Q(**{f"{video}retracted_at": None, f"{video}joined_into": None}) & ~Q(**{f"{video}state": Video.State.DROPPED})
    counted = rows.annotate(video_count=Count("videos", filter=seen))
    return counted.order_by(F("hidden_at").asc(nulls_first=True), *order)
