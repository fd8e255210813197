"""The charts of the page of sales: by surface, by channel, TikTok's share, what is tied to content. Pure but for the language."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.utils.translation import gettext as _

from analytics.chart_parts import CHANNEL_COLOURS, Chart, Column, Line
from analytics.charts import stacked_bars
from analytics.models import Channel, Surface
from tkcommerce import words

from .drawings import band_line
from .sales import Part, SalesOf
from .sales_page import share_of

COLOURS = {
    Surface.VIDEO: "--f-hook", Surface.LIVE: "--f-theme", Surface.SHOWCASE: "--f-format", Surface.SHOP_TAB: "--f-presenter",
    Surface.PRODUCT_CARD: "--f-cta", Surface.EXTERNAL: "--f-pacing", "": "--ink-3",
}  # fmt: skip


def charts_of(sold: SalesOf, *, today: date) -> list[Chart]:
    """By currency, the one with most orders first; what has nothing to draw is left out."""
    drawn = []
    for currency in sorted(sold.currencies, key=lambda one: -sum(part.orders for part in sold.of(one))):
        drawn += [_surfaces(sold, currency), _channels(sold, currency), _share(sold, currency, today), _tied(sold, currency)]
    return [chart for chart in drawn if chart]


def buckets(sold: SalesOf) -> list[date]:
    """Every day, or every Monday, of the period."""
    if not sold.by_week:
        return list(sold.days)
    first = sold.days.start - timedelta(days=sold.days.start.weekday())
    return [first + timedelta(days=7 * n) for n in range((sold.days.last - first).days // 7 + 1)]


def _surfaces(sold: SalesOf, currency: str) -> Chart | None:
    parts = sold.of(currency, Channel.TIKTOK_SHOP)
    names = {**{one: str(one.label) for one in Surface}, "": _("Surface not told")}
    title = _("TikTok Shop by surface (%(currency)s)") % {"currency": currency}
    note = _("Gross sales by the day of the order, by the last content that was clicked.")
    return _stacked(sold, f"surfaces-{currency}", title, parts, names, COLOURS, lambda part: part.surface, (note,))


def _channels(sold: SalesOf, currency: str) -> Chart | None:
    parts = sold.of(currency)
    if len({part.channel for part in parts}) < 2:
        return None
    names = {one: str(one.label) for one in Channel}
    title = _("Sales by channel (%(currency)s)") % {"currency": currency}
    note = _("Gross sales; each order once, whoever told it.")
    return _stacked(sold, f"channels-{currency}", title, parts, names, CHANNEL_COLOURS, lambda part: part.channel, (note,))


def _tied(sold: SalesOf, currency: str) -> Chart | None:
    """Own EC: what a link, a coupon or a UTM ties to content, and what nothing does."""
    parts = sold.of(currency, Channel.OWN_EC)
    names = {"tied": _("Tied to TikTok"), "": _("Not tied")}
    title = _("Own EC: what is tied to TikTok (%(currency)s)") % {"currency": currency}
    note = _("What nothing ties stays visible; nothing is estimated here.")
    colours = {"tied": "--f-theme", "": "--ink-3"}
    return _stacked(
        sold, f"tied-{currency}", title, parts, names, colours, lambda part: "tied" if part.attributed_by else "", (note,)
    )


def _stacked(
    sold: SalesOf, key: str, title: str, parts: Sequence[Part], names: dict, colours: dict, of: Callable[[Part], str],
    notes: tuple[str, ...],
) -> Chart | None:  # fmt: skip
    """A day that no file of a channel tells has no bar of it: that is not a day without sales."""
    days = buckets(sold)
    sums: dict[tuple[str, date], Decimal] = {}
    known: dict[str, set[date]] = {}
    for part in parts:
        known.setdefault(of(part), set()).update(sold.told[part.channel])
        sums[of(part), part.bucket] = sums.get((of(part), part.bucket), Decimal(0)) + part.gross
    told = [name for name in names if any(of(part) == name for part in parts)]
    if not told:
        return None
    money = partial(words.money, currency=parts[0].currency)
    lines = [
        Line(names[name], colours[name], [sums.get((name, day), 0) if day in known[name] else None for day in days], money)
        for name in told
    ]
    whole = {name: sum(value for (of_name, _day), value in sums.items() if of_name == name) for name in told}
    label = f"{title}: " + ", ".join(f"{names[name]} {money(whole[name])}" for name in told)
    weekly = (_("By weeks from Monday; the first and the last may be cut by the period."),) if sold.by_week else ()
    return stacked_bars(key, title, label, days, lines, [False] * len(days), (*notes, *weekly))


def _share(sold: SalesOf, currency: str, today: date) -> Chart | None:
    parts = sold.of(currency)
    if len({part.channel for part in parts}) < 2:
        return None
    days = buckets(sold)
    all_told = set.intersection(*(sold.told[part.channel] for part in parts))
    shares = [share_of(part for part in parts if part.bucket == day) if day in all_told else None for day in days]
    values = [None if share is None else float(share) for share in shares]
    name = _("TikTok's share of all EC sales")
    figure = band_line(days, values, name, low=None, high=None, text=words.percent)
    title = _("TikTok's share of all EC sales (%(currency)s)") % {"currency": currency}
    label = f"{title}: {words.percent(share_of(parts))}"
    columns = (Column(_("Day"), partial(words.day_word, today=today), numeric=False), Column(name, words.percent))
    note = _("Gross sales of TikTok Shop ÷ gross sales of all channels, as far as their files are imported.")
    return Chart(f"share-{currency}", title, label, figure, columns, tuple(zip(days, shares, strict=True)), (note,))
