"""Any table as CSV or XLSX, safe in spreadsheets: text never becomes a formula, None is an empty cell."""

import io
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

import xlsxwriter
from django.http import Http404, HttpResponse
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analytics.chart_parts import Chart
from analytics.csv_download import csv_response

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_response(name: str, header: Sequence[str], rows: Sequence[Sequence], kind: str) -> HttpResponse:
    """`kind`: csv or xlsx; 404 for another."""
    if kind == "csv":
        return csv_response(f"{name}.csv", header, rows)
    if kind == "xlsx":
        return _workbook(name, header, rows)
    raise Http404


def chart_response(name: str, charts: Iterable[Chart], key: str, kind: str) -> HttpResponse:
    """The table behind one chart of a page; 404 where the page has no such chart."""
    chart = next((one for one in charts if one.key == key), None)
    if chart is None:
        raise Http404
    return table_response(f"{name}-{key}", [column.label for column in chart.columns], list(chart.rows), kind)


def _workbook(name: str, header: Sequence[str], rows: Sequence[Sequence]) -> HttpResponse:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.add_write_handler(str, _as_text)
        sheet.write_row(0, 0, header, book.add_format({"bold": True, "bottom": 1}))
        for at, row in enumerate(rows, start=1):
            sheet.write_row(at, 0, [_plain(cell) for cell in row])
        sheet.freeze_panes(1, 1)
        sheet.autofit()
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _plain(cell: object) -> object:
    """Days as ISO text: no spreadsheet moves them to another zone."""
    if cell is None:
        return ""
    return float(cell) if isinstance(cell, Decimal) else cell.isoformat() if isinstance(cell, date) else cell


def _as_text(sheet: Worksheet, row: int, column: int, text: str, *style: Format) -> int:
    """Whatever it begins with: xlsxwriter's options do not keep "{=…}" from becoming an array formula."""
    return sheet.write_string(row, column, text, *style)
