"""CSV or XLSX → rows of text, by what imports know of encodings and hostile workbooks. The planner's settings.TABLE_READER."""

from django.utils.translation import gettext as _

from analytics.importing.problems import Problem, UnreadableFile
from analytics.importing.sheet import read_sheets
from analytics.importing.sniff import DELIMITERS, Row, decode, records
from planner.refusals import Refused

WORKBOOK = b"PK\x03\x04"


def read_plain_table(content: bytes) -> tuple[list[Row], bool]:
    """([(row number as in the file, cells)], is it a workbook), the first sheet that has rows; raises Refused in plain words."""
    try:
        if content.startswith(WORKBOOK):
            return next((rows for rows in read_sheets(content).values() if rows), []), True
        return _text_rows(decode(content)[0]), False
    except UnreadableFile as error:
        raise Refused(_(error.message) % error.params) from error


def _text_rows(text: str) -> list[Row]:
    """With the delimiter that cuts the first row into most cells."""
    first = text.lstrip("\r\n").split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first.count)
    problems: list[Problem] = []
    rows = list(records(text, delimiter, problems))
    if problems:
        raise Refused(_("Row %(row)s: %(problem)s") % {"row": problems[0].row, "problem": _(problems[0].message)})
    return rows
