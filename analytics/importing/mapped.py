"""What a person said of a table that no profile knows: which template it is, and which column is which. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class Mapped:
    """`columns`: canonical column → label of the column in the file (analytics/importing/headers.py: header_labels).

    `options` answer what the file leaves open, like `Hints.answers`: {"date_order": "dmy", "currency": "JPY"}.
    """

    name: str
    profile: str  # key of a template
    columns: Mapping[str, str]
    said_on: date
    options: Mapping[str, str] = field(default_factory=dict)
