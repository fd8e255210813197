"""Everything the page of funnels shows, for one address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Max
from django.db.models.functions import Coalesce

from analytics.chart_parts import Chart
from analytics.made import Made
from analytics.models import Surface
from analytics.period import CHOICES, Period, read_period
from planner.models import Account
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .cut import SURFACES, Choices, Cut, choices_of, cut_of
from .facts import span_told
from .funnel_charts import charts_of
from .funnel_page import FunnelPage, page_of
from .funnels import Funnels, funnels_of
from .made import videos_made
from .videos import VideoRow, video_rows

KINDS = ("account_day", "order", "period")


@dataclass(frozen=True)
class Board:
    period: Period
    newest: date
    choices: Choices
    cut: Cut
    shown: Funnels
    page: FunnelPage
    videos: Sequence[VideoRow]
    charts: Sequence[Chart]
    told: Days | None  # what a file of the shop covers, where none lies within the days asked for
    periods: Sequence[int] = CHOICES

    @property
    def days(self) -> Days:
        return self.period.days

    @property
    def surfaces(self) -> list[tuple[str, str]]:
        return [(one.value, str(one.label)) for one in SURFACES]

    @property
    def videos_made(self) -> Made:
        return videos_made()

    @property
    def accounts(self) -> tuple[Account, ...]:
        return self.choices.accounts


def newest_day(brand: Brand) -> date | None:
    """The newest day that a live file tells of. One query."""
    tables = brand.importedtables.filter(live=True, kind__in=KINDS)
    return tables.aggregate(newest=Max(Coalesce("last_day", "as_of")))["newest"]


def board_of(brand: Brand, params: Mapping[str, str], *, today: date) -> Board | None:
    """None where no file tells of accounts, orders or spans."""
    newest = newest_day(brand)
    if newest is None:
        return None
    choices = choices_of(brand)
    cut = cut_of(brand, params, choices)
    period = read_period(params, newest=min(newest, today))
    shown = funnels_of(brand, period.days, cut)
    of_lives = cut.surface == Surface.LIVE  # a LIVE has a page of its own
    videos = [] if cut.video or cut.creator or of_lives else video_rows(brand, period.days, cut)
    page = page_of(shown, today=today)
    charts = charts_of(shown, videos, today=today)
    told = None if shown.has_facts else span_told(brand, period.days)
    return Board(period, newest, choices, cut, shown, page, videos, charts, told)
