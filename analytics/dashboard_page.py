"""The dashboard as its page shows it: sentence, tiles, charts and lists. Pure but for the reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from analytics.answer import answer
from analytics.chart_parts import Chart
from analytics.dashboard_charts import charts_of
from analytics.period import CHOICES
from analytics.queries.dashboard import Dashboard
from analytics.queries.top_videos import VideoRow
from analytics.tiles import Tile, account_tiles, sales_tiles
from tkcommerce.brands.models import Brand


@dataclass(frozen=True)
class DashboardPage:
    answer: str
    tiles: Sequence[Tile]
    sales_tiles: Sequence[Tile]
    charts: Sequence[Chart]
    video_columns: Sequence[tuple[str, str]]  # (key of the order, label)
    videos: Sequence[VideoRow]
    choices: Sequence[int] = CHOICES

    def table(self, key: str) -> tuple[list[str], list[tuple]] | None:
        """Header and raw rows of a chart or of the videos, for the CSV file."""
        if key == "videos":
            return _video_table(self.videos)
        chart = next((chart for chart in self.charts if chart.key == key), None)
        return None if chart is None else ([column.label for column in chart.columns], list(chart.rows))


def page_of(board: Dashboard, brand: Brand, *, today: date) -> DashboardPage:
    return DashboardPage(
        answer=answer(board, today=today),
        tiles=account_tiles(board) if board.history.spans else [],
        sales_tiles=sales_tiles(board),
        charts=charts_of(board, brand, today=today),
        video_columns=_video_columns(board),
        videos=board.videos.page.object_list,
    )


def _video_columns(board: Dashboard) -> list[tuple[str, str]]:
    return [
        ("views", _("Views")), ("engagement", str(board.videos.metric.label)), ("likes", _("Likes")), ("comments", _("Comments")),
        ("shares", _("Shares")), ("saves", _("Saves")), ("posted", _("Posted")),
    ]  # fmt: skip


def _video_table(videos: Sequence[VideoRow]) -> tuple[list[str], list[tuple]]:
    header = [
        _("Video"), _("Link"), _("Account"), _("Posted"), _("Age in days"), _("Views"), _("Likes"), _("Comments"), _("Shares"),
        _("Saves"), _("Engagement per view"), _("As of"),
    ]  # fmt: skip
    rows = [
        (one.title, one.url, f"@{one.handle}", one.posted_day, one.age, one.views, one.likes, one.comments, one.shares,
         one.saves, one.engagement, one.as_of)
        for one in videos
    ]  # fmt: skip
    return header, rows
