"""A shot list as people type it → the rows of a table. Pure."""

import re

_CELLS = re.compile(r"\s*[|｜\t]\s*")


def shots_of(text: str) -> list[tuple[str, ...]]:
    """One shot a line: `0–3 s | words | picture`. Fewer cells are the last ones: a line alone is the picture."""
    lines = [_CELLS.split(line.strip(), maxsplit=2) for line in text.splitlines() if line.strip()]
    return [tuple([""] * (3 - len(cells)) + cells) for cells in lines]
