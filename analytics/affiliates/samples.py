"""Samples: sent → posted → sold. Sent by hand or told by a sample order; posted and sold as far as files name the creator."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from analytics.models import PeriodFact, Sale, SentSample
from analytics.models.periods import FactGrain
from tkcommerce.brands.models import Brand

SHOWN = 100


@dataclass(frozen=True)
class SampleLine:
    """`posted_on`: first content since that a file names; `sold_on`: the first sale after it, of its product where known."""

    sample: SentSample
    posted_on: date | None
    sold_on: date | None


@dataclass(frozen=True)
class SampleCount:
    """Of one creator, or of all: how many samples were sent, and after how many came content and a sale."""

    sent: int = 0
    posted: int = 0
    sold: int = 0


def sample_lines(brand: Brand, *, creator: str = "") -> list[SampleLine]:
    """Newest first. Three queries."""
    samples = brand.sentsamples.select_related("product")
    samples = list(samples.filter(creator__iexact=creator) if creator else samples)
    if not samples:
        return []
    handles = {sample.creator.lower() for sample in samples}
    first = min(sample.sent_on for sample in samples)
    sales = list(
        brand.affiliatesales.filter(day__gte=first, is_cancelled=False).order_by("day")
        .values_list("creator", "day", "product_id", "content_id").distinct()
    )  # fmt: skip
    sales = [sale for sale in sales if sale[0].lower() in handles]
    posts = _posts(brand, handles, first)
    return [_line(sample, sales, posts) for sample in samples]


def counted(lines: Iterable[SampleLine]) -> SampleCount:
    lines = list(lines)
    return SampleCount(len(lines), sum(one.posted_on is not None for one in lines), sum(one.sold_on is not None for one in lines))


def unassigned_orders(brand: Brand) -> list[Sale]:
    """Sample orders that are nobody's sample yet, newest first, a hundred at most. One query."""
    known = brand.sentsamples.exclude(order_id="").values("order_id")
    orders = brand.sales.filter(is_sample=True).exclude(order_id__in=known)
    return list(orders.prefetch_related("lines").order_by("-day", "-pk")[:SHOWN])


def _posts(brand: Brand, handles: set[str], first: date) -> list[tuple[str, date]]:
    """(handle, day) of content whose beginning a file tells."""
    facts = PeriodFact.objects.filter(brand=brand, grain__in=[FactGrain.VIDEO, FactGrain.LIVE], started_at__date__gte=first)
    rows = facts.exclude(creator="").values_list("creator", "started_at").distinct()
    return sorted((creator.lower(), started.date()) for creator, started in rows if creator.lower() in handles)


def _line(sample: SentSample, sales: list[tuple], posts: list[tuple[str, date]]) -> SampleLine:
    """A sale in content is content too, though nobody told when it began."""
    handle, product = sample.creator.lower(), sample.product.tiktok_id if sample.product else ""
    after = [sale for sale in sales if sale[0].lower() == handle and sale[1] >= sample.sent_on]
    sold = next((day for _creator, day, product_id, _content in after if not product or product_id == product), None)
    began = [day for creator, day in posts if creator == handle and day >= sample.sent_on]
    began += [day for _creator, day, _product, content in after if content][:1]
    return SampleLine(sample, min(began, default=None), sold)
