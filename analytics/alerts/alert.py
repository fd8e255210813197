"""Something that a person should look at now, without any language: kept in a week's report, told on Home and in mails."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Kind(StrEnum):
    BREAKOUT = "breakout"
    DROP = "drop"
    STOCK = "stock"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Alert:
    """`of` says of what: a video's id, a channel, a product's id or SKU, a profile's key. `day`: of the newest word on it.

    breakout: `value` views at `age` days, `usual` the median of `others` at that age. drop: `value` sales of seven days in
    `currency`, `usual` the lower end of the usual range. stock: `value` pieces, `usual` sold a day, `age` days left.
    overdue: `age` days since the newest data, `usual` days between two files.
    """

    kind: str
    of: str
    name: str
    day: date
    value: Decimal
    usual: Decimal
    age: int
    others: int = 0
    currency: str = ""
