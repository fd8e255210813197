"""Sales as their page shows them: the sentence, tiles that open, what is tied to content. Pure but for the reader's
language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from analytics.chart_parts import Chart
from analytics.made import Made, Ratio
from analytics.metrics import TIKTOK_SHARE, Metric, Unit
from analytics.models import AttributedBy, Channel, FactGrain, GmvKind
from analytics.queries.exchange import Converted, Rate
from analytics.tiles import Tile, tile_of
from tkcommerce import words

from .gmv_kinds import Kind
from .made import ties_made
from .sales import Part, SalesOf, Stream

GRAINS = dict(FactGrain.choices)
TIE_SHARE = Metric("tie_share", "", "", ("orders",), per=("whole",), unit=Unit.SHARE)


@dataclass(frozen=True)
class StreamCard:
    """Tiles of one channel in one currency."""

    title: str
    tiles: Sequence[Tile]


@dataclass(frozen=True)
class Tie:
    """What ties orders to content, the surest first; the last row is of what nothing ties. `share` is of the orders."""

    name: str
    orders: int
    gross: Decimal
    share: Ratio
    is_untied: bool


@dataclass(frozen=True)
class Ties:
    title: str
    currency: str
    rows: Sequence[Tie]
    made: Made


@dataclass(frozen=True)
class Together:
    """All currencies in one. `rates`: the newest of each currency; `others`: how many older ones are in the sum too."""

    sum: Converted
    rates: Sequence[Rate]
    others: int


@dataclass(frozen=True)
class SalesPage:
    answer: str
    streams: Sequence[StreamCard]
    kinds: Sequence[Tile]
    gpm: Sequence[Tile]
    ties: Sequence[Ties]
    together: Together | None
    charts: Sequence[Chart]


def page_of(
    sold: SalesOf, kinds: Sequence[Kind], gpm: Sequence[Kind], charts: Sequence[Chart], together: Converted | None, *, today: date
) -> SalesPage:
    return SalesPage(
        answer=answer(sold, today=today),
        streams=[_card(stream) for stream in sold.streams],
        kinds=[_kind_tile(one) for one in kinds],
        gpm=[_gpm_tile(one) for one in gpm],
        ties=list(_ties(sold)),
        together=_together(together) if together else None,
        charts=charts,
    )


def _together(found: Converted) -> Together:
    newest = {rate.base: rate for rate in found.used}  # of each base the oldest comes first
    return Together(found, tuple(newest.values()), len(found.used) - len(newest))


def answer(sold: SalesOf, *, today: date) -> str:
    days = words.days_word(sold.days, today=today)
    if not sold.parts:
        return _("%(days)s: no order is known.") % {"days": days}
    by_orders = sorted((one for one in sold.streams if one.compared[0].now.value), key=lambda one: -one.compared[2].now.value)
    biggest = {stream.channel: stream for stream in reversed(by_orders)}
    told = [_stream_sentence(stream, days) for stream in by_orders if biggest[stream.channel] is stream]
    return words.sentences(*told[:2], *_shares(sold))


def _stream_sentence(stream: Stream, days: str) -> str:
    gross, net, orders = stream.compared[:3]
    facts = {
        "days": days, "channel": stream.channel_word, "net": net.metric.text(net.now.value, stream.currency),
        "orders": words.count(orders.now.value), "change": net.change(),
    }  # fmt: skip
    if facts["change"]:
        return _("%(channel)s: net sales of %(net)s in %(orders)s orders (%(change)s vs before).") % facts
    return _("%(channel)s: net sales of %(net)s in %(orders)s orders.") % facts


def _shares(sold: SalesOf) -> list[str]:
    """TikTok's share of all sales, in the currency with most orders."""
    shares = []
    for currency in sold.currencies:
        share = share_of(sold.of(currency))
        if share is not None and 0 < share < 1:
            shares.append((sum(part.orders for part in sold.of(currency)), share))
    return [_("TikTok Shop is %(share)s of all EC sales.") % {"share": words.percent(max(shares)[1])}] if shares else []


def share_of(parts: Iterable[Part]) -> Decimal | None:
    parts = list(parts)
    tiktok = sum((part.gross for part in parts if part.channel == Channel.TIKTOK_SHOP), Decimal(0))
    return TIKTOK_SHARE.value(tiktok, sum((part.gross for part in parts), Decimal(0)))


def _card(stream: Stream) -> StreamCard:
    tiles = [tile_of(one, stream.sources, currency=stream.currency) for one in stream.compared]
    return StreamCard(_("%(channel)s · %(currency)s") % {"channel": stream.channel_word, "currency": stream.currency}, tiles)


def _kind_tile(one: Kind) -> Tile:
    name = str(GmvKind(one.kind).label)
    about = " · ".join(filter(None, (str(GRAINS.get(one.grain, "")), one.attribution, one.currency)))
    return _told_tile(one, f"{name} ({about})")


def _gpm_tile(one: Kind) -> Tile:
    name = _("%(metric)s · %(what)s") % {"metric": one.compared.metric.label, "what": GRAINS[one.grain]}
    return _told_tile(one, name)


def _told_tile(one: Kind, name: str) -> Tile:
    """Its files are looked for when somebody opens it."""
    tile = tile_of(one.compared, (), name=name, currency=one.currency)
    return replace(tile, as_of=one.as_of, files=one.grain or one.kind, kind=one.kind if one.grain else "")


def _ties(sold: SalesOf) -> Iterable[Ties]:
    for currency in sold.currencies:
        for channel in (Channel.TIKTOK_SHOP, Channel.OWN_EC):
            parts = sold.of(currency, channel)
            if parts:
                title = _("%(channel)s · %(currency)s") % {"channel": channel.label, "currency": currency}
                bases = "tiktok_orders" if channel == Channel.TIKTOK_SHOP else "own_orders"
                yield Ties(title, currency, _tie_rows(parts), ties_made(f"{channel}-{currency}", bases))


def _tie_rows(parts: Sequence[Part]) -> list[Tie]:
    names: Mapping[str, str] = {**dict(AttributedBy.choices), "": _("Nothing ties it to content")}
    whole = sum(part.orders for part in parts)
    rows = []
    for key, name in names.items():
        mine = [part for part in parts if part.attributed_by == key]
        if mine:
            orders = sum(part.orders for part in mine)
            share = Ratio.of(TIE_SHARE, {"orders": orders, "whole": whole})
            rows.append(Tie(str(name), orders, sum(part.gross for part in mine), share, not key))
    return rows


def files_of(sold: SalesOf) -> tuple[list[str], list[tuple]]:
    """Header and rows of all parts, for files: currencies and channels stay apart."""
    header = [
        _("Week of") if sold.by_week else _("Day"), _("Channel"), _("Currency"), _("Surface"), _("Tied by"), _("Orders"),
        _("Gross sales"), _("Net sales"),
    ]  # fmt: skip
    rows = [
        (one.bucket, one.channel, one.currency, one.surface, one.attributed_by, one.orders, one.gross, one.net)
        for one in sold.parts
    ]  # fmt: skip
    return header, rows
