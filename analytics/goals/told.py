"""What the brand's data tell of each measure by day: the histories that goals are held against."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Count, Max, Sum

from analytics.models import FactGrain, SpanSum
from analytics.queries.spans import choose
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .pace import LEARNED, TRIED, History

DAY, QUIET = timedelta(days=1), timedelta(days=28)  # a channel without an order for so long has stopped
SPREAD = 7  # days of the longest span that is taken as even
Stream = tuple[str, str]  # channel, currency; "" for all of them


@dataclass(frozen=True)
class Clicks:
    """Product clicks and views of videos. `step`: days of the longest span, which is spread evenly over its days. None: spans are
    longer than a week or leave gaps, lie whole on their first day, and nothing is forecast of them."""

    clicks: History
    views: History
    step: int | None
    as_of: date | None


@dataclass(frozen=True)
class Everything:
    """Of one brand, as far back as a forecast looks. A stream without any order is not in `gmv` and `customers`."""

    gmv: dict[Stream, History]
    customers: dict[str, History]  # by channel; "": all of them together
    posts: History | None
    clicks: Clicks | None
    planned: int = 0  # videos on the calendar from today to the month's end that are not out
    as_of: dict[Stream, date] = field(default_factory=dict)

    @property
    def streams(self) -> list[Stream]:
        return sorted(self.gmv)


def everything(brand: Brand, month: Days, *, today: date) -> Everything:
    """Four queries."""
    window = Days(min(month.start, today) - timedelta(days=LEARNED + TRIED), max(month.end, today + DAY))
    rows = list(
        brand.channelcuts.filter(day__gte=window.start, day__lt=window.end)
        .order_by().values("day", "channel", "currency")
        .annotate(gmv=Sum("gross") + Sum("platform_discount"), customers=Sum("first_orders"), newest=Max("as_of"))
    )  # fmt: skip
    out = brand.videos.visible().out().filter(posted_day__gte=window.start, posted_day__lte=today)
    posted = dict(out.order_by().values_list("posted_day").annotate(Count("pk")))
    ahead = brand.videos.visible().filter(planned_day__gte=max(today, month.start), planned_day__lt=month.end)
    as_of = {stream: max(row["newest"] for row in found) for stream, found in _by_stream(rows).items()}
    return Everything(
        gmv={stream: _of_orders(found, "gmv", today) for stream, found in _by_stream(rows).items()},
        customers=_customers(rows, today),
        posts=History(Days(min(posted), today), posted) if posted else None,
        clicks=_clicks(brand, window, today),
        planned=ahead.filter(posted_day=None).exclude(state="idea").count(),
        as_of=as_of,
    )


def _by_stream(rows: Iterable[dict]) -> dict[Stream, list[dict]]:
    found: dict[Stream, list[dict]] = {}
    for row in rows:
        found.setdefault((row["channel"], row["currency"]), []).append(row)
    return found


def _customers(rows: list[dict], today: date) -> dict[str, History]:
    """Currencies do not matter to a number of people. All channels together are told until the one that is told least, of
    those that still sell."""
    channels = sorted({row["channel"] for row in rows})
    found = {channel: _of_orders([row for row in rows if row["channel"] == channel], "customers", today) for channel in channels}
    if found:
        ends = [one.told.end for one in found.values()]
        told = Days(min(one.told.start for one in found.values()), min(end for end in ends if end > max(ends) - QUIET))
        values: dict[date, float] = {}
        for one in found.values():
            for day, value in one.values.items():
                values[day] = values.get(day, 0.0) + value
        found[""] = History(told, values)
    return found


def _of_orders(rows: list[dict], column: str, today: date) -> History:
    """Told until the last order: an export made later may end there. A day without orders before it is 0, and the day of the
    export itself goes on."""
    values: dict[date, float] = {}
    for row in rows:
        values[row["day"]] = values.get(row["day"], 0.0) + float(row[column])
    exported = min(max(row["newest"] for row in rows), today)
    return History(Days(min(values), max(min(max(values) + DAY, exported), min(values))), values)


def _clicks(brand: Brand, window: Days, today: date) -> Clicks | None:
    """The export of videos that covers most days; exports that count differently overlap and are never added. One query."""
    found = brand.spansums.filter(grain=FactGrain.VIDEO, first_day__gte=window.start, end_day__lte=today + DAY)
    told = found.exclude(product_clicks=None).exclude(views=None).values(
        *SpanSum.STREAM, "first_day", "end_day", "product_clicks", "views", "as_of"
    )  # fmt: skip
    streams: dict[tuple, list[dict]] = {}
    for row in told:
        streams.setdefault(tuple(row[name] for name in SpanSum.STREAM), []).append(row)
    made = [_clicks_of(rows, window) for rows in streams.values()]
    return max(made, key=lambda one: (one.step is not None, len(one.clicks.told)), default=None)


def _clicks_of(rows: list[dict], window: Days) -> Clicks:
    """Spans that are not spread lie on their first day: sums of whole months hold, days do not."""
    spans = choose((Days(row["first_day"], row["end_day"]) for row in rows), window).spans
    told, longest = Days(spans[0].start, spans[-1].end), max(map(len, spans))
    step = longest if longest <= SPREAD and sum(map(len, spans)) == len(told) else None
    kept = {(span.start, span.end) for span in spans}
    clicks: dict[date, float] = {}
    views: dict[date, float] = {}
    for row in rows:
        span = Days(row["first_day"], row["end_day"])
        if (span.start, span.end) in kept:
            days = list(span) if step else [span.start]
            for day in days:
                clicks[day] = clicks.get(day, 0.0) + row["product_clicks"] / len(days)
                views[day] = views.get(day, 0.0) + row["views"] / len(days)
    return Clicks(History(told, clicks), History(told, views), step, max(row["as_of"] for row in rows))
