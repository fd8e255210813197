"""Compared numbers → the words and the small drawing of a tile. Pure but for the reader's language."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _, ngettext

from analytics.metrics import FOLLOWERS, NET_FOLLOWERS, Metric, Unit, signed
from analytics.queries.dashboard import Dashboard, Sales
from analytics.queries.series import ENOUGH_WINDOWS, Compared, Standing, Usual
from analytics.queries.sources import Source
from tkcommerce.words import NOTHING, count, exact

ACCOUNT_TILES = (
    "video_views", "likes", "comments", "shares", "profile_views",
    "engagement", "profile_visit_rate", "viewers", "new_viewer_share",
)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """The usual range and this period's dot on a line, in percent of its width."""

    left: str
    width: str
    dot: str


@dataclass(frozen=True)
class Tile:
    """One number and all that stands behind it, in words. Its files are in `sources`; or, loaded when somebody opens it, those
    of `files` (analytics/queries/files_behind.py), of facts only of this `kind` of GMV."""

    name: str
    figure: str
    change: str
    standing: str
    range: str
    bar: Bar | None
    formula: str
    sums: str
    gaps: str
    sources: tuple[Source, ...]
    as_of: date | None = None
    files: str = ""
    kind: str = ""


def account_tiles(board: Dashboard) -> list[Tile]:
    tiles = [tile_of(board.compared[key], board.sources_for("account_day", board.compared[key].metric)) for key in ACCOUNT_TILES]
    tiles.insert(5, _followers_tile(board))
    return tiles


def sales_tiles(board: Dashboard) -> list[Tile]:
    return [_sales_tile(board, sales, one) for sales in board.sales for one in sales.compared.values()]


def standing_word(one: Compared) -> str:
    words = {
        Standing.INSIDE: _("within the usual range"),
        Standing.ABOVE: _("above the usual range"),
        Standing.BELOW: _("below the usual range"),
    }
    return words[one.standing] if one.standing else ""


def range_word(metric: Metric, usual: Usual | None, currency: str = "") -> str:
    if usual is None:
        return ""
    low, high = (metric.text(_whole(metric, edge), currency, short=True) for edge in (usual.low, usual.high))
    return _("%(low)s to %(high)s") % {"low": low, "high": high}


def no_range_word(one: Compared) -> str:
    """Why there is no usual range."""
    return _("No usual range yet: it needs %(needed)s complete periods before this one; there are %(known)s.") % {
        "needed": ENOUGH_WINDOWS,
        "known": one.windows,
    }


def _whole(metric: Metric, edge: float) -> float:
    return round(edge) if metric.unit == Unit.COUNT else edge


def tile_of(one: Compared, sources: tuple[Source, ...], *, name: str = "", currency: str = "") -> Tile:
    metric = one.metric
    return Tile(
        name=name or str(metric.label),
        figure=metric.text(_figure(one), currency, short=True),
        change=_change(one),
        standing=standing_word(one),
        range=range_word(metric, one.usual, currency),
        bar=_bar(one),
        formula=str(metric.formula),
        sums=_sums(one, currency),
        gaps=_gaps(one) or (no_range_word(one) if one.usual is None else ""),
        sources=sources,
    )


def _change(one: Compared) -> str:
    change = one.change()
    return _("%(change)s vs before") % {"change": change} if change else ""


def _figure(one: Compared) -> object:
    value = one.now.value
    return round(value) if value is not None and one.metric.unit == Unit.COUNT else value


def _sums(one: Compared, currency: str) -> str:
    """The sums behind the value, exact: 1,234 ÷ 45,678 = 2.7%."""
    now, metric = one.now, one.metric
    if now.numerator is None or not metric.per:
        return metric.text(now.value, currency)
    return f"{exact(now.numerator)} ÷ {exact(now.denominator)} = {metric.text(now.value, currency)}"


def _gaps(one: Compared) -> str:
    if not one.now.missing:
        return ""
    text = ngettext("%(n)s day of the period has no value.", "%(n)s days of the period have no value.", one.now.missing) % {
        "n": count(one.now.missing)
    }
    if one.level is None:
        return f"{text} {_('That is too many to compare.')}"
    return text if one.metric.per else f"{text} {_('It is compared by the mean of the others.')}"


def _followers_tile(board: Dashboard) -> Tile:
    """The stand, and its change against the usual change."""
    net, stand = board.net_followers, board.followers
    tile = tile_of(net, board.sources_for("account_day", FOLLOWERS))
    change = "" if net.now.value is None else _("%(change)s in the period") % {"change": signed(net.now.value, 0)}
    figure = NOTHING if stand.followers is None else net.metric.text(stand.followers, short=True)
    silent = _("Accounts without a known stand: %(n)s.") % {"n": stand.silent} if stand.silent else ""
    sums = f"{count(stand.followers)} ({change})" if change else count(stand.followers)
    return Tile(
        _("Followers"), figure, change, tile.standing, tile.range, tile.bar, str(NET_FOLLOWERS.formula), sums,
        " ".join(filter(None, (silent, tile.gaps))), tile.sources,
    )  # fmt: skip


def _sales_tile(board: Dashboard, sales: Sales, one: Compared) -> Tile:
    stream = sales.stream
    name = _("%(metric)s · %(channel)s") % {"metric": one.metric.label, "channel": stream.channel_word}
    if len({other.stream.currency for other in board.sales}) > 1:
        name = f"{name} ({stream.currency})"
    return tile_of(one, _sources_of_sales(board, stream.channel), name=name, currency=stream.currency)


def _sources_of_sales(board: Dashboard, channel: str) -> tuple[Source, ...]:
    """Of the channel; where it has no file of its own, all: another shop's file told of its orders."""
    told = [source for source in board.sources if source.channel is not None]
    mine = [source for source in told if source.channel in ("", channel)] or told
    return tuple(source for source in mine if source.reaches_into(board.days))


def _bar(one: Compared) -> Bar | None:
    """The line runs from a fifth of the range's width below everything shown to as much above it."""
    here = one.level
    if one.usual is None or here is None:
        return None
    low, high = min(one.usual.low, here), max(one.usual.high, here)
    margin = (high - low) / 5 or abs(high) / 5 or 1
    start, width = low - margin, high - low + 2 * margin

    def at(value: float) -> float:
        return (value - start) / width * 100

    left, right = at(one.usual.low), at(one.usual.high)
    return Bar(f"{left:.1f}%", f"{max(right - left, 1):.1f}%", f"{at(here):.1f}%")
