"""The parts a story is made of: words, numbers as text, absolute addresses."""

from dataclasses import dataclass

from tkcommerce.mail import one_line

LONGEST = 80  # characters of a title or file name in a line


@dataclass(frozen=True)
class Link:
    words: str
    url: str  # absolute


@dataclass(frozen=True)
class Row:
    """One line. `verdict` says where `figure` stands against the usual range; `standing` is "above", "below", "inside" or ""."""

    name: str
    figure: str = ""
    change: str = ""
    verdict: str = ""
    standing: str = ""
    note: str = ""
    share: int | None = None  # length of a bar in percent; None: no value, no bar
    url: str = ""  # where the name leads to


@dataclass(frozen=True)
class Section:
    """`kind` says how to lay it out: figures (a table against earlier weeks), days (bars), facts (pairs) or items (a list)."""

    kind: str
    title: str
    rows: tuple[Row, ...]
    foot: str = ""
    link: Link | None = None

    @property
    def is_compared(self) -> bool:
        """A week with days missing stands against nothing, and two empty columns would only take the names' room."""
        return any(row.change or row.verdict for row in self.rows)


@dataclass(frozen=True)
class Story:
    """`subject` is the result in a few words with brand and dates; `headline` and `lead` open the page."""

    brand_id: int
    brand: str
    period: str
    subject: str
    headline: str
    lead: tuple[str, ...]
    button: Link
    sections: tuple[Section, ...]
    foot: tuple[str, ...]


def clean(text: str) -> str:
    """A name or title on one line, without control characters, not longer than a line or two."""
    line = one_line(text)
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
