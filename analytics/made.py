"""How figures in a table are made, for whoever opens one: formula, sums, files and as of. Pure but for the language.

A table says once for each numeric column what it means (`Made`); a ratio carries the sums of its own row (`Ratio`).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from analytics.metrics import Cell, Measured, Metric, Number, measure
from analytics.queries.fact_sources import FactSource
from tkcommerce import words


@dataclass(frozen=True)
class Ratio:
    """A metric of one row with the sums it was made of."""

    metric: Metric
    measured: Measured
    currency: str = ""

    @classmethod
    def of(cls, metric: Metric, *cells: Cell, currency: str = "") -> "Ratio":
        return cls(metric, measure(metric, cells), currency)

    @property
    def value(self) -> Number | None:
        return self.measured.value

    @property
    def text(self) -> str:
        return self.metric.text(self.value, self.currency)

    @property
    def sums(self) -> str:
        """1,234 ÷ 45,678; empty without a value."""
        if self.value is None:
            return ""
        times = f" × {self.metric.times:,}" if self.metric.times != 1 else ""
        return f"{words.exact(self.measured.numerator)} ÷ {words.exact(self.measured.denominator)}{times}"

    @property
    def cell(self) -> SafeString:
        """A cell of a table."""
        return format_html('<td class="num" data-sums="{}">{}</td>', self.sums, self.text)


@dataclass(frozen=True)
class Made:
    """`columns`: (label, formula) of each numeric column of the table, in its order. `sources`: the files behind it; or
    `bases`, keys of analytics/queries/files_behind.py with a dot between, where they are loaded when somebody asks."""

    key: str
    columns: Sequence[tuple[str, str]]
    sources: Sequence[FactSource] = ()
    bases: str = ""


def made(key: str, *columns: Metric | tuple[str, str], sources: Sequence[FactSource] = (), bases: str = "") -> Made:
    told = [(str(one.label), str(one.formula)) if isinstance(one, Metric) else (str(one[0]), str(one[1])) for one in columns]
    return Made(key, told, sources, bases)
