"""A huge text file → its table, in child processes: digests first, then only what no earlier file told is parsed, into files
of COPY's own text. What is known of a record is found by the digest of its cells (readings' `raw`)."""

import itertools
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TextIO

import numpy
from django.db import connection, transaction
from django.utils.translation import gettext_noop

from analytics.models import MetricImport

from .child import Say, in_child, in_children
from .copying import NULL, copy_lines
from .export_clues import read_clues
from .pieces import MOST_ROWS, Scan, each_piece, no_records, scan, settled
from .problems import Problem, UnreadableFile
from .records import Records
from .source import Source, stretches_of
from .stretches import Stretch
from .summary import SUMMED, days_of, total_of
from .tables import Recognised, Rows
from .versions import VERSIONS, told_orders, told_periods
from .working_folders import working_folder

READERS = 2  # processes that parse at the same time
MOST_PROBLEMS = 10_000  # kept of one table
TOLD = "told_again"  # temporary table of this connection: readings that the file tells again
_MORE = gettext_noop("%(count)s more rows cannot be read.")


@dataclass
class Piece:
    """What one reader made of its share: sums and days of the good rows; the rows themselves are in files."""

    records: int = 0
    rows_good: int = 0
    problems: list[Problem] = field(default_factory=list)
    more_problems: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)
    days: list[date] = field(default_factory=list)  # first and last
    newest: date | None = None
    exported: date | None = None


@dataclass
class HugeTable:
    """As tables.ParsedTable, its new rows in the files of `folder`; `known_records` were told before and not parsed again."""

    source: str
    recognised: Recognised
    kind: str
    folder: tempfile.TemporaryDirectory
    pieces: list[Piece]
    records: int
    broken: list[Problem]
    as_of: date
    handle: str = ""
    part: str = ""

    @property
    def problems(self) -> list[Problem]:
        told = [*self.broken, *(problem for piece in self.pieces for problem in piece.problems)]
        more = sum(piece.more_problems for piece in self.pieces)
        told += [Problem(None, "", "", _MORE, {"count": more})] if more else []
        return sorted(told, key=lambda problem: problem.row or 0)

    @property
    def known_records(self) -> int:
        return self.records - sum(piece.records for piece in self.pieces)

    @property
    def rows_good(self) -> int:
        """Of those that were parsed."""
        return sum(piece.rows_good for piece in self.pieces)

    @property
    def rows_bad(self) -> int:
        told = sum(problem.level == "error" for piece in self.pieces for problem in piece.problems)
        return len(self.broken) + told + sum(piece.more_problems for piece in self.pieces)

    @property
    def rows_read(self) -> int:
        return self.known_records + self.rows_good + self.rows_bad

    def files(self, name: str) -> list[Path]:
        return sorted(Path(self.folder.name).glob(f"{name}.*"))


@dataclass
class Passed:
    """What the first pass over the file saw: the stretches, each with the places of its groups, and the digest of each group."""

    stretches: list[tuple[Stretch, range]]
    records: int
    digests: numpy.ndarray
    showing: Records
    problems: list[Problem]


