"""`manage.py learn_patterns TABLE.csv --outcome COL --facets a,b,c`: which levels win, in any table. Needs no database."""

import csv
import json
import math
from argparse import ArgumentParser
from pathlib import Path

import pandas as pd
from django.core.management.base import BaseCommand, CommandError

from analytics.importing.problems import UnreadableFile
from analytics.importing.sniff import decode
from analytics.patterns.estimates import Verdicts, learn
from analytics.patterns.notes import Note

DELIMITERS = ",;\t"
OPTIONAL = {
    "per": "denominator: the outcome is a rate, outcome ÷ this",
    "published_at": "dates (ISO 8601), or numbers of days",
    "age_days": "age of the video when it was counted; the outcome is brought to 28 days",
    "followers": "followers when it was posted",
    "boosted": "paid: 1, true, yes, or what was spent",
    "account": "account that posted it",
}
ORDER = ["winner", "promising", "average", "unproven", "losing"]


class Command(BaseCommand):
    help = "Say which levels of which columns win in a CSV with one row per video, by how much, and how sure that is."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("table", metavar="TABLE.csv", help="separated by comma, semicolon or tab; UTF-8 or Japanese Excel's")
        parser.add_argument("--outcome", required=True, metavar="COL", help="a count, such as views")
        parser.add_argument("--facets", required=True, metavar="COL,COL", help="what the videos differ in")
        for name, meaning in OPTIONAL.items():
            parser.add_argument(f"--{name.replace('_', '-')}", metavar="COL", help=meaning)
        parser.add_argument("--no-drift", dest="drift", action="store_false", help="what a level brings does not change")
        parser.add_argument("--half-life-days", type=float, default=180.0, help="a video this much older counts half")
        parser.add_argument("--seed", type=int, default=0)
        parser.add_argument("--json", action="store_true", help="one JSON document instead of a table")

    def handle(self, *, table: str, facets: str, json: bool, **options: object) -> None:
        names = list(dict.fromkeys(name.strip() for name in facets.split(",") if name.strip()))
        if not names:
            raise CommandError("--facets names no column.")
        asked = {name: options[name] for name in ("outcome", *OPTIONAL, "drift", "half_life_days", "seed")}
        frame = read_table(Path(table), facets=[*names, asked["account"]])
        try:
            found = learn(frame, facets=names, now=pd.Timestamp.now(tz="UTC"), **asked)
        except ValueError as reason:
            columns = ", ".join(str(name) for name in frame.columns)
            raise CommandError(f"{reason}. The table has the columns {columns}.") from None
        self.stdout.write(as_json(found) if json else as_text(found))


def read_table(path: Path, *, facets: list[str | None]) -> pd.DataFrame:
    """One row per line; `facets` stay text. Raises CommandError."""
    try:
        text = decode(path.read_bytes())[0]
    except OSError as reason:
        raise CommandError(f"{path} cannot be read: {reason.strerror}.") from None
    except UnreadableFile:
        raise CommandError(f"{path} is not a table: it is no text.") from None
    header = next((line for line in text.splitlines() if line.strip()), "")
    if not header:
        raise CommandError(f"{path} is empty.")
    delimiter = max(DELIMITERS, key=header.count)
    if not header.count(delimiter):
        raise CommandError(f"{path} is not a table: its first line has no comma, semicolon or tab.")
    try:
        rows = list(csv.reader(text.splitlines(keepends=True), delimiter=delimiter))
    except csv.Error as reason:
        raise CommandError(f"{path} is not a table: {reason}.") from None
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    columns = [name.strip() for name in rows[0]]
    frame = pd.DataFrame([(row + [""] * len(columns))[: len(columns)] for row in rows[1:]], columns=columns, dtype=str)
    plain = [name for name in columns if name not in facets and columns.count(name) == 1]
    return frame.assign(**{name: numbers_or_text(frame[name]) for name in plain})


def numbers_or_text(values: pd.Series) -> pd.Series:
    """Numbers if every filled cell is one, with or without commas between thousands."""
    filled = values.str.strip().str.replace(r"(?<=\d),(?=\d{3}\b)", "", regex=True)
    found = pd.to_numeric(filled.where(filled != ""), errors="coerce")
    return found if found.notna().sum() >= (filled != "").sum() else values


def as_json(found: Verdicts) -> str:
    """null stands for what is not known; there is no NaN."""
    levels = [{key: plain(value) for key, value in row.items()} for row in found.table.to_dict("records")]
    notes = [{"facet": note.facet, "level": note.level, "key": note.key, "text": str(note)} for note in found.notes]
    document = {
        "reason": found.reason and str(found.reason),
        "videos": found.videos,
        "left_out": found.left_out,
        "noise": plain(found.noise),
        "repeatability": {name: plain(value) for name, value in found.repeatability.items()},
        "seconds": round(found.seconds, 3),
        "levels": levels,
        "notes": notes,
    }
    return json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1)


def plain(value: object) -> object:
    if value is None or pd.isna(value):
        return None
    value = value.item() if hasattr(value, "item") else value
    return None if isinstance(value, float) and not math.isfinite(value) else value


def as_text(found: Verdicts) -> str:
    lines = [f"{found.videos} videos, {found.left_out} left out, {found.seconds:.2f} s"]
    if found.reason:
        return "\n".join([*lines, f"No answer: {found.reason}.", *as_lines(found.notes)])
    lines += [f"One video strays from its pattern by a factor of {math.exp(found.noise):.1f} (standard deviation).", ""]
    lines += [f"{'verdict':<10} {'factor':>7}  {'90 % range':<15} {'P(>1)':>6} {'n':>6} {'needs':>6}  level"]
    rank = found.table["verdict"].map(ORDER.index)
    by_verdict = found.table.assign(rank=rank).sort_values(["rank", "lift"], ascending=[True, False], kind="stable")
    lines += [as_row(row) for row in by_verdict.itertuples()]
    ending = "A factor is associated with its level, adjusted for the other columns named; it is not proof of a cause."
    return "\n".join([*lines, "", ending, *as_lines(found.notes)])


def as_row(row: tuple) -> str:
    span = f"{row.lo90:.2f}–{row.hi90:.2f}"
    needs = "" if pd.isna(row.still_needed) else str(row.still_needed)
    figures = f"×{row.factor:>6.2f}  {span:<15} {row.p_positive:>6.2f} {row.n:>6} {needs:>6}"
    return f"{row.verdict:<10} {figures}  {row.facet} = {row.level}"


def as_lines(notes: list[Note]) -> list[str]:
    """One line for all levels of a facet of which the same is to say."""
    about = {}
    for note in notes:
        about.setdefault((note.facet, str(note)), []).append(note.level)
    lines = []
    for (facet, sentence), levels in about.items():
        named = ", ".join(level for level in levels if level)
        who = f"{facet} = {named}: " if named else f"{facet}: " if facet else ""
        lines.append(f"Note: {who}{sentence}.")
    return lines
