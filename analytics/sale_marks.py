"""Days of sales that a video, a link, a coupon or a product has a say in when it comes or changes after the orders did.

Marked before the row is written, in the caller's transaction; the roll-up runs after it.
"""

from collections.abc import Iterable

from django.db import connection, transaction
from django.db.models import Model
from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import receiver

from analytics.models import RollupRun
from analytics.models.rollups import Grain
from analytics.stale import mark_stale
from planner.models import Coupon, Product, TrackedLink, Video, VideoChange
from planner.posting.linking import videos_joined, videos_separated

_DAYS_OF = {
    Video: """
        SELECT day FROM analytics_sale WHERE brand_id = %(brand)s AND content_id = ANY(%(texts)s) AND content_id <> ''
        UNION SELECT day FROM analytics_sale WHERE brand_id = %(brand)s AND utm_content = ANY(%(texts)s) AND utm_content <> ''
        UNION SELECT day FROM analytics_sale WHERE brand_id = %(brand)s AND video_id = ANY(%(ids)s)
    """,
    TrackedLink: """
        SELECT DISTINCT day FROM analytics_sale
        WHERE brand_id = %(brand)s AND utm_content = ANY(%(texts)s) AND utm_content <> ''
    """,
    Coupon: """
        SELECT DISTINCT day FROM analytics_sale WHERE brand_id = %(brand)s AND discount_code <> ''
        AND regexp_split_to_array(upper(trim(discount_code)), '\\s*,\\s*')
            && ARRAY(SELECT upper(c) FROM unnest(%(texts)s::text[]) AS c)
    """,
    Product: """
        SELECT DISTINCT day FROM analytics_saleline WHERE brand_id = %(brand)s
        AND (sku <> '' AND sku = ANY(%(texts)s) OR product_id <> '' AND product_id = ANY(%(texts)s))
    """,
}
_SAYS = {
    TrackedLink: ("utm_content", "video_id"),
    Coupon: ("code", "video_id", "creator", "first_day", "last_day"),
    Product: ("sku", "tiktok_id"),
}  # fmt: skip
_TEXTS = {TrackedLink: ("utm_content",), Coupon: ("code",), Product: ("sku", "tiktok_id")}
_OF_VIDEO = {"external_id", "account", "campaign", "kind"}


def mark_sales(brand_id: int, model: type[Model], texts: Iterable[str], ids: Iterable[int] = ()) -> None:
    """Mark the days of the sales that these texts are written on. The lock waits for a roll-up that is going on, so that
    the question sees what it wrote."""
    values = {"brand": brand_id, "texts": [text for text in texts if text], "ids": list(ids)}
    if not values["texts"] and not values["ids"]:
        return
    with transaction.atomic():
        RollupRun.objects.select_for_update().filter(brand_id=brand_id).first()
        with connection.cursor() as cursor:
            cursor.execute(_DAYS_OF[model], values)
            days = [day for (day,) in cursor.fetchall()]
        mark_stale(brand_id, Grain.SALES, days)


@receiver([pre_save, pre_delete], sender=TrackedLink)
@receiver([pre_save, pre_delete], sender=Coupon)
@receiver([pre_save, pre_delete], sender=Product)
def look_at_sales_again(sender: type[Model], instance: Model, signal: object, **more: object) -> None:
    before = sender.objects.filter(pk=instance.pk).first() if instance.pk else None
    said = [tuple(getattr(row, name) for name in _SAYS[sender]) for row in (before, instance) if row]
    if signal is pre_delete or before is None or said[0] != said[1]:
        texts = {getattr(row, name) for row in (before, instance) if row for name in _TEXTS[sender]}
        mark_sales(instance.brand_id, sender, sorted(texts))


@receiver(post_save, sender=VideoChange)
def look_at_sales_of_video_again(instance: VideoChange, **signal: object) -> None:
    """A link that was pasted, another account or campaign. What an import changes is the import's to mark."""
    if _OF_VIDEO & set(instance.fields):
        before_and_after = instance.fields.get("external_id", [instance.video.external_id])
        mark_sales(instance.brand_id, Video, [text for text in before_and_after if text], [instance.video_id])


@receiver([videos_joined, videos_separated])
def look_at_sales_of_pair_again(plan: Video, posted: Video, **signal: object) -> None:
    mark_sales(plan.brand_id, Video, [plan.external_id, posted.external_id], [plan.pk, posted.pk])
