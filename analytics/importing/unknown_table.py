"""Why no table was found in a file, in words that help. Pure."""

import difflib
from collections.abc import Iterable

from django.utils.translation import gettext_noop

from .headers import MOST_COLUMNS, Known, Row, missing_in, names_in, places_of
from .personal import without_rows
from .problems import UnknownTable, UnreadableFile, shown
from .profiles import Column, Profile
from .profiles.profile import header_key


def unknown_table(rows: Iterable[Row], known: Known) -> UnreadableFile:
    """The profile that came closest, what it lacks, and what resembles it."""
    best: tuple[float, Profile, list[Column], list[str]] | None = None
    for _number, cells in rows:
        names = names_in(cells)
        for profile in known.profiles:
            places = places_of(names, profile)
            missing = missing_in(places, profile)
            required = sum(column.required for column in profile.columns)
            score = (required - len(missing)) / required + len(places) / 100
            if places and missing and (best is None or score > best[0]):
                best = (score, profile, missing, cells)
    _score, profile, missing, cells = best or (0, None, [], [])
    return (profile and _lacking(profile, missing[0], cells)) or _nothing_known(rows)


def _lacking(profile: Profile, lacking: Column, cells: list[str]) -> UnknownTable | None:
    """None where the table has nothing but one column in common with the profile."""
    taken = set(places_of(names_in(cells), profile).values())
    free = {header_key(cell): cell for place, cell in enumerate(cells[:MOST_COLUMNS]) if cell.strip() and place not in taken}
    near = [match for name in lacking.keys for match in difflib.get_close_matches(name, free, n=1, cutoff=0.4)]
    params = {"column": lacking.headers[0], "profile": profile.title}
    if not near and len(taken) == 1:
        return None
    if not near:
        return UnknownTable(
            gettext_noop("The column “%(column)s” is missing; the file looks like “%(profile)s” otherwise."), **params
        )
    closest = max(near, key=lambda key: max(difflib.SequenceMatcher(None, name, key).ratio() for name in lacking.keys))
    message = gettext_noop(
        "The column “%(column)s” is missing; “%(near)s” is the nearest. The file looks like “%(profile)s” otherwise."
    )
    return UnknownTable(message, near=shown(free[closest]), **params)


def _nothing_known(rows: Iterable[Row]) -> UnreadableFile:
    """A text without columns is no table that a person could explain."""
    filled = [[cell for cell in cells if cell.strip()] for _number, cells in rows]
    cells = next((cells for cells in filled if len(cells) > 1), max(filled, key=len, default=[]))
    seen = ", ".join(cell.strip() for cell in cells[:8])
    kind = UnknownTable if len(cells) > 1 else UnreadableFile
    text = gettext_noop("No table that we know was found. The first columns seen: %(seen)s")
    return kind(text, seen=without_rows(shown(seen)))
