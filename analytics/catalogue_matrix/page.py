"""The page of products and content."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from analytics.period import CHOICES, Period, read_period
from tkcommerce import words
from tkcommerce.brands.models import Brand

from .next_video import Suggestion, suggestions
from .rows import Part, ProductRow, product_rows, unlisted

WORDS: dict[Part, tuple[str | Promise, str | Promise]] = {  # name, what to do
    Part.UNTOLD: (gettext_lazy("Sells without content"), gettext_lazy("Make the first video: people want it already.")),
    Part.BOTH: (gettext_lazy("Has content and sells"), gettext_lazy("Keep going, with what sold best.")),
    Part.UNSOLD: (
        gettext_lazy("Has content that does not sell"),
        gettext_lazy("Check price, stock and the link, or show it otherwise."),
    ),
    Part.NEITHER: (gettext_lazy("Neither content nor sales"), gettext_lazy("Try one video, or leave it for now.")),
}  # fmt: skip


@dataclass(frozen=True)
class MatrixPart:
    part: Part
    rows: Sequence[ProductRow]

    @property
    def name(self) -> str:
        return str(WORDS[self.part][0])

    @property
    def advice(self) -> str:
        return str(WORDS[self.part][1])


@dataclass(frozen=True)
class Matrix:
    rows: Sequence[ProductRow]
    period: Period
    next: Sequence[Suggestion]
    unlisted: int  # pieces of what the brand's list does not know
    choices: Sequence[int] = CHOICES

    @property
    def parts(self) -> list[MatrixPart]:
        return [MatrixPart(part, [row for row in self.rows if row.part == part]) for part in WORDS]

    @property
    def short(self) -> list[ProductRow]:
        rows = [row for row in self.rows if row.is_short]
        return sorted(rows, key=lambda row: (row.days_left or 0, row.product.name))

    @property
    def stock_day(self) -> date | None:
        return next((row.stock.day for row in self.rows if row.stock), None)

    @property
    def answer(self) -> str:
        untold = sum(row.part == Part.UNTOLD for row in self.rows)
        told = [_("%(n)s of %(all)s products sell.") % {
            "n": words.count(sum(row.part in (Part.BOTH, Part.UNTOLD) for row in self.rows)), "all": words.count(len(self.rows)),
        }]  # fmt: skip
        if untold:
            said = ngettext("%(n)s of them has no video.", "%(n)s of them have no video.", untold)
            told.append(said % {"n": words.count(untold)})
        if self.short:
            said = ngettext("%(n)s product is short of stock.", "%(n)s products are short of stock.", len(self.short))
            told.append(said % {"n": words.count(len(self.short))})
        return words.sentences(*told)

    def table(self) -> tuple[list[str], list[tuple]]:
        header = [_("Product"), _("SKU"), _("Part of the matrix"), _("Pieces sold"), _("Through videos"), _("Sales of lines"),
                  _("Videos"), _("To come"), _("Last video"), _("In stock"), _("Days of stock left"), _("As of")]  # fmt: skip
        return header, [_cells(row) for row in self.rows]


def matrix(brand: Brand, params: Mapping[str, str], *, today: date) -> Matrix | None:
    """None without a product. Nine queries."""
    newest = brand.productcuts.aggregate(day=Max("day"))["day"]
    period = read_period(params, newest=newest or today - timedelta(days=1))
    rows = product_rows(brand, period.days, today=today)
    return Matrix(rows, period, suggestions(rows), unlisted(brand, period.days)) if rows else None


def _cells(row: ProductRow) -> tuple:
    money = _(", ").join(words.money(amount, currency) for currency, amount in row.sold.gross)
    return (
        row.product.name, row.product.sku, str(WORDS[row.part][0]), row.sold.items, row.sold.through_video, money, row.posted,
        row.planned, row.last_posted, row.stock and row.stock.quantity, row.days_left, row.stock and row.stock.day,
    )  # fmt: skip
