"""Verdicts as text for a terminal, or as one JSON document. Pure."""

import json
import math

import pandas as pd

from analytics.patterns.estimates import Verdicts
from analytics.patterns.notes import Note

ORDER = ["winner", "promising", "average", "unproven", "losing"]


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
