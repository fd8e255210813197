"""A huge text file, read in pieces: first all records pass by and are digested, then only those nobody knows are parsed.

Memory stays small whatever the file, and several processes read stretches of it at the same time. A piece is parsed together
with a few records of the rest of the file that show every way in which its dates and amounts are written: so each piece
understands them alike. Pure.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy
import pandas
from django.utils.translation import gettext_noop

from .child import Say
from .coded import objects
from .date_order import DIALECT, KEY, MARKET, SEEN, SENSIBLE
from .draft import make_draft
from .export_clues import read_clues
from .headers import Found
from .parse import evidence_of, rows_of_table
from .problems import Problem, UnreadableFile
from .record_digests import digests_of, hashes_of
from .records import Records
from .showing import Showing
from .source import Source, each_records
from .stretches import Stretch
from .tables import Context, Rows

MOST_ROWS = 5_000_000
_ORDER_OF = {message: order for told in (SEEN, SENSIBLE, DIALECT, MARKET) for order, message in told.items()}


@dataclass
class Scan:
    """The first pass over a stretch. A group is an order or a record.

    `digests`: 16 bytes for each group, in the order of the file; `keys`: a hash of what makes its records one group.
    """

    records: int
    digests: numpy.ndarray
    keys: numpy.ndarray
    problems: list[Problem]
    together: bool  # the rows of each order are neighbours


def scan(source: Source, stretches: Sequence[Stretch], say: Say) -> tuple[list[Scan], list[Records]]:
    """The first pass over some stretches: what each order or record tells in the columns that its profile has; and records that
    show how its cells are written."""
    scans, showing, done = [], Showing(source.found), 0
    for stretch in stretches:
        seen, problems = [], []
        for records in each_records(source, stretch, problems):
            seen.append(_scanned(source, records))
            showing.look(records)
            done += len(records)
            say(done)
            if done > MOST_ROWS:
                raise UnreadableFile(gettext_noop("The table has more than %(most)s rows."), most=MOST_ROWS)
        digests, keys = (numpy.concatenate([getattr(part, name) for part in seen]) for name in ("digests", "keys"))
        scans.append(Scan(sum(part.records for part in seen), digests, keys, problems, all(part.together for part in seen)))
    return scans, showing.kept


def _scanned(source: Source, records: Records) -> Scan:
    starts, keys = _groups(source, records)
    return Scan(len(records), digests_of(records, starts), keys, [], len(numpy.unique(keys)) == len(keys))


def _groups(source: Source, records: Records) -> tuple[numpy.ndarray, numpy.ndarray]:
    """(place of the first record of each group, hash of its key)."""
    if source.group is None:
        return numpy.arange(len(records)), records.numbers.astype("u8")
    name = next(name for name, place in source.found.places.items() if place == source.group)
    hashes = hashes_of(records.coded(name).values)[records.coded(name).codes]
    without = numpy.isin(records.numbers, [number for number, row in records.misfits.items() if source.group >= len(row)])
    hashes[without] = records.numbers[without]
    starts = numpy.flatnonzero(numpy.concatenate([[True], hashes[1:] != hashes[:-1]])) if len(hashes) else numpy.arange(0)
    return starts, hashes[starts]


def settled(source: Source, showing: Records) -> tuple[Source, list, date | None]:
    """The source with what its showing records decide for the whole file, the evidence, and the newest day that they tell where
    rows are asked for one. ChoiceNeeded may arise here."""
    rows, _problems = _read(source, showing)
    for message, _params in rows.evidence:
        if message in _ORDER_OF and KEY not in source.hints.answers:
            answers = {**source.hints.answers, KEY: _ORDER_OF[message]}
            source = replace(source, hints=replace(source.hints, answers=answers))
    draft = make_draft(source.found, showing, [])
    return source, [*evidence_of(source.found, source.encoding, source.delimiter, draft), *rows.evidence], rows.newest


def no_records(found: Found) -> Records:
    return Records(numpy.arange(0), {name: objects(()) for name in found.places})


def _read(source: Source, records: Records) -> tuple[Rows, list[Problem]]:
    draft = make_draft(source.found, records, [])
    draft.rate_scale = source.hints.answers.get("rate_scale", "")
    context = Context(read_clues(source.file, source.hints), source.hints, source.file.name, source.found.preamble)
    return rows_of_table(draft, source.found.profile, context), draft.problems


@dataclass(frozen=True)
class Parsed:
    """A piece, understood. `places`: for each group that was not known its place in the file, and for each of these the number of
    its first record."""

    rows: Rows
    problems: list[Problem]
    places: numpy.ndarray
    numbers: numpy.ndarray
    records: int


def each_piece(
    source: Source, stretches: Sequence[tuple[Stretch, range]], known: numpy.ndarray, showing: Records, say: Say
) -> Iterator[Parsed]:
    """Of stretches, each with the places of its groups in the file. `known`: true for the groups to be passed over."""
    done = 0
    for stretch, places in stretches:
        if known[places.start : places.stop].all():
            continue
        place = places.start
        for records in each_records(source, stretch, []):
            starts, _keys = _groups(source, records)
            new = ~known[place : place + len(starts)]
            if new.any():
                wanted = numpy.repeat(new, numpy.diff(starts, append=len(records)))
                rows, problems = _understood(source, records.take(wanted), showing)
                yield Parsed(rows, problems, place + numpy.flatnonzero(new), records.numbers[starts[new]], int(wanted.sum()))
            place += len(starts)
            done += len(records)
            say(done)


def _understood(source: Source, records: Records, showing: Records) -> tuple[Rows, list[Problem]]:
    """Together with the showing records, of which nothing else remains."""
    others = showing.take(~numpy.isin(showing.numbers, records.numbers))
    rows, problems = _read(source, Records.together([records, others]) if len(others) else records)
    frame, lines = _only(rows.frame, records.numbers), None
    if rows.lines is not None:
        lines = _only(rows.lines, records.numbers)
        frame = frame[frame["order_id"].isin(lines["order"])]
        lines = lines[lines["order"].isin(frame["order_id"])]
    mine = set(records.numbers.tolist()) if problems else ()
    return replace(rows, frame=frame, lines=lines), [told for told in problems if told.row in mine]


def _only(frame: pandas.DataFrame, numbers: numpy.ndarray) -> pandas.DataFrame:
    return frame[numpy.isin(frame["row"].to_numpy("i8"), numbers)].reset_index(drop=True)
