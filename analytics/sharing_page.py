"""The page on which owners decide whether their brand learns together with strangers' brands: how it stands, and who said so."""

from dataclasses import dataclass

from analytics.learning.pooling import FEWEST_STRANGERS
from analytics.models import PatternSharing
from analytics.record_page import others_seen
from tkcommerce.brands.models import Brand, User

NEWEST = 20  # decisions


@dataclass(frozen=True)
class SharingPage:
    """`sisters`: brands of the same owner that the reader is a member of; `fewest`: strangers from which on sums are made."""

    history: tuple[PatternSharing, ...]  # newest first
    sisters: tuple[Brand, ...]
    fewest: int = FEWEST_STRANGERS

    @property
    def is_on(self) -> bool:
        return bool(self.history) and self.history[0].is_on


def sharing_page(brand: Brand, reader: User) -> SharingPage:
    """Two queries."""
    history = brand.patternsharings.select_related("by").order_by("-at", "-pk")[:NEWEST]
    return SharingPage(tuple(history), tuple(others_seen(brand, reader)))
