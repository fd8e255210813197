"""An upload → every table in it, with what was refused. Reads the database only for what is known of the brand."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from django.utils.translation import gettext_noop

from analytics.models import MetricImport
from tkcommerce.dates import day_of

from .archive import is_zip, open_upload
from .child import TOO_MUCH, in_child
from .choices import ChoiceNeeded
from .huge import HugeTable, read_huge
from .mapped import Mapped
from .parse import parse_tables
from .personal import without_email
from .post_history import known_posts
from .problems import Problem, UnknownTable, UnreadableFile
from .source import may_be_read_in_pieces
from .summary import unique_names
from .tables import Hints, ParsedTable, SourceFile

IN_CHILD_FROM = 2**20  # bytes; every workbook too
IN_PIECES_FROM = 8 * 2**20
WHOLE_LIMIT = 100 * 2**20  # what cannot be read in pieces passes through memory
Progress = Callable[[int, int], None]  # (rows read, rows in all as far as is known)


@dataclass(frozen=True)
class Reading:
    """What came out of an upload: tables and refused members, each under its unique name."""

    tables: list[tuple[str, ParsedTable | HugeTable]]
    refused: list[tuple[str, UnreadableFile]]

    @property
    def rows_read(self) -> int:
        return sum(parsed.rows_read for _name, parsed in self.tables)

    @property
    def problems(self) -> list[Problem]:
        """Of the rows of all tables, and one for each member that could not be read."""
        refused = [Problem(None, "", "", reason.message, reason.params) for _name, reason in self.refused]
        return refused + [problem for _name, parsed in self.tables for problem in parsed.problems]

    def forget(self) -> None:
        """What huge tables keep beside the memory."""
        for _name, parsed in self.tables:
            if isinstance(parsed, HugeTable):
                parsed.folder.cleanup()


def read_upload(row: MetricImport, path: Path, progress: Progress) -> Reading:
    """UnreadableFile when no file of the upload holds a table, ChoiceNeeded when a person must say how to read one."""
    mapped = _mapped(row)
    if path.stat().st_size > IN_PIECES_FROM:
        huge = _read_huge(row, path, mapped, progress)
        if huge:
            return Reading([(row.filename, huge)], [])
        if path.stat().st_size > WHOLE_LIMIT:
            raise UnreadableFile(TOO_MUCH)
    files = open_upload(row.filename, path.read_bytes())
    ahead = sum(file.content.count(b"\n") for file in files)
    done = 0
    progress(done, ahead)
    tables, refused = [], []
    for name, file in zip(unique_names(file.name for file in files), files, strict=True):
        try:
            found = _parse(file, hints_for(row, name, mapped), partial(progress, done, max(ahead, done)))
            found = [known_posts(row.brand, row.account, parsed) for parsed in found]
        except UnreadableFile as refusal:
            refused.append((name, refusal))
            continue
        except ChoiceNeeded as choice:
            choice.table = name  # so that the answer is kept for this one of several
            raise
        tables += [(f"{name} {parsed.part}".strip(), parsed) for parsed in found]
        done += sum(parsed.rows_read for parsed in found)
        progress(done, max(ahead, done))
    if not tables:
        raise _nothing_read(refused)
    names = unique_names(name for name, _parsed in tables)
    return Reading([(name, parsed) for name, (_name, parsed) in zip(names, tables, strict=True)], refused)


def _read_huge(row: MetricImport, path: Path, mapped: dict[str, Mapped], progress: Progress) -> HugeTable | None:
    """None where the file must be read whole: a zip, a workbook, several tables, a kind whose rows need one another."""
    source = may_be_read_in_pieces(path, row.filename, hints_for(row, row.filename, mapped))
    if source is None:
        return None
    with path.open("rb") as file:
        ahead = sum(chunk.count(b"\n") for chunk in iter(partial(file.read, 2**20), b""))
    return read_huge(row, source, lambda rows: progress(min(rows, ahead), ahead))


def _parse(file: SourceFile, hints: Hints, alive: Callable[[], None]) -> list[ParsedTable]:
    """In a process of its own, but for what is too small to do harm."""
    if len(file.content) < IN_CHILD_FROM and not is_zip(file.content):
        return parse_tables(file, hints)
    return in_child(lambda _say: parse_tables(file, hints), lambda _rows: alive())


def hints_for(row: MetricImport, name: str, mapped: dict[str, Mapped]) -> Hints:
    """`row.answers`: under the name of a table what a person said of it, under "" of all tables of the import."""
    brand = row.brand
    answers = {**row.answers.get("", {}), **row.answers.get(name, {})}
    as_of = answers.pop("as_of", "")
    return Hints(
        today=day_of(row.created_at, brand.time_zone),
        as_of=date.fromisoformat(as_of) if as_of else None,
        zone=row.account.time_zone if row.account else brand.time_zone,
        currency=brand.currency,
        market=brand.home_market,
        answers=answers,
        mapped=mapped,
    )


def _mapped(row: MetricImport) -> dict[str, Mapped]:
    """What people of the brand said of tables that no profile knows."""
    zone = row.brand.time_zone
    return {
        told.fingerprint: Mapped(told.name, told.profile, told.columns, day_of(told.created_at, zone), told.options)
        for told in row.brand.tablemappings.all()
    }


def _nothing_read(refused: list[tuple[str, UnreadableFile]]) -> UnreadableFile:
    """One file: its own reason. Several: the first one's reason, and how many there were."""
    name, reason = refused[0]
    if len(refused) == 1:
        return reason
    message = gettext_noop("None of the %(count)s files in this zip could be read. The first, %(name)s: %(reason)s")
    kind = UnknownTable if any(isinstance(reason, UnknownTable) for _name, reason in refused) else UnreadableFile
    return kind(message, count=len(refused), name=name, reason=without_email(str(reason)))
