"""Everything the page of sales shows, for one address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse

from analytics.period import CHOICES, Period, read_period
from analytics.table_files import chart_response, table_response
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .funnel_board import newest_day
from .gmv_kinds import gmv_kinds
from .sales import SalesOf, sales_of, together_of
from .sales_charts import charts_of
from .sales_page import SalesPage, files_of, page_of


@dataclass(frozen=True)
class SalesBoard:
    period: Period
    newest: date
    sold: SalesOf
    page: SalesPage
    periods: tuple[int, ...] = CHOICES

    @property
    def days(self) -> Days:
        return self.period.days


def sales_board(brand: Brand, params: Mapping[str, str], *, today: date) -> SalesBoard | None:
    """None where no file tells of orders, spans or accounts."""
    newest = newest_day(brand)
    if newest is None:
        return None
    period = read_period(params, newest=min(newest, today))
    sold = sales_of(brand, period.days)
    kinds, gpm = gmv_kinds(brand, period.days)
    page = page_of(sold, kinds, gpm, charts_of(sold, today=today), together_of(brand, sold), today=today)
    return SalesBoard(period, newest, sold, page)


def sales_file(board: SalesBoard, brand: Brand, kind: str, table: str) -> HttpResponse:
    """`kind`: csv or xlsx; `table`: the key of a chart, or empty for all parts; 404 for another."""
    if not table:
        header, rows = files_of(board.sold)
        return table_response(f"{brand.slug}-sales", header, rows, kind)
    return chart_response(brand.slug, board.page.charts, table, kind)
