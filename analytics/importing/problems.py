"""What can be wrong with a file, in words for the person who gave it. Messages are msgids, translated when shown."""

from dataclasses import dataclass, field

LONGEST_VALUE = 200


class UnreadableFile(Exception):
    """The whole file is refused. `message` is a msgid, `params` fills its placeholders."""

    def __init__(self, message: str, **params: str | int):
        super().__init__(message % params if params else message)
        self.message = message
        self.params = params


class UnknownTable(UnreadableFile):
    """There may be a table, but none that we know: a person can say what it is."""


@dataclass(frozen=True)
class Problem:
    """One thing to know about one row (1-based, as in the file) or, with row None, about a whole column or file.

    level "error": the row was left out. level "note": the row was kept.
    """

    row: int | None
    column: str
    value: str
    message: str
    params: dict = field(default_factory=dict)
    level: str = "error"


def shown(value: object) -> str:
    """The value as it may be shown and stored: printable, at most 200 characters."""
    text = "".join(sign if sign.isprintable() else " " for sign in str(value)[: LONGEST_VALUE + 1])
    return text if len(text) <= LONGEST_VALUE else text[: LONGEST_VALUE - 1] + "…"
