"""What shops tell of a video, brought onto the same footing as its readings. Pure.

Clicks are the platform's sums over spans of days, of which never two that overlap are added. Sales are the orders that are tied
to the video, each once, up to the day of a reading: so sales and views are of the same days. Where nobody could have told of
sales there is nothing, not zero.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from analytics.learning.facts import Reading, SoldDay, Span, VideoFacts
from analytics.learning.readings import Aged
from analytics.queries.spans import choose
from tkcommerce.dates import Days

LACKING = 0.1  # of a video's days that orders may end before a reading; more, and they are not of the same days
DAY = timedelta(days=1)


@dataclass(frozen=True)
class OrderSize:
    """What the orders of one currency bring: `mean` net amount, and `weight` = E[x²] ÷ E[x].

    A sum S of orders with Poisson counts has the variance of log S of weight ÷ S, so S ÷ weight is how many equal orders say as
    much as these do: a sum of few large orders says less than their number.
    """

    mean: float
    weight: float

    @property
    def spread(self) -> float:
        """weight ÷ mean = 1 + cv²; 1 where all orders are alike."""
        return self.weight / self.mean


@dataclass(frozen=True)
class Market:
    """How sales of a brand are counted: in which currency each account sells most, and what orders bring in it."""

    currency_of: Mapping[int, str]
    sizes: Mapping[str, OrderSize]

    @property
    def main(self) -> OrderSize | None:
        """Of the currency most accounts' videos sell in; None without any sale."""
        most = Counter(self.currency_of.values()).most_common(1)
        return self.sizes.get(most[0][0]) if most else None


def market_of(facts: Iterable[VideoFacts]) -> Market:
    """Currencies are never added: of each account the one with most orders counts."""
    orders: dict[int, Counter] = defaultdict(Counter)
    amounts: dict[str, list[SoldDay]] = defaultdict(list)
    for one in facts:
        for sold in one.sold:
            orders[one.account][sold.currency] += sold.orders
            amounts[sold.currency].append(sold)
    sizes = {currency: size for currency, sold in amounts.items() if (size := _size(sold))}
    main = {account: max(sorted(count), key=count.__getitem__) for account, count in orders.items()}
    return Market({account: currency for account, currency in main.items() if currency in sizes}, sizes)


def _size(sold: list[SoldDay]) -> OrderSize | None:
    """Orders of one day, video and currency count as equal to each other."""
    paid = [one for one in sold if one.orders > 0 and one.net > 0]
    count, total = sum(one.orders for one in paid), sum(one.net for one in paid)
    return OrderSize(total / count, sum(one.net**2 / one.orders for one in paid) / total) if total else None


def with_sales(facts: VideoFacts, aged: list[Aged], market: Market) -> list[Aged]:
    """The same readings, with `sold` (in equal orders) and `sold_of` (views, as much as they weigh against them) where known."""
    size = market.sizes.get(market.currency_of.get(facts.account, ""))
    if size is None or facts.ties is None or facts.posted_day < facts.ties.start:
        return aged
    return [_with_sales(facts, one, size, market.currency_of[facts.account]) for one in aged]


def _with_sales(facts: VideoFacts, aged: Aged, size: OrderSize, currency: str) -> Aged:
    if (aged.reading.day - facts.ties.last).days > LACKING * aged.age:
        return aged
    net = sum(one.net for one in facts.sold if one.currency == currency and one.day <= aged.reading.day)
    told = {"sold": max(net, 0.0) / size.weight, "sold_of": aged.reading.values["views"] / size.spread}
    return replace(aged, reading=replace(aged.reading, values=aged.reading.values | told))


def clicked(facts: VideoFacts) -> list[Aged]:
    """One reading at the end of its last span, with product_impressions, product_clicks and, where told, orders; or none.

    Of several kinds of export the one that covers most days counts. Where not every span tells orders, SKU orders do.
    """
    streams: dict[tuple, list[Span]] = defaultdict(list)
    for one in facts.spans:
        streams[one.stream].append(one)
    found = [_disjoint(spans) for spans in streams.values()]
    best = max(found, key=lambda spans: sum(len(one.days) for one in spans), default=[])
    last = max((one.days.last for one in best), default=date.min)
    age = (last + DAY - facts.posted_day).days
    if age <= 0:
        return []
    values = {name: sum(getattr(one, name) for one in best) for name in ("product_impressions", "product_clicks")}
    for name in ("sku_orders", "orders"):
        if all(getattr(one, name) is not None for one in best):
            values["orders"] = sum(getattr(one, name) for one in best)
    return [Aged(float(age), Reading(last, False, {name: float(value) for name, value in values.items()}))]


def _disjoint(spans: list[Span]) -> list[Span]:
    chosen = choose((one.days for one in spans), Days(date.min, date.max)).spans
    by_days = {(one.days.start, one.days.end): one for one in spans}
    return [by_days[one.start, one.end] for one in chosen]
