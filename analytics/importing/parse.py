"""One file → one table: what it is, its good rows under canonical names, and what was wrong with the others. No database."""

from datetime import date

import pandas
from django.utils.translation import gettext_noop

from .archive import is_workbook, is_zip, opened
from .day_tables import Evidence, account_days, active_hours, audience_shares
from .draft import Draft, make_draft
from .export_clues import read_clues
from .order_table import orders
from .problems import Problem, UnreadableFile
from .profiles import Profile
from .sheet import Rows as SheetRows, read_sheets
from .sniff import Found, Row, decode, find_table, read_text, unknown_table
from .tables import Context, Hints, ParsedTable, Recognised, Rows, SourceFile
from .video_table import videos


def parse_file(file: SourceFile, hints: Hints) -> ParsedTable:
    """UnreadableFile when there is no table to be had from it."""
    if not file.content:
        raise UnreadableFile(gettext_noop("The file is empty."))
    encoding, delimiter, found, texts, problems = _read(file.content)
    draft = make_draft(found, texts, problems)
    clues = read_clues(file, hints)
    evidence = _evidence(found, encoding, delimiter, draft)
    rows, as_of, more = _table(draft, found, Context(clues, hints))
    draft.problems.sort(key=lambda problem: problem.row or 0)
    return ParsedTable(
        source=file.name,
        recognised=Recognised(found.profile.key, encoding, delimiter, found.header_row, evidence + more),
        kind=found.profile.kind,
        frame=rows.frame,
        lines=rows.lines,
        problems=draft.problems,
        rows_read=draft.rows_read,
        as_of=as_of,
        handle=clues.handle or _handle(rows.frame),
    )


def _read(content: bytes) -> tuple[str, str, Found, list[Row], list[Problem]]:
    """(encoding or sheet, delimiter, table, rows, rows that could not be split)."""
    if not is_zip(content):
        text, encoding = decode(content)
        return encoding, *read_text(text)
    with opened(content) as archive:
        if not is_workbook(archive):
            raise UnreadableFile(gettext_noop("This is a zip inside a zip. Unpack the outer one and upload the inner ones."))
    return _read_workbook(read_sheets(content))


def _read_workbook(sheets: dict[str, SheetRows]) -> tuple[str, str, Found, list[Row], list[Problem]]:
    """The first sheet with a table that we know."""
    for rows in sheets.values():
        found = find_table(rows)
        if found:
            return "xlsx", "", found, [row for row in rows if row[0] > found.header_row], []
    raise unknown_table([row for rows in sheets.values() for row in rows[:40]])


def _evidence(found: Found, encoding: str, delimiter: str, draft: Draft) -> Evidence:
    evidence: Evidence = [(found.profile.title, {})]
    if encoding == "xlsx":
        evidence.append((gettext_noop("Excel workbook; the table begins in row %(row)s."), {"row": found.header_row}))
    else:
        divided = "TAB" if delimiter == "\t" else delimiter
        message = gettext_noop("Text in %(encoding)s, cells divided by %(delimiter)s; the table begins in row %(row)s.")
        params = {"encoding": encoding.upper().replace("-SIG", " + BOM"), "delimiter": divided, "row": found.header_row}
        evidence.append((message, params))
    if not draft.rows_read:
        evidence.append((gettext_noop("The file has a header and no rows: there are no data yet."), {}))
    return evidence


def _table(draft: Draft, found: Found, context: Context) -> tuple[Rows, date, Evidence]:
    """(rows, as_of, evidence)."""
    profile, clues = found.profile, context.clues
    rows = (profile.read or _BY_KIND[profile.kind])(draft, profile, context)
    as_of, why = clues.as_of(exported=rows.exported, column=draft.headers.get("exported", ""), newest=rows.newest)
    return rows, as_of, [*rows.evidence, why]


def _account_days(draft: Draft, profile: Profile, context: Context) -> Rows:
    frame, evidence = account_days(draft, profile, context.clues)
    return Rows(frame, newest=max(frame["day"], default=None), evidence=evidence)


def _active_hours(draft: Draft, profile: Profile, context: Context) -> Rows:
    frame, evidence = active_hours(draft, profile, context.clues)
    return Rows(frame, newest=max(frame["day"], default=None), evidence=evidence)


def _audience_shares(draft: Draft, profile: Profile, context: Context) -> Rows:
    return Rows(audience_shares(draft, profile))


def _videos(draft: Draft, profile: Profile, context: Context) -> Rows:
    frame, evidence, exported = videos(draft, profile, context.clues, context.hints.zone)
    return Rows(frame, exported=exported, evidence=evidence)


def _orders(draft: Draft, profile: Profile, context: Context) -> Rows:
    return Rows(*orders(draft))


_BY_KIND = {
    "account_day": _account_days,
    "active_hour": _active_hours,
    "audience_share": _audience_shares,
    "video": _videos,
    "order": _orders,
}


def _handle(frame: pandas.DataFrame) -> str:
    """The one account that all links of the file lead to."""
    handles = {handle for handle in frame["handle"] if handle} if "handle" in frame else set()
    return handles.pop() if len(handles) == 1 else ""
