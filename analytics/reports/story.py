"""A week in the words of one language and edition: what the letter, the web page and the chat message all tell. Pure."""

from dataclasses import dataclass

from analytics.reports.content import WeeklyContent


@dataclass(frozen=True)
class Link:
    words: str
    url: str  # absolute


@dataclass(frozen=True)
class Row:
    """One line. `figure` is a number as text; `standing` is "above", "below", "inside" or "", said in `note`."""

    name: str
    figure: str = ""
    change: str = ""
    note: str = ""
    standing: str = ""
    share: int | None = None  # length of a bar, 0–100; None: no bar here
    link: Link | None = None


@dataclass(frozen=True)
class Section:
    """`kind` says how to lay it out: figures (a table), days (bars) or items (a list)."""

    kind: str
    title: str
    rows: tuple[Row, ...]
    foot: str = ""
    link: Link | None = None


@dataclass(frozen=True)
class Story:
    """`short` is the result in a few words with its dates, for a subject; `headline` and `lead` open the page."""

    brand: str
    period: str
    short: str
    headline: str
    lead: tuple[str, ...]
    button: Link
    sections: tuple[Section, ...]
    foot: tuple[str, ...]


def story_of(content: WeeklyContent, *, edition: str, language: str, brief: bool = False) -> Story:
    """`brief` is for a letter of several brands: the result and what to do, without the details."""
    raise NotImplementedError
