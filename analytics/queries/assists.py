"""Orders that other videos had touched before the one that they are attributed to: assists, beside the last touch."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Sum

from analytics.models import Channel
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days


@dataclass(frozen=True)
class Assists:
    """Grain: channel, currency. They are in the sales already and never added to them."""

    channel: str
    currency: str
    orders: int
    gross: Decimal

    @property
    def channel_word(self) -> str:
        return str(Channel(self.channel).label)


def assists_of(brand: Brand, days: Days) -> list[Assists]:
    """One query; it reads the sales of the window themselves, so ask for it on demand only."""
    sales = brand.sales.filter(day__gte=days.start, day__lt=days.end).exclude(assisted_by=[])
    keys = ("channel", "currency")
    return [Assists(*row) for row in sales.values_list(*keys).annotate(Count("pk"), Sum("total")).order_by(*keys)]
