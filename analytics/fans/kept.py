"""The bases of a brand, kept until its sales are added up again: they look at every sale there ever was."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from analytics.models import RollupRun
from tkcommerce.brands.models import Brand

from .bases import Base
from .summing import sum_up

FORM = 2  # of what is kept; one more when Base changes
KEEP = 8 * 24 * 3600  # seconds


@dataclass(frozen=True)
class Known:
    """`of`: when the roll-up ended that these are of, while a newer one is under way; None where they are the newest."""

    bases: tuple[Base, ...]
    of: datetime | None = None


def bases_of(brand: Brand) -> tuple[Base, ...]:
    """Of all that is added up now. Three statements where they are kept."""
    return _newest(brand, _stamp(brand))


def known_bases(brand: Brand) -> Known:
    """For pages: while new sales are being added up, those before them, which the page says. Three statements then."""
    stamp = _stamp(brand)
    if stamp is None:
        stamped, bases = cache.get(_key(brand), (None, ()))
        if stamped is not None:
            return Known(bases, stamped)
    return Known(_newest(brand, stamp))


def _newest(brand: Brand, stamp: datetime | None) -> tuple[Base, ...]:
    if stamp is None:
        return sum_up(brand)
    stamped, bases = cache.get(_key(brand), (None, ()))
    if stamped != stamp:
        bases = sum_up(brand)
        cache.set(_key(brand), (stamp, bases), KEEP)
    return bases


def _stamp(brand: Brand) -> datetime | None:
    """When the newest roll-up ended; None while one waits or runs, and without any."""
    return RollupRun.objects.filter(brand=brand).values_list("finished_at", flat=True).first()


def _key(brand: Brand) -> str:
    return f"fans-{FORM}-{brand.pk}"
