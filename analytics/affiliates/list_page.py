"""The creators of a brand: what they sold and cost in a period, their samples, and whom to invite again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import partial

from django.db.models import Max
from django.utils.translation import gettext as _

from analytics.chart_parts import Chart
from analytics.made import Made
from analytics.models.periods import FactGrain
from analytics.period import CHOICES, Period, read_period
from analytics.queries.fact_sources import FactSource
from tkcommerce import words
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .charts import creator_bars
from .columns import creators_made
from .inviting import WINDOW, WORDS, Basis, Invitation, invitation
from .names import Names, names_of
from .samples import SampleCount, SampleLine, counted, sample_lines
from .sources import affiliate_sources
from .sums import AffiliateSum, lines_in, sums_by
from .told import ToldSum, told_sums

SORTS = ("gmv", "orders", "refunds", "commission", "return", "last", "samples")
SHOWN = 100  # creators on the page


@dataclass(frozen=True)
class CreatorRow:
    """`sums`: of the period; `told`: what a creator list reports, where no order line names the creator."""

    handle: str
    currency: str
    sums: AffiliateSum | None
    told: ToldSum | None
    samples: SampleCount
    state: Invitation | None  # over the last 180 days; None: no order line
    basis: Basis | None = None

    @property
    def gmv(self) -> Decimal | None:
        return self.sums.gmv if self.sums else self.told.gmv if self.told else None

    @property
    def items(self) -> int | None:
        return self.sums.items if self.sums else self.told.items if self.told else None

    @property
    def estimated(self) -> Decimal | None:
        return self.sums.estimated if self.sums else self.told.commission_estimated if self.told else None

    @property
    def state_word(self) -> str:
        return str(WORDS[self.state]) if self.state else ""

    @property
    def basis_word(self) -> str:
        """On what the word rests: how many orders, and the range of what was given back."""
        if self.basis is None:
            return ""
        back = self.basis.given_back
        told = {"n": words.count(self.basis.orders), "low": words.percent(back.low, 0), "high": words.percent(back.high, 0)}
        return _("%(n)s orders, given back %(low)s–%(high)s") % told


@dataclass(frozen=True)
class CreatorList:
    rows: Sequence[CreatorRow]
    totals: Sequence[AffiliateSum]  # by currency
    period: Period
    sort: str
    state: str
    samples: SampleCount
    charts: Sequence[Chart]
    sources: Sequence[FactSource]
    choices: Sequence[int] = CHOICES

    @property
    def shown(self) -> Sequence[CreatorRow]:
        """On the page; files have all."""
        return self.rows[:SHOWN]

    @property
    def made(self) -> Made:
        return creators_made(self.sources)

    @property
    def states(self) -> list[tuple[str, str]]:
        return [(state.value, str(word)) for state, word in WORDS.items()]

    @property
    def answer(self) -> str:
        invited = sum(row.state == Invitation.INVITE for row in self.rows)
        told = [_("%(n)s creators sold in this period.") % {"n": words.count(sum(row.gmv is not None for row in self.rows))}]
        if invited:
            told.append(_("%(n)s sold well and went quiet: invite them again.") % {"n": words.count(invited)})
        return words.sentences(*told)

    def table(self, key: str = "") -> tuple[list[str], list[tuple]]:
        chart = next((chart for chart in self.charts if chart.key == key), None)
        if chart:
            return [column.label for column in chart.columns], list(chart.rows)
        header = [
            _("Creator"), _("Currency"), _("Attributed (affiliate) GMV"), _("Orders"), _("Items"), _("Given back"),
            _("Estimated commission"), _("Commission paid"), _("Return on commission"), _("Contents"), _("Samples sent"),
            _("Posted after a sample"), _("Sold after a sample"), _("Last sale"), _("Invite again"), _("As of"),
        ]  # fmt: skip
        return header, [_cells(row) for row in self.rows]


def creator_list(brand: Brand, params: Mapping[str, str], *, today: date) -> CreatorList | None:
    """None where neither an affiliate order, nor a creator list, nor a sample is known. Nine queries."""
    newest = brand.affiliatesales.aggregate(day=Max("day"))["day"]
    told_until = brand.spansums.filter(grain=FactGrain.CREATOR).aggregate(day=Max("end_day"))["day"]
    names = names_of(brand)
    samples = sample_lines(brand, names=names)
    last = newest or (told_until - timedelta(days=1) if told_until else None)
    if last is None and not samples:
        return None
    period = read_period(params, newest=last or today)
    rows = _rows(brand, names, period.days, samples, _states(brand, names, last or today))
    state = params.get("state", "")
    if state in {one.value for one in WORDS}:
        rows = [row for row in rows if row.state == state]
    sort = params.get("sort", "") if params.get("sort", "") in SORTS else SORTS[0]
    totals = [total for _key, total in sums_by(lines_in(brand, period.days), contents=False)]
    return CreatorList(
        sorted(rows, key=partial(_order, sort)), totals, period, sort, state, counted(samples), creator_bars(rows),
        affiliate_sources(brand),
    )  # fmt: skip


def _rows(
    brand: Brand, names: Names, days: Days, samples: list[SampleLine], states: Mapping[tuple[str, str], tuple[Invitation, Basis]]
) -> list[CreatorRow]:
    by_handle: dict[str, list[SampleLine]] = {}
    for line in samples:
        by_handle.setdefault(names.now(line.sample.creator).lower(), []).append(line)
    sums = sums_by(names.told(lines_in(brand, days)), "creator_now")
    rows = [CreatorRow(key["creator_now"], one.currency, one, None, SampleCount(), None) for key, one in sums]
    named = {row.handle.lower() for row in rows}
    told = told_sums(brand, names, days)
    rows += [CreatorRow(*key, None, one, SampleCount(), None) for key, one in told.items() if key[0].lower() not in named]
    named = {row.handle.lower() for row in rows}
    rows += [CreatorRow(names.now(lines[0].sample.creator), brand.currency, None, None, SampleCount(), None)
             for handle, lines in by_handle.items() if handle not in named]  # fmt: skip
    return [_with(row, by_handle.get(row.handle.lower(), []), states) for row in rows]


def _with(row: CreatorRow, samples: list[SampleLine], states: Mapping[tuple[str, str], tuple[Invitation, Basis]]) -> CreatorRow:
    state, basis = states.get((row.handle.lower(), row.currency), (None, None))
    return replace(row, samples=counted(samples), state=state, basis=basis)


def _states(brand: Brand, names: Names, last: date) -> dict[tuple[str, str], tuple[Invitation, Basis]]:
    """{(handle, currency): what the rule says, and on what} over the 180 days that end with the newest sale. Two queries."""
    days = Days(last - timedelta(days=WINDOW - 1), last + timedelta(days=1))
    usual = {one.currency: one.usual for _key, one in sums_by(lines_in(brand, days), contents=False)}
    return {
        (key["creator_now"].lower(), one.currency): (invitation(one.basis, usual[one.currency], today=last), one.basis)
        for key, one in sums_by(names.told(lines_in(brand, days)), "creator_now", contents=False)
    }  # fmt: skip


def _order(sort: str, row: CreatorRow) -> tuple:
    sums = row.sums
    values = {
        "gmv": row.gmv, "orders": sums and sums.orders, "refunds": sums and sums.refund_share.value, "commission": row.estimated,
        "return": sums and sums.return_on_commission.value, "last": sums and sums.last_sale.toordinal(),
        "samples": row.samples.sent,
    }  # fmt: skip
    value = values[sort]
    return (value is None, -(value or 0), row.handle.lower())


def _cells(row: CreatorRow) -> tuple:
    one = row.sums
    return (
        row.handle, row.currency, row.gmv, one and one.orders, row.items, one and one.refunded, row.estimated, one and one.paid,
        one and one.return_on_commission.value, one and one.contents, row.samples.sent, row.samples.posted, row.samples.sold,
        one and one.last_sale, row.state_word, one.as_of if one else row.told.as_of if row.told else None,
    )  # fmt: skip
