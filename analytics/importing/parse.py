"""One file → its tables: what they are, their good rows under canonical names, what was wrong with the others. No database."""

from dataclasses import replace
from datetime import date

import pandas
from django.utils.translation import gettext_noop

from .archive import is_workbook, is_zip, opened
from .blocks import Block, tables_in, with_beside
from .day_tables import Evidence, account_days, active_hours, audience_shares
from .draft import Draft, make_draft
from .export_clues import read_clues
from .headers import Found, Known, Row
from .json_table import json_rows
from .known_by_sight import seen_before
from .order_table import orders
from .period_rows import read_periods
from .post_history import is_post_history, read_post_history
from .problems import Problem, UnknownTable, UnreadableFile
from .profiles import Profile
from .records import records_of
from .settlement_rows import read_settlements
from .sheet import read_sheets
from .shops import read_shop_orders
from .side_rows import read_curves, read_live_minutes, read_stock, read_voices
from .sniff import decode, read_text
from .tables import Context, Hints, ParsedTable, Recognised, Rows, SourceFile
from .unknown_table import unknown_table
from .video_table import videos

_UNHEARD = gettext_noop("You said %(said)s, but the file itself names the currency of its amounts: %(told)s.")
_OTHER_TABLE = gettext_noop("Another table of the file, which begins in row %(row)s, cannot be read: %(reason)s")


def parse_tables(file: SourceFile, hints: Hints) -> list[ParsedTable]:
    """Every table that we know, in the order of the file; at least one. UnreadableFile when there is none to be had from it."""
    if not file.content:
        raise UnreadableFile(gettext_noop("The file is empty."))
    if is_post_history(file.content):
        return [read_post_history(file, hints)]
    try:
        encoding, delimiter, blocks = _read(file.content, Known.to(hints.mapped, hints.answers.get("profile", "")))
    except UnknownTable as unknown:
        raise seen_before(file.name, _head(file.content)) or unknown from unknown
    tables: list[ParsedTable] = []
    refused: list[tuple[Block, UnreadableFile]] = []
    for block in with_beside(blocks):
        try:
            tables.append(_parsed(file, hints, encoding, delimiter, block))
        except UnreadableFile as refusal:
            refused.append((block, refusal))
    if not tables:
        raise refused[0][1]
    for block, refusal in refused:
        params = {"row": block.found.header_row, "reason": str(refusal)}
        tables[0].problems.append(Problem(block.found.header_row, "", "", _OTHER_TABLE, params, level="note"))
    return tables


def _read(content: bytes, known: Known) -> tuple[str, str, list[Block]]:
    """(encoding or "xlsx", delimiter, tables)."""
    if not is_zip(content):
        if rows := json_rows(content):
            return "json", "", _tables(rows, known)
        text, encoding = decode(content)
        return encoding, *read_text(text, known)
    with opened(content) as archive:
        if not is_workbook(archive):
            raise UnreadableFile(gettext_noop("This is a zip inside a zip. Unpack the outer one and upload the inner ones."))
    return "xlsx", "", _read_workbook(content, known)


def _tables(rows: list[Row], known: Known) -> list[Block]:
    blocks = tables_in(rows, known)
    if not blocks:
        raise unknown_table(rows[:40], known)
    return blocks


def _head(content: bytes) -> str:
    """The first lines of a text."""
    return "" if is_zip(content) else decode(content[:4096].rpartition(b"\n")[0] or content[:4096])[0]


def _read_workbook(content: bytes, known: Known) -> list[Block]:
    """The tables of every sheet."""
    sheets = read_sheets(content)
    blocks = []
    for name, rows in sheets.items():
        blocks += [replace(block, part=name + block.part) for block in tables_in(rows, known)]
    if not blocks:
        raise unknown_table([row for rows in sheets.values() for row in rows[:40]], known)
    return blocks if len(blocks) > 1 else [replace(blocks[0], part="")]


