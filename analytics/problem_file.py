"""The problems of an import as CSV in the reader's language. Cells that a spreadsheet would run begin with an apostrophe."""

import csv
import io
from collections.abc import Iterable

from django.utils.translation import gettext as _

from analytics.models import ImportProblem

_RUNS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")  # OWASP, "CSV injection"


def problem_lines(problems: Iterable[ImportProblem]) -> str:
    """UTF-8 with a byte order mark, for Excel; one line per problem."""
    out = io.StringIO(newline="")
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow([_("File"), _("Row"), _("Column"), _("Value"), _("What is wrong"), _("What was done")])
    for problem in problems:
        cells = [problem.table_name, problem.row or "", problem.column, problem.value, problem.text, problem.get_level_display()]
        writer.writerow([harmless(str(cell)) for cell in cells])
    return out.getvalue()


def harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_RUNS) else cell
