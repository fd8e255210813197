"""Many new videos in one act: a fixed number of statements for 5,000. The caller has checked what each may say."""

import uuid
from collections.abc import Sequence

from django.utils import timezone

from tkcommerce.brands.models import Brand, User

from .changes import as_recorded
from .models import Facet, Level, Video, VideoChange, VideoLevel, VideoProduct
from .scheduling import COLUMNS

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
