"""The table of a page of patterns as CSV, XLSX or JSON, with everything that belongs to a number: n, range, chance, as of."""

import io

import xlsxwriter
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from analytics.csv_download import csv_response
from analytics.pattern_page import PatternPage
from analytics.queries.patterns import LevelRow
from tkcommerce.brands.models import Brand

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
KEYS = (
    "facet", "level", "videos", "factor", "lo90", "hi90", "p_above_usual", "p_over_10pct", "s_value", "verdict", "model_verdict",
    "chance_to_hold", "still_needed", "reproduced", "retired",
)  # fmt: skip


def pattern_table_response(page: PatternPage, brand: Brand, kind: str) -> HttpResponse:
    """Every level of the outcome and scope, whatever facet the page shows. `kind`: csv, xlsx or json; 404 for another."""
    levels = [level for facet in page.view.facets for level in facet.levels]
    name = f"{brand.slug}-patterns-{page.outcome}"
    if kind == "csv":
        return csv_response(f"{name}.csv", _header(), [_cells(level) for level in levels])
    if kind == "xlsx":
        return _workbook(name, page, [_cells(level) for level in levels])
    if kind == "json":
        return JsonResponse(_plain(page, levels), json_dumps_params={"ensure_ascii": False})
    raise Http404


def _header() -> list[str]:
    return [
        _("Facet"), _("Level"), _("Videos"), _("Times the usual"), _("90 % range from"), _("to"), _("P(above the usual)"),
        _("P(over +10 %)"), _("s-value"), _("Verdict"), _("Verdict of the model alone"), _("Chance to hold"),
        _("Videos still needed"), _("Reproduced"), _("Retired"),
    ]  # fmt: skip


def _cells(level: LevelRow) -> list:
    row = level.row
    return [
        level.facet, level.label, row.videos, round(row.factor, 3), round(row.lo90, 3), round(row.hi90, 3),
        round(row.p_positive, 4), round(row.p_over_10pct, 4), round(row.s_value, 4), str(row.get_shown_display()),
        str(row.get_verdict_display()), None if row.chance is None else round(row.chance, 3), row.still_needed,
        _("yes") if row.reproduced else "", _("yes") if row.retired else "",
    ]  # fmt: skip


def _workbook(name: str, page: PatternPage, rows: list[list]) -> HttpResponse:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet(str(page.outcome.label)[:31])
        sheet.add_write_handler(str, _as_text)
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.write_row(0, 0, _header(), bold)
        for at, row in enumerate(rows, start=1):
            sheet.write_row(at, 0, ["" if cell is None else cell for cell in row])
        sheet.freeze_panes(1, 2)
        sheet.autofit()
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response


def _as_text(sheet: Worksheet, row: int, column: int, text: str, *style: Format) -> int:
    """Whatever it begins with: xlsxwriter's options do not keep "{=…}" from becoming an array formula."""
    return sheet.write_string(row, column, text, *style)


def _plain(page: PatternPage, levels: list[LevelRow]) -> dict:
    """Numbers as they are, levels by code; keys do not depend on the language."""
    run = page.run
    return {
        "outcome": page.outcome.value, "scope": page.scope, "made_at": run.made_at.isoformat(),
        "as_of": run.as_of.isoformat() if run.as_of else None, "model_version": run.model_version, "videos": page.view.fit.videos,
        "levels": [dict(zip(KEYS, _values(level), strict=True)) for level in levels],
    }  # fmt: skip


def _values(level: LevelRow) -> list:
    row = level.row
    return [
        row.facet_code, row.level_code, row.videos, row.factor, row.lo90, row.hi90, row.p_positive, row.p_over_10pct, row.s_value,
        row.shown, row.verdict, row.chance, row.still_needed, row.reproduced, row.retired,
    ]  # fmt: skip
