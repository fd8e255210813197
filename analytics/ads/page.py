"""The page of shop ads in a period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from django.db.models import Max
from django.utils.translation import gettext as _, pgettext

from analytics.chart_parts import Chart
from analytics.models.periods import FactGrain
from analytics.period import CHOICES, Period, read_period
from analytics.queries.fact_sources import FactSource, sources_of_grain
from tkcommerce import words
from tkcommerce.brands.models import Brand

from .charts import spending_bars
from .metrics import WATCHED
from .spending import KINDS, KindOfAds, Spending, ads_in


@dataclass(frozen=True)
class AdsPage:
    period: Period
    kinds: Sequence[KindOfAds]
    campaign: str  # key of the one asked for
    charts: Sequence[Chart]
    sources: Sequence[FactSource]
    choices: Sequence[int] = CHOICES

    @property
    def watched_metrics(self) -> tuple:
        return WATCHED

    @property
    def answer(self) -> str:
        told = [
            _("%(kind)s: %(cost)s brought %(value)s by its own count, ROI %(roi)s.") % {
                "kind": one.label, "cost": words.money(one.total.cost, one.currency),
                "value": words.money(one.total.value, one.currency), "roi": one.total.roi.text,
            }
            for one in self.kinds
        ]  # fmt: skip
        return words.sentences(*told) if told else _("No file tells of ads in this period.")

    def table(self, key: str = "") -> tuple[list[str], list[tuple]]:
        chart = next((chart for chart in self.charts if chart.key == key), None)
        if chart:
            return [column.label for column in chart.columns], list(chart.rows)
        header = [
            _("What it counts"), pgettext("an advertisement", "Level"), _("Campaign"), _("Name"), _("TikTok id"), _("Currency"),
            _("Window"), _("Ad cost"),
            _("Attributed value"), _("ROI of ads"), _("Orders"), _("Cost per order"), _("Impressions"), _("Clicks"),
            _("CTR (ad)"), *(str(metric.label) for metric in WATCHED), _("As of"),
        ]  # fmt: skip
        rows = [_cells(kind, _("Campaign"), row) for kind in self.kinds for row in kind.campaigns]
        return header, rows + [_cells(kind, _("Creative"), row) for kind in self.kinds for row in kind.creatives]


def ads_page(brand: Brand, params: Mapping[str, str]) -> AdsPage | None:
    """None where no file tells of ads at all. Four queries."""
    end = brand.spansums.filter(grain=FactGrain.AD, gmv_kind__in=KINDS).aggregate(end=Max("end_day"))["end"]
    if end is None:
        return None
    period = read_period(params, newest=end - timedelta(days=1))
    kinds = ads_in(brand, period.days)
    campaign = params.get("campaign", "")
    if campaign:
        kinds = [_of_campaign(one, campaign) for one in kinds]
    kinds = _with_videos(brand, kinds)
    charts = [chart for kind in kinds if (chart := spending_bars(kind))]
    sources = sources_of_grain(brand, FactGrain.AD, gmv_kind__in=KINDS)
    return AdsPage(period, kinds, campaign, charts, sources)


def _of_campaign(kind: KindOfAds, campaign: str) -> KindOfAds:
    """Its total stays that of the whole kind."""
    mine = [row for row in kind.campaigns if row.key == campaign]
    names = {row.name for row in mine}
    return replace(kind, campaigns=mine, creatives=[row for row in kind.creatives if row.campaign in names])


def _with_videos(brand: Brand, kinds: Sequence[KindOfAds]) -> list[KindOfAds]:
    ids = [row.content_id for kind in kinds for row in kind.creatives if row.content_id]
    videos = {video.external_id: video for video in brand.videos.visible().filter(external_id__in=ids)}
    return [replace(kind, creatives=[replace(row, video=videos.get(row.content_id)) for row in kind.creatives]) for kind in kinds]


def _cells(kind: KindOfAds, level: str, row: Spending) -> tuple:
    return (
        kind.label, level, row.campaign, row.name, row.content_id, row.currency, row.attribution, row.cost, row.value,
        row.roi.value, row.orders, row.cost_per_order.value, row.total("impressions"), row.total("clicks"), row.ctr.value,
        *(one.value for one in row.watched), row.as_of,
    )  # fmt: skip
