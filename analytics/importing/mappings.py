"""What an unknown header means, as a person of the brand says: say, rename, delete. Each leaves one TableMappingChange."""

from django.db import transaction
from django.utils.translation import gettext as _

from analytics.models import MetricImport, TableMapping, TableMappingChange
from planner.refusals import Refused
from tkcommerce.brands.models import Brand, User

from .answers import read_again
from .personal import without_email
from .templates import BY_KEY

LONGEST_NAME = 120
Verb = TableMappingChange.Verb


def map_table(
    *, metric_import: MetricImport, fingerprint: str, name: str, profile: str, columns: dict[str, str], options: dict[str, str],
    by: User,
) -> TableMapping:  # fmt: skip
    """`columns`: canonical column → label of the file's column. The import is read again, and every later file like it."""
    template = BY_KEY.get(profile)
    if template is None:
        raise Refused(_("Choose what the table is."))
    missing = [column.headers[0] for column in template.columns if column.required and not columns.get(column.name)]
    if missing:
        raise Refused(_("Say which column is: %(columns)s.") % {"columns": ", ".join(missing)})
    if any(without_email(label) != label for label in columns.values()):  # labels are kept, rows of orders are not
        raise Refused(_("This row holds an e-mail address. Choose the row with the names of the columns."))
    with transaction.atomic():
        said = {"name": name[:LONGEST_NAME], "profile": profile, "columns": columns, "options": options, "created_by": by}
        mapping, _made = TableMapping.objects.update_or_create(brand=metric_import.brand, fingerprint=fingerprint, defaults=said)
        _record(mapping, Verb.SAID, by)
        read_again(metric_import=metric_import, by=by)
    return mapping


def rename_mapping(*, brand: Brand, mapping_id: int, name: str, by: User) -> None:
    with transaction.atomic():
        mapping = brand.tablemappings.select_for_update().get(pk=mapping_id)
        if mapping.name == name:
            return
        mapping.name = name[:LONGEST_NAME]
        mapping.save(update_fields=["name"])
        _record(mapping, Verb.RENAMED, by)


def delete_mapping(*, brand: Brand, mapping_id: int, by: User) -> str:
    """The name it had. Files read by it stay as they were read; the next one like them asks again."""
    with transaction.atomic():
        mapping = brand.tablemappings.select_for_update().get(pk=mapping_id)
        _record(mapping, Verb.DELETED, by)
        mapping.delete()
        return mapping.name


def _record(mapping: TableMapping, verb: str, by: User) -> None:
    TableMappingChange.objects.create(
        brand_id=mapping.brand_id, fingerprint=mapping.fingerprint, verb=verb, name=mapping.name, profile=mapping.profile,
        columns=mapping.columns, options=mapping.options, changed_by=by,
    )  # fmt: skip
