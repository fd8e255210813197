"""Bases of who came by: the accounts' own days (views, profile visits) and clicks on tracked links."""

from datetime import date

from django.db.models import Min, Q, QuerySet, Sum

from analytics.metrics import Cell
from analytics.models import Relation, Surface
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, day_of

from .cut import Cut
from .told import Base, Windows, base_of, cell

MEDIUM = {Surface.VIDEO: "organic_video", Surface.LIVE: "live"}  # utm_medium, by the naming rule of links


def account_base(brand: Brand, windows: Windows, cut: Cut) -> Base:
    """Days of the accounts in each one's own zone: all that people watched, whether a product was shown or not. One query,
    none where the accounts' days cannot be cut so."""
    own = cut.relation in ("", Relation.OWN) and cut.surface in ("", Surface.VIDEO)
    if not own or cut.needs_facts or cut.campaign:
        return base_of("account", "account_day", windows, {}, {})
    found = brand.accountdays.filter(day__gte=windows.whole.start, day__lt=windows.whole.end)
    if cut.account_ids is not None:
        found = found.filter(account_id__in=cut.account_ids)
    cells: dict[int, list[Cell]] = {}
    days: dict[int, set[date]] = {}
    as_of = None
    for day, views, profile_views, told in found.values_list("day", "video_views", "profile_views", "as_of"):
        number = windows.number(day)
        cells.setdefault(number, []).append(cell({"views": views, "profile_views": profile_views}))
        days.setdefault(number, set()).add(day)
        as_of = max(as_of or told, told)
    return base_of("account", "account_day", windows, cells, {number: len(one) for number, one in days.items()}, as_of)


def link_base(brand: Brand, windows: Windows, cut: Cut) -> Base:
    """Clicks by people on tracked links; days since the first link was made are covered. Two queries."""
    since = brand.trackedlinks.aggregate(first=Min("created_at"))["first"]
    if since is None or cut.creator or cut.relation == Relation.AFFILIATE:
        return base_of("links", "links", windows, {}, {})
    first = day_of(since, brand.time_zone)
    grouped = _asked_days(brand, windows, cut).values_list("day").annotate(Sum("clicks"))
    cells: dict[int, list[Cell]] = {}
    for day, clicks in grouped:
        cells.setdefault(windows.number(day), []).append(cell({"link_clicks": clicks}))
    covered = {number: len(Days(max(first, window.start), window.end)) for number, window in enumerate(windows.all)}
    for number, count in covered.items():
        if count:
            cells.setdefault(number, [cell({"link_clicks": 0})])
    return base_of("links", "links", windows, cells, covered, windows.now.last)


def _asked_days(brand: Brand, windows: Windows, cut: Cut) -> QuerySet:
    asked = Q(day__gte=windows.whole.start, day__lt=windows.whole.end)
    if cut.account_ids is not None:
        asked &= Q(link__video__account_id__in=cut.account_ids)
    if cut.campaign:
        asked &= Q(link__video__campaign=cut.campaign)
    if cut.product:
        asked &= Q(link__video__products__product=cut.product)
    if cut.video:
        asked &= Q(link__video=cut.video)
    if cut.surface:
        asked &= Q(link__utm_medium=MEDIUM.get(cut.surface, "-"))
    if cut.relation == Relation.PAID:
        asked &= Q(link__utm_medium="paid")
    return brand.linkdays.filter(asked)
