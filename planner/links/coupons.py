"""The writes to coupon codes that a video tells. Raises `Refused`."""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from planner.models import Coupon, SettingChange
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User

FIELDS = ["code", "video", "creator", "first_day", "last_day"]


@transaction.atomic
def save_coupon(*, coupon: Coupon, brand: Brand, by: User) -> Coupon:
    """A new or changed code of the brand; codes that differ by case alone are one."""
    if coupon.brand_id != brand.pk or coupon.video and coupon.video.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    is_new = coupon._state.adding
    before = {} if is_new else told_of(Coupon.objects.select_for_update(of=("self",)).get(pk=coupon.pk))
    try:
        with transaction.atomic():
            coupon.save(update_fields=None if is_new else FIELDS)
    except IntegrityError:
        raise Refused(_("“%(name)s” is there already.") % {"name": coupon.code}) from None
    record_setting(coupon, by, "added" if is_new else CHANGED, before)
    return coupon


@transaction.atomic
def remove_coupon(*, coupon: Coupon, by: User) -> SettingChange:
    """Orders with it are no longer this video's. What it returns brings the code back (restoring.py)."""
    current = Coupon.objects.select_for_update(of=("self",)).select_related("brand").filter(pk=coupon.pk).first()
    if current is None:
        raise Refused(_("Somebody was faster: it is so already."))
    change = record_setting(current, by, "removed", told_of(current), gone=True)
    current.delete()
    return change
