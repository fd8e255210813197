"""The plan as a table: CSV with BOM, or XLSX, one row per video. What is written here comes back unchanged by `plan_files`."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import timedelta

import xlsxwriter
from django.db.models import Q
from django.utils.translation import gettext as _

from planner.models import Video
from planner.models.videos import VideoQuerySet
from planner.plan_files.cells import cells_of, plain, shelf_of
from planner.plan_files.columns import columns_of
from planner.refusals import Refused
from planner.scheduling import today_of
from tkcommerce.brands.models import Brand

MOST_ROWS = 5_000
BEHIND = timedelta(days=90)
LONGEST_XLSX = 32_767  # characters in a cell of Excel
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # owasp.org, "CSV Injection"
WIDE = {"hook": 40, "caption": 40, "script": 40, "hypothesis": 40}


def table_videos(brand: Brand) -> VideoQuerySet:
    """What lies ahead or has no day yet, and the last 90 days; three queries."""
    recent = Q(day=None) | Q(day__gte=today_of(brand) - BEHIND)
    return with_cells(brand.videos.visible().filter(recent)).order_by("day", "planned_time", "pk")[:MOST_ROWS]


def with_cells(videos: VideoQuerySet) -> VideoQuerySet:
    """With all that a row tells."""
    return videos.select_related("account", "owner", "campaign").prefetch_related("levels__level", "products__product")


def table_of(brand: Brand, videos: Iterable[Video]) -> Iterator[list[str]]:
    """The header, then a row per video, in the active language."""
    shelf = shelf_of(brand)
    columns = columns_of(shelf.vocabulary)
    yield [column.label for column in columns]
    for video in videos:
        cells = cells_of(video, shelf)
        yield [plain(cells[column.code]) for column in columns]


def as_csv(table: Iterable[list[str]]) -> bytes:
    """UTF-8 with BOM, and no cell that a spreadsheet would run as a formula."""
    out = io.StringIO()
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in table)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: Iterable[list[str]]) -> bytes:
    """Every cell is text, so ids keep their digits and nothing becomes a formula."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet(_("Plan"))
        head, text = book.add_format({"bold": True}), book.add_format({"num_format": "@", "valign": "top"})
        for number, row in enumerate(table):
            for index, cell in enumerate(row):
                _write(sheet, number, index, cell, text if number else head)
        sheet.freeze_panes(1, 0)
    return out.getvalue()


def _write(sheet: xlsxwriter.worksheet.Worksheet, number: int, index: int, cell: str, form: object) -> None:
    if len(cell) > LONGEST_XLSX:
        raise Refused(_("A text in row %(row)s is longer than a cell of Excel may be. Export as CSV.") % {"row": number + 1})
    if cell:
        sheet.write_string(number, index, cell, form)


def guarded(cell: str) -> str:
    """Text that begins like a formula, or with an apostrophe, is led by an apostrophe."""
    return f"'{cell}" if cell.startswith(("'", *FORMULA_STARTS)) else cell


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(("'", *FORMULA_STARTS)) else cell
