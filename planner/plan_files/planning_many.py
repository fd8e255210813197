"""Many new videos in one act, and back: a few statements for each 500. The caller has checked what each may say."""

import uuid
from collections.abc import Sequence

from django.utils import timezone

from planner.changes import as_recorded, record_changes
from planner.models import Facet, Level, Video, VideoChange, VideoLevel, VideoProduct
from planner.scheduling import COLUMNS
from tkcommerce.brands.models import Brand, User

_BATCH = 500
Told = tuple[dict, dict[Facet, Level | None]]  # (values as for plan_video, levels)


def plan_many(*, brand: Brand, by: User, told: Sequence[Told], batch: uuid.UUID) -> None:
    """Each as `plan_video` and `set_levels` would make it, with one VideoChange that tells all; call inside a transaction."""
    videos, changes, levels, products = [], [], [], []
    now = timezone.now()
    for values, chosen in told:
        columns = {COLUMNS.get(name, name): value for name, value in values.items() if name != "products"}
        columns = {"state": Video.State.PLANNED} | columns
        video = Video(brand=brand, created_by=by, planned_zone=brand.time_zone, **columns)
        fields = {name: [None, as_recorded(value)] for name, value in columns.items() if value not in (None, "", False)}
        for facet, level in chosen.items():
            if level:
                fields[f"facet:{facet.code}"] = [None, level.code]
                levels.append(VideoLevel(brand=brand, video=video, facet=facet, level=level, set_by=by, set_at=now))
        mentions = values.get("products", [])
        if mentions:
            fields["products"] = [[], [[product.pk, as_recorded(price)] for product, price in mentions]]
        products += [
            VideoProduct(brand=brand, video=video, product=product, price=price, position=at)
            for at, (product, price) in enumerate(mentions)
        ]
        videos.append(video)
        changes.append(VideoChange(brand=brand, video=video, by=by, verb="planned", fields=fields, version=1, batch=batch))
    Video.objects.bulk_create(videos, batch_size=_BATCH)
    for model, rows in ((VideoChange, changes), (VideoLevel, levels), (VideoProduct, products)):
        model.objects.bulk_create(rows, batch_size=_BATCH)


def drop_untouched(*, brand: Brand, by: User, batch: uuid.UUID) -> list[int]:
    """Takes back what `plan_many` made under `batch` and nobody changed since; their ids. Call inside a transaction."""
    fresh = brand.videos.filter(version=1, state__in=Video.MAKING, changes__batch=batch, changes__verb="planned")
    videos = list(fresh.select_for_update(of=("self",)).order_by("pk"))
    for start in range(0, len(videos), _BATCH):
        some = videos[start : start + _BATCH]
        Video.objects.filter(pk__in=[video.pk for video in some]).update(state=Video.State.DROPPED)
        record_changes({video: {"state": [video.state, Video.State.DROPPED.value]} for video in some}, by, verb="dropped")
    return [video.pk for video in videos]
