"""The tables of the funnel page as files: both funnels, the videos, and what each chart draws."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _

from analytics.table_files import chart_response, table_response
from tkcommerce.brands.models import Brand

from .funnel_board import Board
from .videos import VideoRow


def funnel_file(board: Board, brand: Brand, kind: str, table: str) -> HttpResponse:
    """`kind`: csv or xlsx; `table`: videos, the key of a chart, or empty for the funnels; 404 for another."""
    name = f"{brand.slug}-funnel"
    if not table:
        return table_response(name, *board.page.table(), kind)
    if table == "videos":
        return table_response(f"{name}-videos", *_videos(board.videos), kind)
    return chart_response(name, board.charts, table, kind)


def _videos(videos: Sequence[VideoRow]) -> tuple[list[str], list[tuple]]:
    header = [
        _("Video"), _("Link"), _("Posted"), _("Views"), _("Product clicks"), _("CTR (video)"), _("Added to cart"),
        _("Click to cart"),
        _("Cart to order"), _("Orders"), _("GMV"), _("Currency"), _("GPM per 1,000 views"),
    ]  # fmt: skip
    rows = [
        (row.video.title, row.video.url, row.video.posted_day, row.counts["views"], row.counts["product_clicks"],
         row.click_rate.value, row.counts["add_to_carts"], row.cart_rate.value, row.order_rate.value, row.sold, row.gross,
         row.currency, row.gpm.value)
        for row in videos
    ]  # fmt: skip
    return header, rows
