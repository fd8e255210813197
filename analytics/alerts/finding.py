"""What is unusual in a brand's numbers today. Each finder asks a fixed number of questions, and puts the loudest first."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from django.db.models import Max, Sum
from django.db.models.functions import Coalesce

from analytics.metrics import GROSS_SALES
from analytics.queries.sales import newest_sale, sales_streams
from analytics.queries.series import WINDOWS, Standing, compare
from analytics.queries.sources import Source
from analytics.queries.weekly import early_readings
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .alert import Alert, Kind

DAY = timedelta(days=1)
YOUNG = 14  # days: a breakout is news for so long
FACTOR, OTHERS = 4, 8  # over the median of at least so many other videos at the same age
STALE = 14  # days: older sales are an overdue import, not a drop
DAYS_LEFT = 14  # of stock, below which it is told
PACE = 28  # days that the daily pace of sales is taken from
REGULAR = 4  # files of a kind, from which on one can be overdue
PER_KIND = 3


def alerts_of(brand: Brand, sources: Sequence[Source], *, today: date) -> tuple[Alert, ...]:
    """At most three of each kind. `sources`: the brand's live tables. Nine queries at most."""
    return (
        *breakouts(brand, today=today),
        *drops(brand, sources, today=today),
        *stock_outs(brand, today=today),
        *overdue(brand, today=today),
    )


def breakouts(brand: Brand, *, today: date) -> list[Alert]:
    """Young videos with many times the views that the brand's others had at the same age. Two queries."""
    readings = early_readings(brand, Days(today, today + DAY))
    newest = {pk: points[-1] for pk, points in readings.items() if points[-1].age >= 1}
    found = []
    for pk, point in newest.items():
        if point.day - point.age * DAY < today - YOUNG * DAY:
            continue
        same = [_at(points, point.age) for other, points in readings.items() if other != pk]
        others = [views for views in same if views is not None]
        if len(others) >= OTHERS and point.views >= FACTOR * median(others) > 0:
            usual = Decimal(round(median(others)))
            found.append(Alert(Kind.BREAKOUT, str(pk), "", point.day, Decimal(point.views), usual, point.age, len(others)))
    found.sort(key=lambda one: -one.value / one.usual)
    return _named(brand, found[:PER_KIND])


def _at(points: Sequence, age: int) -> int | None:
    """Views at the reading nearest to an age: a day earlier or later, and a fifth for older ones."""
    near = [point for point in points if abs(point.age - age) <= max(1, age // 5)]
    return min(near, key=lambda point: abs(point.age - age)).views if near else None


def _named(brand: Brand, found: list[Alert]) -> list[Alert]:
    titles = {str(video.pk): str(video) for video in brand.videos.filter(pk__in=[int(one.of) for one in found])}
    return [Alert(**(vars(one) | {"name": titles[one.of]})) for one in found if one.of in titles]


def drops(brand: Brand, sources: Sequence[Source], *, today: date) -> list[Alert]:
    """Channels whose last seven days lie below the usual range. One query."""
    newest = newest_sale(sources)
    if newest is None or newest < today - STALE * DAY:
        return []
    week = Days(newest - 6 * DAY, newest + DAY)
    looked_at = Days(week.start - WINDOWS * 7 * DAY, week.end)
    found = []
    for stream in sales_streams(brand, looked_at, sources):
        start = max(stream.first, looked_at.start)
        one = compare(GROSS_SALES, stream.series(GROSS_SALES, Days(min(start, week.start), week.end)), week)
        if one.standing == Standing.BELOW and one.usual:
            values = {"value": Decimal(round(one.level, 2)), "usual": Decimal(round(one.usual.low, 2))}
            found.append(Alert(Kind.DROP, stream.channel, "", week.last, age=7, currency=stream.currency, **values))
    return found[:PER_KIND]


def stock_outs(brand: Brand, *, today: date) -> list[Alert]:
    """Products of the newest stock list that sell out within two weeks at the pace of the last 28 days. Four queries."""
    live = brand.stockreadings.filter(table__live=True)
    day = live.aggregate(Max("as_of"))["as_of__max"]
    if day is None or day < today - PACE * DAY:
        return []
    products = {name: product for product in brand.products.all() for name in (product.sku, product.tiktok_id) if name}
    left: dict[int, int] = {}
    for sku, product_id, quantity in (
        live.filter(as_of=day).order_by("table_id", "row").values_list("sku", "product_id", "quantity")
    ):
        product = products.get(sku) or products.get(product_id)
        if product:
            left[product.pk] = quantity  # the same product in two lists: the later one
    cuts = brand.productcuts.filter(day__gt=day - PACE * DAY, day__lte=day, catalogue_id__in=left)
    sold = dict(cuts.values_list("catalogue_id").annotate(Sum("items")))
    names = {product.pk: product.name for product in products.values()}
    found = []
    for pk, quantity in left.items():
        pace = Decimal(sold.get(pk, 0)) / PACE
        days = int(max(quantity, 0) / pace) - (today - day).days if pace else None
        if days is not None and days <= DAYS_LEFT:
            found.append(Alert(Kind.STOCK, str(pk), names[pk], day, Decimal(quantity), round(pace, 1), max(days, 0)))
    return sorted(found, key=lambda one: one.age)[:PER_KIND]


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
    return sorted(found, key=lambda one: -one.age)[:PER_KIND]
