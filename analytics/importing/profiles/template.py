"""Tables that people fill by hand or map their own onto: a profile, and how to fill in each column.

A template's file begins with a column that names it, "Template: stock". By it alone the file is recognised, since headers
such as SKU and Quantity are those of many a file; rows with "Example" or "How to fill in" in it are no data. `headers` of
a column are English, Japanese, and then others that mean the same, by which the mapping page guesses.
"""

from dataclasses import dataclass
from functools import partial

from .profile import Column, Profile

EXPLAINS = ("How to fill in", "書き方")
EXAMPLE = ("Example (delete or keep: not imported)", "例（消しても残しても取り込みません）")
MARK = "template"
_DATA = (MARK, r"(?s)(?!\s*(?:Example|How to fill in|例|書き方)).*")

needed = partial(Column, required=True)


@dataclass(frozen=True)
class Template:
    """`explained`: canonical column → (msgid that says how to fill it in, example), for every column of the file."""

    profile: Profile
    purpose: str  # msgid: what its numbers are for
    explained: dict[str, tuple[str, str]]

    @property
    def columns(self) -> tuple[Column, ...]:
        """What a person fills in: all but the one that names the template."""
        return tuple(column for column in self.profile.columns if column.name != MARK)


def template_profile(
    key: str, *, title: str, mark: tuple[str, str], kind: str, grain: tuple[str, ...], columns: tuple[Column, ...], **more: object
) -> Profile:
    """`mark`: the header of the first column, in English and Japanese."""
    named = (Column(MARK, mark, required=True), *columns)
    return Profile(key=key, title=title, kind=kind, grain=grain, columns=named, data_rows=_DATA, **more)
