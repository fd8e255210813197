"""What every chart is made of: the chart itself with its table, its layout, its axes. Pure but for the reader's language."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from html import escape  # Django's wraps each cell anew: too slow for some thousand

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from analytics.models.sales import Channel
from tkcommerce import words

TRACE_TYPES = {"scatter", "bar"}  # the only ones that are drawn without a request elsewhere and without inline styles
CHANNEL_COLOURS = {Channel.TIKTOK_SHOP: "--f-hook", Channel.OWN_EC: "--f-theme", Channel.MARKETPLACE: "--f-format"}
SHARE_STEPS = (0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10)
Value = int | float | Decimal | None


class UnknownTrace(ValueError):
    """plotly silently draws a type it does not know as scatter: better to stop here."""


@dataclass(frozen=True)
class Column:
    """A column of a chart's table; `text` turns its values into words."""

    label: str
    text: Callable[[object], str] = str
    numeric: bool = True


@dataclass(frozen=True)
class Chart:
    """`label` says the picture in a sentence; `notes` stand below it; `rows` hold raw values, None where there is none."""

    key: str
    title: str
    label: str
    figure: dict
    columns: tuple[Column, ...]
    rows: tuple[tuple, ...]
    notes: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()  # (class of the swatch, word)

    def __post_init__(self) -> None:
        for trace in self.figure["data"]:
            if trace["type"] not in TRACE_TYPES:
                raise UnknownTrace(trace["type"])

    @property
    def figure_id(self) -> str:
        return f"figure-{self.key}"

    def body(self) -> SafeString:
        """The rows as HTML: some thousand cells, too many for a template's loop."""
        lines = []
        for row in self.rows:
            texts = [words.NOTHING if cell is None else column.text(cell) for column, cell in zip(self.columns, row, strict=True)]
            cells = [
                f"<td{' class=num' if column.numeric else ''}>{escape(text)}</td>"
                for column, text in zip(self.columns[1:], texts[1:], strict=True)
            ]
            lines.append(f"<tr><th scope=row>{escape(texts[0])}</th>{''.join(cells)}</tr>")
        return mark_safe("".join(lines))


@dataclass(frozen=True)
class Line:
    """One row of small bars: a name, its colour, its values by day, and how a value is said."""

    name: str
    colour: str
    values: Sequence[Value]
    text: Callable[[Value], str] = words.count


@lru_cache(maxsize=4096)
def day_text(day: date, language: str) -> str:
    return words.day_short(day)


def day_texts(days: Sequence[date]) -> list[str]:
    """Days on an axis and in a table: some thousand a page, each made once a language."""
    language = get_language() or ""
    return [day_text(day, language) for day in days]


def layout(*, height: int, bottom: int = 28, **more: object) -> dict:
    base = {
        "height": height,
        "margin": {"l": 44, "r": 4, "t": 8, "b": bottom},
        "showlegend": False,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"size": 12, "color": "--ink-3"},
        "hoverlabel": {"bgcolor": "--raised", "bordercolor": "--line-strong", "font": {"color": "--ink", "size": 13}},
        "bargap": 0.25,
        "dragmode": False,
    }
    return base | more


def day_axis(days: Sequence[date]) -> dict:
    """At most six days are named, in the reader's language."""
    step = max(-(-len(days) // 6), 1)
    named = list(days)[::step]
    return {
        "type": "date", "tickvals": [day.isoformat() for day in named], "ticktext": day_texts(named),
        "showgrid": False, "zeroline": False, "linecolor": "--line-strong", "showline": True, "fixedrange": True,
        "ticks": "", "tickangle": 0,
    }  # fmt: skip


def value_axis(values: Sequence[Value], *, text: Callable[[Value], str] = words.compact, zero: bool = True) -> dict:
    """Round ticks, named as people count (5万); through zero unless it is a line of stands."""
    known = [float(value) for value in values if value is not None]
    low, high = (min(known), max(known)) if known else (0.0, 1.0)
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    ticks = round_ticks(low, high)
    names = [text(tick) for tick in ticks]
    if len(set(names)) < len(ticks):  # 1.1万 twice says nothing
        names = [words.count(tick) for tick in ticks]
    return {
        "tickvals": ticks, "ticktext": names, "range": [min(ticks[0], low), max(ticks[-1], high) * 1.04],
        "gridcolor": "--line", "zerolinecolor": "--line-strong", "zeroline": zero, "fixedrange": True, "ticks": "",
    }  # fmt: skip


def share_axis(values: Sequence[float], *, text: Callable[[float], str] = words.percent, above: float = 1.08) -> dict:
    """From zero, in round parts of a whole; `above`: room over the highest, as a factor."""
    most = max(values, default=1) or 1
    step = next((step for step in SHARE_STEPS if most / step <= 5), most)
    ticks = [step * number for number in range(int(most / step) + 1)]
    return {
        "tickvals": ticks, "ticktext": [text(tick) for tick in ticks], "range": [0, most * above], "gridcolor": "--line",
        "zerolinecolor": "--line-strong", "zeroline": True, "fixedrange": True, "ticks": "",
    }  # fmt: skip


def round_ticks(low: float, high: float) -> list[float]:
    """Three to five round numbers around [low, high]; steps of 1, 2 or 5 times a power of ten, never below 1 for counts."""
    span = high - low or abs(high) or 1
    high = max(high, low + span)
    size = 10 ** (len(str(int(span / 3 or 1))) - 1) if span >= 3 else 1
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor * 3 >= span)
    first = int(low // step)
    return [number * step for number in range(first, int(-(-high // step)) + 1)] or [0]