def _parsed(file: SourceFile, hints: Hints, encoding: str, delimiter: str, block: Block) -> ParsedTable:
    found = block.found
    if found.mapped:
        hints = replace(hints, answers={**found.mapped.options, **hints.answers})
    draft = make_draft(found, records_of(found, block.rows), block.problems)
    draft.rate_scale = hints.answers.get("rate_scale", "")
    clues = read_clues(file, hints)
    evidence = evidence_of(found, encoding, delimiter, draft)
    rows, as_of, more = _table(draft, found, Context(clues, hints, file.name, found.preamble))
    draft.problems.sort(key=lambda problem: problem.row or 0)
    return ParsedTable(
        source=file.name,
        recognised=Recognised(found.profile.key, encoding, delimiter, found.header_row, evidence + more + _unheard(hints, rows)),
        kind=found.profile.kind,
        frame=rows.frame,
        lines=rows.lines,
        problems=draft.problems,
        rows_read=draft.rows_read,
        as_of=as_of,
        handle=clues.handle or _handle(rows.frame),
        part=block.part,
    )


def evidence_of(found: Found, encoding: str, delimiter: str, draft: Draft) -> Evidence:
    evidence: Evidence = [(found.profile.title, {})]
    if found.mapped:
        said = {"day": found.mapped.said_on.isoformat(), "name": found.mapped.name}
        evidence.append((gettext_noop("Columns as you said on %(day)s: “%(name)s”."), said))
    if encoding == "xlsx":
        evidence.append((gettext_noop("Excel workbook; the table begins in row %(row)s."), {"row": found.header_row}))
    elif encoding == "json":
        evidence.append((gettext_noop("JSON with a list of records, each of which is a row."), {}))
    else:
        divided = "TAB" if delimiter == "\t" else delimiter
        message = gettext_noop("Text in %(encoding)s, cells divided by %(delimiter)s; the table begins in row %(row)s.")
        params = {"encoding": encoding.upper().replace("-SIG", " + BOM"), "delimiter": divided, "row": found.header_row}
        evidence.append((message, params))
    if not draft.rows_read:
        evidence.append((gettext_noop("The file has a header and no rows: there are no data yet."), {}))
    return evidence


def _unheard(hints: Hints, rows: Rows) -> Evidence:
    """A person named a currency, but every amount of the file names another."""
    said = hints.answers.get("currency", "")
    told = sorted(set(rows.frame["currency"]) - {"", None}) if "currency" in rows.frame else []
    return [(_UNHEARD, {"said": said, "told": ", ".join(told)})] if said and told and said not in told else []


def _table(draft: Draft, found: Found, context: Context) -> tuple[Rows, date, Evidence]:
    """(rows, as_of, evidence)."""
    profile, clues = found.profile, context.clues
    rows = rows_of_table(draft, profile, context)
    as_of, why = clues.as_of(exported=rows.exported, column=draft.headers.get("exported", ""), newest=rows.newest)
    return rows, as_of, [*rows.evidence, why]


def rows_of_table(draft: Draft, profile: Profile, context: Context) -> Rows:
    return (profile.read or _BY_KIND[profile.kind])(draft, profile, context)


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
    return read_shop_orders(draft, profile, context) if profile.orders else Rows(*orders(draft))


_BY_KIND = {
    "account_day": _account_days,
    "active_hour": _active_hours,
    "audience_share": _audience_shares,
    "video": _videos,
    "order": _orders,
    "period": read_periods,
    "settlement": read_settlements,
    "stock": read_stock,
    "voice": read_voices,
    "live_minute": read_live_minutes,
    "curve": read_curves,
}


def _handle(frame: pandas.DataFrame) -> str:
    """The one account that all links of the file lead to."""
    handles = {handle for handle in frame["handle"] if handle} if "handle" in frame else set()
    return handles.pop() if len(handles) == 1 else ""
