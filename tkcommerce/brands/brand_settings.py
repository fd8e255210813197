"""A brand's settings, changed by its managers."""

from django.db import transaction
from django.dispatch import Signal

from .models import Brand

# Sent with `brand` inside the transaction that changed its zone: days that were cut before must be cut again.
brand_zone_changed = Signal()


@transaction.atomic
def change_settings(*, brand: Brand, zone_before: str) -> None:
    """Save what the form put on the brand."""
    brand.save(update_fields=["name", "time_zone", "currency", "home_market", "language", "week_starts_on"])
    if brand.time_zone != zone_before:
        brand_zone_changed.send(sender=Brand, brand=brand)