def read_huge(row: MetricImport, source: Source, say: Say) -> HugeTable | None:
    """None where the rows of an order do not stand together. Leaves the temporary table TOLD behind, for this connection."""
    passed = _look_through(source, lambda rows: say(rows // 4))
    if passed is None:
        return None
    source, evidence, shown = in_child(lambda _say: settled(source, passed.showing), lambda _rows: say(passed.records // 4))
    kind = source.found.profile.kind
    raws = _salted(passed.digests, source)
    known = _find_known(row.brand_id, kind, raws)
    folder = working_folder()
    pieces: list[Piece] = []
    if not known.all():
        brand = row.brand
        tasks = [
            partial(_read_share, source, passed, raws, known, Path(folder.name), share, brand.pepper, brand.time_zone)
            for share in range(READERS)
        ]
        pieces = in_children(tasks, lambda rows: say(passed.records // 4 + rows * 3 // 4))
    newest = [day for day in (shown, *(piece.newest for piece in pieces)) if day]
    exported = [piece.exported for piece in pieces if piece.exported]
    clues = read_clues(source.file, source.hints)
    as_of, why = clues.as_of(
        exported=max(exported, default=None),
        column=source.found.headers[source.found.places["exported"]] if "exported" in source.found.places else "",
        newest=max([*newest, *_known_newest(kind, known, bool(newest))], default=None),
    )
    found = source.found
    recognised = Recognised(found.profile.key, source.encoding, source.delimiter, found.header_row, [*evidence, why])
    return HugeTable(source.file.name, recognised, kind, folder, pieces, passed.records, passed.problems, as_of)


def _look_through(source: Source, say: Say) -> Passed | None:
    """None where the rows of an order do not stand together."""
    stretches = in_child(lambda _say: stretches_of(source), lambda _rows: say(0))
    shares = in_children([partial(scan, source, stretches[share::READERS]) for share in range(READERS)], say)
    scans: list[Scan] = [shares[place % READERS][0][place // READERS] for place in range(len(stretches))]
    keys = numpy.concatenate([seen.keys for seen in scans]) if scans else numpy.arange(0)
    if not all(seen.together for seen in scans) or len(numpy.unique(keys)) < len(keys):
        return None
    records = sum(seen.records for seen in scans)
    if records > MOST_ROWS:
        raise UnreadableFile(gettext_noop("The table has more than %(most)s rows."), most=MOST_ROWS)
    ends = numpy.cumsum([len(seen.digests) for seen in scans]).tolist()
    places = [range(end - len(seen.digests), end) for seen, end in zip(scans, ends, strict=True)]
    digests = numpy.concatenate([seen.digests for seen in scans]) if scans else numpy.empty((0, 2), dtype="u8")
    showing = Records.together([no_records(source.found), *(records for _scans, kept in shares for records in kept)])
    problems = [problem for seen in scans for problem in seen.problems]
    return Passed(list(zip(stretches, places, strict=True)), records, digests, showing, problems)


@cache
def _code() -> bytes:
    """Of all code that has a say in how cells are understood: whatever changes there, everything is parsed again."""
    told = blake2b()
    for path in sorted(Path(__file__).parent.rglob("*.py")):
        told.update(path.read_bytes())
    return told.digest()


def _salted(digests: numpy.ndarray, source: Source) -> numpy.ndarray:
    """The digests, mixed with how the file is understood: the same cells under other rules are something else."""
    found, hints = source.found, source.hints
    rules = [
        found.profile.key, [found.headers[place] for place in found.places.values()], list(found.places), found.preamble,
        sorted(hints.answers.items()), hints.zone, hints.currency, hints.market, "day" in found.places or source.file.name,
    ]  # fmt: skip
    salt = blake2b(repr(rules).encode(), key=_code(), digest_size=16).digest()
    return digests ^ numpy.frombuffer(salt, dtype="u8")


def _find_known(brand_id: int, kind: str, raws: numpy.ndarray) -> numpy.ndarray:
    """True for each group whose cells were told before. TOLD keeps what they became."""
    known, reading = numpy.zeros(len(raws), bool), VERSIONS[kind]["reading"]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(f"DROP TABLE IF EXISTS {TOLD}")
        cursor.execute(f"CREATE TEMPORARY TABLE {TOLD} (place integer, reading_id bigint)")
        cursor.execute(f"SELECT EXISTS (SELECT FROM {reading} WHERE brand_id = %s AND raw IS NOT NULL)", [brand_id])
        if cursor.fetchone()[0]:
            cursor.execute("CREATE TEMPORARY TABLE staged_raws (place integer, raw uuid) ON COMMIT DROP")
            copy_lines("staged_raws", ["place", "raw"], (f"{place}\t{raw}" for place, raw in enumerate(_hexed(raws))))
            cursor.execute("ANALYZE staged_raws")
            found = f"SELECT s.place, r.id FROM staged_raws s JOIN {reading} r ON r.raw = s.raw WHERE r.brand_id = %s"
            cursor.execute(f"INSERT INTO {TOLD} {found}", [brand_id])
            cursor.execute(f"ANALYZE {TOLD}")
            cursor.execute(f"SELECT DISTINCT place FROM {TOLD}")
            for places in iter(partial(cursor.fetchmany, 100_000), []):
                known[[place for (place,) in places]] = True
    return known


def _hexed(raws: numpy.ndarray) -> Iterator[str]:
    text = raws.tobytes().hex()
    return (text[start : start + 32] for start in range(0, len(text), 32))


def _known_newest(kind: str, known: numpy.ndarray, asked: bool) -> list[date]:
    """The newest day of what is told again, where the rows are asked for one."""
    if not known.any() or not asked or kind != "period":
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT max(r.end_day) - 1 FROM {TOLD} o JOIN analytics_periodreading r ON r.id = o.reading_id")
        return [day for (day,) in cursor.fetchall() if day]


def _read_share(
    source: Source, passed: Passed, raws: numpy.ndarray, known: numpy.ndarray, folder: Path, share: int, pepper: str, zone: str,
    say: Say,
) -> Piece:  # fmt: skip
    piece, kind, mine = Piece(), source.found.profile.kind, passed.stretches[share::READERS]
    with (folder / f"rows.{share}").open("w") as rows_file, (folder / f"lines.{share}").open("w") as lines_file:
        for parsed in each_piece(source, mine, known, passed.showing, say):
            rows = parsed.rows
            raw_of = dict(zip(parsed.numbers.tolist(), _hexed(raws[parsed.places]), strict=True))
            _count(piece, source, rows, parsed.problems, parsed.records, zone)
            if kind == "order":
                _write_orders(rows, raw_of, source, pepper, rows_file, lines_file)
            else:
                numbers = rows.frame["row"].tolist()
                raws_of_rows = (raw_of.get(number, NULL) for number in numbers)
                told = zip(told_periods(rows.frame), raws_of_rows, numbers, strict=True)
                rows_file.writelines(map("%s\t%s\t%s\n".__mod__, told))
    return piece


def _write_orders(rows: Rows, raw_of: dict[int, str], source: Source, pepper: str, rows_file: TextIO, lines_file: TextIO) -> None:
    system = source.found.profile.key.partition(".")[0]
    told = told_orders(rows.frame, rows.lines, source=system, pepper=pepper)
    numbers = rows.frame["row"].tolist()
    raws = (raw_of.get(number, NULL) for number in numbers)
    rows_file.writelines(map("%s\t%s\t%s\t%s\n".__mod__, zip(told.orders, told.digests, raws, numbers, strict=True)))
    digests = itertools.chain.from_iterable(
        itertools.repeat(digest, end - start)
        for digest, (start, end) in zip(told.digests, itertools.pairwise(told.bounds), strict=True)
    )
    lines_file.writelines(map("%s\t%s\n".__mod__, zip(digests, told.lines, strict=True)))


def _count(piece: Piece, source: Source, rows: Rows, problems: list[Problem], records: int, zone: str) -> None:
    piece.records += records
    piece.rows_good += len(rows.frame if rows.lines is None else rows.lines)
    room = MOST_PROBLEMS // READERS - len(piece.problems)
    piece.problems += problems[:room]
    piece.more_problems += max(len(problems) - room, 0)
    for name in SUMMED[source.found.profile.kind]:
        added = total_of(rows.frame[name]) if name in rows.frame else None
        if added is not None:
            piece.sums[name] = piece.sums.get(name, Decimal(0)) + added
    days = [day for day in days_of(source.found.profile.kind, rows.frame, zone) if day]
    piece.days = [min([*piece.days, *days]), max([*piece.days, *days])] if days or piece.days else []
    piece.newest = max((day for day in (piece.newest, rows.newest) if day), default=None)
    piece.exported = max((day for day in (piece.exported, rows.exported) if day), default=None)
