"""What happens here when something changes: a new zone cuts sales days anew and moves when reports are due; readings follow
a post that was found to be a plan."""

from zoneinfo import ZoneInfo

from django.db.models import Q
from django.db.models.functions import Now, TruncDate
from django.db.models.signals import post_save
from django.dispatch import receiver

from analytics.models import OrderReading, ReportReader, SalesDay, VideoReading
from analytics.models.rollups import Grain
from analytics.stale import mark_stale
from planner.models import Video
from planner.posting.linking import videos_joined, videos_separated
from tkcommerce.brands.brand_settings import brand_zone_changed
from tkcommerce.brands.models import Brand


@receiver(brand_zone_changed)
def recut_sales_days(brand: Brand, **signal: object) -> None:
    """Mark the days that sales stood on until now, and those that orders fall on in the new zone."""
    orders = OrderReading.objects.filter(brand=brand)
    new_days = orders.values_list(TruncDate("ordered_at", tzinfo=ZoneInfo(brand.time_zone)), flat=True).distinct()
    old_days = SalesDay.objects.filter(brand=brand).values_list("day", flat=True).distinct()
    mark_stale(brand.pk, Grain.SALES, {*old_days, *new_days})


@receiver(post_save, sender=ReportReader)
def look_at_reader_again(instance: ReportReader, **signal: object) -> None:
    """Her rule may have changed, and with it the one mail of all her brands. The maker looks within seconds."""
    same = Q(pk=instance.pk) | Q(user__isnull=False, user=instance.user_id)
    ReportReader.objects.filter(same).update(next_due_at=Now())


@receiver(post_save, sender=Brand)
def look_at_readers_again(instance: Brand, **signal: object) -> None:
    """Its zone, its name or the start of its week may have changed."""
    people = ReportReader.objects.filter(brand=instance, is_combined=True).values("user")
    ReportReader.objects.filter(Q(brand=instance) | Q(user__in=people, is_combined=True)).update(next_due_at=Now())


@receiver(videos_joined)
def readings_follow_to_plan(plan: Video, posted: Video, **signal: object) -> int:
    return _give_readings(posted, plan)


@receiver(videos_separated)
def readings_go_back(plan: Video, posted: Video, **signal: object) -> int:
    """All of them: the plan had no readings of its own before it was posted."""
    return _give_readings(plan, posted)


def _give_readings(before: Video, after: Video) -> int:
    """What was read of the one is of the other, and its days are added up again; in the caller's transaction. How many."""
    readings = VideoReading.objects.filter(brand=before.brand_id, video=before.pk)
    days = list(readings.values_list("as_of", flat=True).distinct())
    moved = readings.update(video=after.pk)
    mark_stale(before.brand_id, Grain.VIDEO, days)
    return moved
