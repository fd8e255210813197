"""What is unusual in a brand's numbers today. Each finder asks a fixed number of questions, and puts the loudest first."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from django.db.models.functions import Coalesce

from analytics.catalogue_matrix.rows import PACE, stocks_of
from analytics.metrics import GROSS_SALES
from analytics.queries.sales import SalesStream, newest_sale, sales_streams
from analytics.queries.series import WINDOWS, comparable, earlier_windows, total, usual_range
from analytics.queries.sources import Source
from analytics.queries.weekly import early_readings
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .alert import Alert, Kind
from .judging import LEAST_OTHERS, breaks_out, has_dropped

DAY = timedelta(days=1)
YOUNG = 14  # days: a breakout is news for so long
STALE = 14  # days: older sales are an overdue import, not a drop
REGULAR = 4  # files of a kind, from which on one can be overdue


def found_of(brand: Brand, sources: Sequence[Source], *, today: date) -> tuple[Alert, ...]:
    """Kind by kind, the loudest first, whether or not somebody has dismissed it. Nine queries at most.

    `sources`: the brand's live tables.
    """
    return (
        *breakouts(brand, today=today),
        *drops(brand, sources, today=today),
        *stock_outs(brand, today=today),
        *overdue(brand, today=today),
    )


def breakouts(brand: Brand, *, today: date) -> list[Alert]:
    """Young videos with far more views than the brand's others had at the same age. Two queries."""
    readings = early_readings(brand, Days(today, today + DAY))
    newest = {pk: points[-1] for pk, points in readings.items() if points[-1].age >= 1}
    found = []
    for pk, point in newest.items():
        if point.day - point.age * DAY < today - YOUNG * DAY:
            continue
        same = [_at(points, point.age) for other, points in readings.items() if other != pk]
        others = [views for views in same if views is not None]
        if breaks_out(point.views, others):
            usual = Decimal(round(median(others)))
            found.append(Alert(Kind.BREAKOUT, str(pk), "", point.day, Decimal(point.views), usual, point.age, len(others)))
    found.sort(key=lambda one: -one.value / one.usual)
    return _named(brand, found)


def _at(points: Sequence, age: int) -> int | None:
    """Views at the reading nearest to an age: a day earlier or later, and a fifth for older ones."""
    near = [point for point in points if abs(point.age - age) <= max(1, age // 5)]
    return min(near, key=lambda point: abs(point.age - age)).views if near else None


def _named(brand: Brand, found: list[Alert]) -> list[Alert]:
    titles = {str(video.pk): str(video) for video in brand.videos.filter(pk__in=[int(one.of) for one in found])}
    return [Alert(**(vars(one) | {"name": titles[one.of]})) for one in found if one.of in titles]


def drops(brand: Brand, sources: Sequence[Source], *, today: date) -> list[Alert]:
    """Channels whose last seven days lie far below the weeks before, each up to its own newest order file. One query."""
    newest = newest_sale(sources)
    if newest is None or newest < today - STALE * DAY:
        return []
    looked_at = Days(today - (STALE + (WINDOWS + 1) * 7) * DAY, today + DAY)
    streams = sales_streams(brand, looked_at, sources)
    fresh = [stream for stream in streams if today - STALE * DAY <= stream.last <= today]
    return [alert for stream in fresh if (alert := _drop_of(stream, Days(stream.last - 6 * DAY, stream.last + DAY))) is not None]


def _drop_of(stream: SalesStream, week: Days) -> Alert | None:
    """Against whole weeks since the stream began; every week has each weekday once."""
    start = max(stream.first, week.start - WINDOWS * 7 * DAY)
    series = stream.series(GROSS_SALES, Days(min(start, week.start), week.end))
    totals = [total(GROSS_SALES, series, window) for window in earlier_windows(week) if window.start in series]
    weeks = [level for one in totals if (level := comparable(GROSS_SALES, one)) is not None]
    level = comparable(GROSS_SALES, total(GROSS_SALES, series, week))
    if level is None or len(weeks) < LEAST_OTHERS or not has_dropped(level, weeks):
        return None
    value, low = (Decimal(round(amount, 2)) for amount in (level, usual_range(weeks).low))
    return Alert(Kind.DROP, stream.channel, "", week.last, value, low, 7, currency=stream.currency)


def stock_outs(brand: Brand, *, today: date) -> list[Alert]:
    """Products of the newest stock list that are short of what they sell, the shortest first. Four queries."""
    products = brand.products.filter(hidden_at=None)  # asked only where there is a stock list
    stocks = stocks_of(brand, products, today=today)
    names = {product.pk: product.name for product in products} if stocks else {}
    found = []
    for pk, stock in stocks.items():
        if stock.a_day and stock.is_short(today) and stock.day >= today - PACE * DAY:
            left, pace = Decimal(stock.quantity), round(stock.a_day, 1)
            found.append(Alert(Kind.STOCK, str(pk), names[pk], stock.day, left, pace, stock.days_left(today) or 0))
    return sorted(found, key=lambda one: (one.age, one.value))


def overdue(brand: Brand, *, today: date) -> list[Alert]:
    """Kinds of files that came regularly and stopped: twice the usual gap, and three days more than it. One query."""
    since = today - 400 * DAY
    told_until = brand.importedtables.filter(live=True).annotate(until=Coalesce("last_day", "as_of"))
    rows = told_until.filter(until__gte=since).values_list("profile", "until").distinct()
    days: dict[str, list[date]] = {}
    for profile, until in rows.order_by("profile", "until"):
        days.setdefault(profile, []).append(until)
    found = []
    for profile, told in days.items():
        if len(told) < REGULAR:
            continue
        gap = median((later - earlier).days for earlier, later in zip(told, told[1:], strict=False))
        late = (today - told[-1]).days
        if gap <= 45 and late > max(2 * gap, gap + 3):
            found.append(Alert(Kind.OVERDUE, profile, "", told[-1], Decimal(late), Decimal(round(gap)), late))
    return sorted(found, key=lambda one: -one.age)
