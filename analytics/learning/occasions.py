"""Days on which everybody's numbers differ: sales events of the brand's markets, and public holidays."""

from collections.abc import Sequence
from datetime import date, timedelta

from analytics.learning.facts import VideoFacts
from planner.events.day_bands import HOLIDAY, SALE, bands_of
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

KINDS = (SALE, HOLIDAY)  # a sale on a holiday is a sale
LONGEST = 10  # days: longer seasons are what the model's months are for


def occasions_of(brand: Brand, facts: Sequence[VideoFacts]) -> dict[date, str]:
    """{day: kind} of the days on which videos were posted; other days are left out. Three queries, or none."""
    if not facts:
        return {}
    days = {one.posted_day for one in facts}
    bands = bands_of(brand, Days(min(days), max(days) + timedelta(days=1)))
    kinds = {day: {band.kind for band in on_day if len(band.days) <= LONGEST} for day, on_day in bands.items() if day in days}
    return {day: next(kind for kind in KINDS if kind in found) for day, found in kinds.items() if found & set(KINDS)}
