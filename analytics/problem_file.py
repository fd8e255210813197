"""The problems of an import as a table in the reader's language."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from analytics.models import ImportProblem


def problem_table(problems: Iterable[ImportProblem]) -> tuple[list[str], Iterator[tuple]]:
    """Header and rows, one for each problem."""
    header = [_("File"), _("Row"), _("Column"), _("Value"), _("What is wrong"), _("What was done")]
    rows = ((one.table_name, one.row, one.column, one.value, one.text, one.get_level_display()) for one in problems)
    return header, rows
