"""What the brand's people said of headers that no profile knows."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language, gettext as _

from analytics.importing.templates import BY_KEY, label
from analytics.models import TableMapping
from tkcommerce.brands.models import Brand


@dataclass(frozen=True)
class MappingRow:
    id: int
    name: str
    title: str  # of the template
    columns: list[tuple[str, str]]  # (the template's column, the file's)
    by: str
    at: datetime


def mapping_rows(brand: Brand) -> list[MappingRow]:
    """One query, newest first."""
    japanese = (get_language() or "").startswith("ja")
    return [
        _row(mapping, japanese) for mapping in brand.tablemappings.select_related("created_by").order_by("-created_at", "-pk")
    ]


def _row(mapping: TableMapping, japanese: bool) -> MappingRow:
    template = BY_KEY.get(mapping.profile)
    known = template.columns if template else ()
    columns = [(label(column, japanese=japanese), told) for column in known if (told := mapping.columns.get(column.name))]
    title = _(template.profile.title) if template else mapping.profile
    return MappingRow(mapping.pk, mapping.name, title, columns, str(mapping.created_by or ""), mapping.created_at)
