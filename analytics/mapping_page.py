"""The page on which a person says what an unknown table is: its first rows, what it may be, and which column is which."""

from dataclasses import dataclass

from django.http import HttpRequest, QueryDict
from django.utils.translation import get_language, gettext as _

from analytics.forms.import_answers import MappingForm, MappingQuery
from analytics.importing.headers import fingerprint, header_labels
from analytics.importing.problems import UnreadableFile
from analytics.importing.shops import shop_name
from analytics.importing.templates import BY_KEY, TEMPLATES
from analytics.importing.unmapped import SHOWN, Unmapped, guess_columns, unmapped_tables
from analytics.models import MetricImport

_MOST_COLUMNS = 30  # shown of the first rows


@dataclass(frozen=True)
class MappingPage:
    tables: list[Unmapped]
    place: int
    header: int
    rows: list[tuple[int, list[str]]]
    templates: list[tuple[str, str, str]]  # (key, title, what its numbers are for)
    chosen: str
    form: MappingForm | None
    fingerprint: str

    @property
    def table(self) -> Unmapped | None:
        return self.tables[self.place] if self.tables else None


def mapping_page(request: HttpRequest, metric_import: MetricImport) -> MappingPage:
    """Without tables where there is nothing to map."""
    data: QueryDict = request.POST if request.method == "POST" else request.GET
    asked = MappingQuery(data).asked
    try:
        tables = unmapped_tables(metric_import)
    except (UnreadableFile, FileNotFoundError, ValueError):
        tables = []
    place = _place(tables, asked)
    chosen = asked.get("template") or ""
    templates = [(item.profile.key, _(item.profile.title), _(item.purpose)) for item in TEMPLATES]
    if not tables:
        return MappingPage([], 0, 0, [], templates, chosen, None, "")
    table = tables[place]
    header = asked.get("row") if asked.get("row") in dict(table.rows) else table.header
    cells = table.cells(header)
    form = _form(request, metric_import, cells, chosen) if chosen else None
    rows = [(number, row[:_MOST_COLUMNS]) for number, row in table.rows[:SHOWN]]
    return MappingPage(tables, place, header, rows, templates, chosen, form, fingerprint(cells))


def _place(tables: list[Unmapped], asked: dict) -> int:
    named = asked.get("named")
    found = (place for place, table in enumerate(tables) if named and (table.name == named or table.name.startswith(f"{named} ")))
    return next(found, min(asked.get("table") or 0, max(len(tables) - 1, 0)))


def _form(request: HttpRequest, metric_import: MetricImport, cells: list[str], chosen: str) -> MappingForm:
    template, labels = BY_KEY[chosen], header_labels(cells)
    japanese = (get_language() or "").startswith("ja")
    if request.method == "POST":
        return MappingForm(template, labels, request.POST, japanese=japanese)
    guessed = {MappingForm.field_name(name): label for name, label in guess_columns(template, cells).items()}
    name = metric_import.filename.rpartition(".")[0] or metric_import.filename
    initial = {"name": name[:120], "shop": "" if "column-shop" in guessed else shop_name(name), **guessed}
    return MappingForm(template, labels, initial=initial, japanese=japanese)
