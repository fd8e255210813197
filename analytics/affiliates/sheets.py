"""Collaborations and samples out of a table that somebody filled in: CSV or XLSX, headers in either language, all rows or none.

A row that is written down already is passed over, so a list that grew can be given again. Raises `Refused`, with every row that
cannot be taken.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.forms import ModelForm
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _, override

from analytics.models import Collaboration, SentSample
from planner.ideas.line import key_of
from planner.plan_files.table import unguarded
from planner.refusals import Refused
from tkcommerce.brands.models import Brand, User

from .forms import CollaborationForm, SampleForm
from .offering import give_sample, offer

LARGEST = 1024 * 1024  # bytes
MOST_ROWS = 1_000
MOST_TOLD = 20  # rows that cannot be taken
LANGUAGES = ("ja", "en")


@dataclass(frozen=True)
class Sheet:
    """`same`: columns of the model that tell whether a row is there already."""

    form: type[ModelForm]
    fields: Sequence[str]
    same: Sequence[str]
    write: Callable


SHEETS = {
    "offers": Sheet(
        CollaborationForm, ("kind", "creator", "product", "percent", "flat_fee", "valid_from", "note"),
        ("kind", "creator", "product", "rate", "flat_fee", "valid_from"),
        lambda row, brand, by: offer(collaboration=row, brand=brand, by=by),
    ),
    "samples": Sheet(
        SampleForm, ("creator", "product", "sent_on", "order_id", "note"), ("creator", "product", "sent_on", "order_id"),
        lambda row, brand, by: give_sample(sample=row, brand=brand, by=by),
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Taken:
    """How many rows were written, and how many were there already."""

    written: int
    there: int


def header_of(sheet: Sheet, brand: Brand) -> list[str]:
    """As the form calls the columns, in the reader's language."""
    return [_label(sheet, field, brand) for field in sheet.fields]


@transaction.atomic
def take_sheet(*, sheet: Sheet, brand: Brand, content: bytes, by: User) -> Taken:
    columns, rows = _read(sheet, brand, content)
    products = {key_of(name): one.pk for one in brand.products.filter(hidden_at=None) for name in (one.name, one.sku) if name}
    kinds = _kinds()
    written, there, wrong = 0, 0, []
    for line, cells in rows:
        data = {field: cells[at].strip() for field, at in columns.items() if at < len(cells)}
        try:
            row = _row(sheet, brand, data, products, kinds)
            if _is_there(sheet, brand, row):
                there += 1
            else:
                sheet.write(row, brand, by)
                written += 1
        except Refused as refusal:
            wrong.append(_("Row %(row)s: %(problem)s") % {"row": line, "problem": refusal})
    if wrong:
        raise Refused(" ".join(wrong[:MOST_TOLD]))
    return Taken(written, there)


def _read(sheet: Sheet, brand: Brand, content: bytes) -> tuple[dict[str, int], list[tuple[int, list[str]]]]:
    """({field: its column}, [(line, cells)])."""
    if len(content) > LARGEST:
        raise Refused(_("The file has more than 1 MB. Split it."))
    found, is_workbook = import_string(settings.TABLE_READER)(content)
    if len(found) < 2:
        raise Refused(_("The file has no rows below its header."))
    if len(found) - 1 > MOST_ROWS:
        raise Refused(_("The file has more than 1,000 rows. Split it."))
    known = {key_of(name): field for field in sheet.fields for name in (field, *_labels(sheet, field, brand))}
    columns = {known[key_of(cell)]: at for at, cell in enumerate(found[0][1]) if key_of(cell) in known}
    if "creator" not in columns:
        raise Refused(_("The first row names no column of this table: take the template."))
    rows = [(line, list(cells) if is_workbook else [unguarded(cell) for cell in cells]) for line, cells in found[1:]]
    return columns, [(line, cells) for line, cells in rows if any(cell.strip() for cell in cells)]


def _row(sheet: Sheet, brand: Brand, data: dict[str, str], products: dict[str, int], kinds: dict[str, str]) -> object:
    """An unsaved row; Refused with what is wrong with it."""
    if data.get("product"):
        told = data["product"]
        data["product"] = products.get(key_of(told))
        if data["product"] is None:
            raise Refused(_("No product is called “%(name)s”.") % {"name": told})
    if "kind" in sheet.fields:
        data["kind"] = kinds.get(key_of(data.get("kind", "")), data.get("kind", ""))
    if data.get("percent"):
        data["percent"] = data["percent"].rstrip("%％ ")
    form = sheet.form(data, instance=sheet.form.Meta.model(brand=brand))
    if not form.is_valid():
        raise Refused(" ".join(f"{form.fields[field].label}: {told[0]}" if field in form.fields else told[0]
                               for field, told in form.errors.items()))  # fmt: skip
    return form.save(commit=False)


def _is_there(sheet: Sheet, brand: Brand, row: Collaboration | SentSample) -> bool:
    asked = {name: getattr(row, name) for name in sheet.same}
    creator = asked.pop("creator")
    return type(row).objects.filter(brand=brand, creator__iexact=creator, **asked).exists()


def _label(sheet: Sheet, field: str, brand: Brand) -> str:
    return str(sheet.form(instance=sheet.form.Meta.model(brand=brand)).fields[field].label)


def _labels(sheet: Sheet, field: str, brand: Brand) -> list[str]:
    labels = []
    for language in LANGUAGES:
        with override(language):
            labels.append(_label(sheet, field, brand))
    return labels


def _kinds() -> dict[str, str]:
    """{what a kind of collaboration is called in either language: kind}."""
    kinds = {}
    for language in LANGUAGES:
        with override(language):
            kinds |= {key_of(str(label)): value for value, label in Collaboration.Kind.choices}
    return kinds
