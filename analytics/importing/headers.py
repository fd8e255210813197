"""Which row is a header, and what its columns mean: headers go by name, never by position. Pure.

Seller Center writes some headers in two rows: a group (All, LIVE, Video) above names that repeat. Such a column goes by
"group · name"; in the first group, which is the whole, it goes by its name too. A currency behind a name, as in
"GMV (MX$)", is no part of it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.utils.translation import gettext_noop

from .currency_signs import without_currency
from .mapped import Mapped
from .problems import UnreadableFile, shown
from .profiles import PROFILES, Column, Profile, tiktok_data_posts
from .profiles.profile import header_key

Row = tuple[int, list[str]]  # (1-based line where the record begins, cells)

MOST_COLUMNS = 1_000
GROUP = " · "  # between a group and a name


@dataclass(frozen=True)
class Found:
    """A header row and what its columns mean: canonical column → index of the cell."""

    profile: Profile
    header_row: int
    width: int
    places: dict[str, int]
    headers: list[str]
    preamble: tuple[str, ...] = ()  # what stands above the header, a text per row
    mapped: Mapped | None = None  # a person said what the columns are
    beside: tuple["Found", ...] = ()  # what the same rows tell besides


TABLES = tuple(profile for profile in PROFILES if profile is not tiktok_data_posts.PROFILE)  # which is a tree of JSON


@dataclass(frozen=True)
class Known:
    """What a table may turn out to be: profiles, and headers of which a person of the brand said what they are."""

    profiles: tuple[Profile, ...] = TABLES
    mapped: Mapping[str, Mapped] = field(default_factory=dict)  # fingerprint of a header → what was said

    @cached_property
    def names(self) -> frozenset[str]:
        """Of all columns of all profiles, in lower case."""
        return frozenset(name for profile in self.profiles for name in profile.names)

    @classmethod
    def to(cls, mapped: Mapping[str, Mapped], only: str = "") -> "Known":
        """`only`: the key of the one profile that a person says it is."""
        return cls(tuple(profile for profile in TABLES if only in ("", profile.key)) or TABLES, {} if only else mapped)


def header_in(row: Row, above: Sequence[Row], known: Known) -> Found | None:
    """The table that this row heads, if a person named it, or if it has every required column of a profile; of several
    profiles the fullest match."""
    found = _said(row, known) or _matched(row, above[-1][1] if above else [], known)
    if found and len(row[1]) > MOST_COLUMNS:
        raise UnreadableFile(gettext_noop("The table has more than %(most)s columns."), most=MOST_COLUMNS)
    return found


def _said(row: Row, known: Known) -> Found | None:
    number, cells = row
    said = known.mapped and known.mapped.get(fingerprint(cells))
    profile = said and next((profile for profile in PROFILES if profile.key == said.profile), None)
    if not profile:
        return None
    labels = header_labels(cells)
    places = {name: labels.index(label) for name, label in said.columns.items() if label in labels}
    return Found(profile, number, width_of(cells), places, labels, mapped=said)


def _matched(row: Row, groups: list[str], known: Known) -> Found | None:
    number, cells = row
    headers = _grouped(cells, groups)
    names = names_in(headers)
    matches = [(places_of(names, profile), profile) for profile in known.profiles]
    matches = [(places, profile) for places, profile in matches if not missing_in(places, profile)]
    if not matches:
        return None
    places, profile = max(matches, key=lambda match: len(match[0]))
    _refuse_twins(headers, names, places, profile)
    width = width_of(cells)
    others = [(places, other) for places, other in matches if other.beside and other.kind != profile.kind]
    beside = tuple(Found(other, number, width, places, headers) for places, other in others)
    return Found(profile, number, width, places, headers, beside=beside)


def _grouped(cells: list[str], groups: list[str]) -> list[str]:
    """Names under their groups, where names repeat and the row above has groups; a merged cell fills what is right of it."""
    named = [header_key(cell) for cell in cells if cell.strip()]
    if len(set(named)) == len(named) or sum(bool(group.strip()) for group in groups) < 2:
        return cells
    grouped, group = [], ""
    for place, cell in enumerate(cells):
        own = groups[place].strip() if place < len(groups) else ""
        group = own or group
        grouped.append(f"{group}{GROUP}{cell.strip()}" if group and cell.strip() else cell or own)
    return grouped


def names_in(headers: list[str]) -> list[list[str]]:
    """What each cell may be called, most telling first: with its group and currency, and without. Of several groups the
    first is the whole, so it alone goes by the plain name."""
    names = []
    for header in headers[: MOST_COLUMNS + 1]:
        key = header_key(header)
        plain = key.rpartition(GROUP)[2]
        names.append(list(dict.fromkeys([key, without_currency(key), plain, without_currency(plain)])))
    first: dict[str, int] = {}
    for place, cell in enumerate(names):
        for name in cell:
            first.setdefault(name, place)
    return [
        [name for name in cell if GROUP not in cell[0] or GROUP in name or first[name] == place]
        for place, cell in enumerate(names)
    ]


def places_of(names: list[list[str]], profile: Profile) -> dict[str, int]:
    """Of a ranked column the first of its headers that the file has; of others the leftmost cell."""
    places: dict[str, int] = {}
    for place, cell in enumerate(names):
        name = next((profile.names[name] for name in cell if name in profile.names), None)
        if name is not None:
            places.setdefault(name, place)
    for column in profile.columns:
        if column.ranked and column.name in places:
            places[column.name] = next(place for key in column.keys for place, cell in enumerate(names) if key in cell)
    return places


def missing_in(places: dict[str, int], profile: Profile) -> list[Column]:
    return [column for column in profile.columns if column.required and column.name not in places]


def _refuse_twins(headers: list[str], names: list[list[str]], places: dict[str, int], profile: Profile) -> None:
    for column in profile.columns:
        twins = [headers[place] for place, cell in enumerate(names) if not set(column.keys).isdisjoint(cell)]
        if column.name in places and len(twins) > 1 and not column.ranked:
            raise UnreadableFile(
                gettext_noop("Two columns mean the same: %(first)s and %(second)s. Delete one of them."),
                first=shown(twins[0]),
                second=shown(twins[1]),
            )


def width_of(cells: list[str]) -> int:
    return max((place + 1 for place, cell in enumerate(cells) if cell.strip()), default=0)


def fingerprint(cells: list[str]) -> str:
    """Of a header: the same columns in the same order, however they are cased, spaced or widened."""
    keys = [header_key(cell) for cell in cells[: width_of(cells)]]
    return hashlib.sha256("\x1f".join(keys).encode()).hexdigest()


def header_labels(cells: list[str]) -> list[str]:
    """A different name for each column: `送料`, and `送料 (2)` where it occurs again; `#3` where there is no name."""
    labels: list[str] = []
    for place, cell in enumerate(cells, 1):
        name = shown(" ".join(cell.split())) or f"#{place}"
        twins = sum(label == name or label.startswith(f"{name} (") for label in labels)
        labels.append(f"{name} ({twins + 1})" if twins else name)
    return labels
