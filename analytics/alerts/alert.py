"""Something that a person should look at now, without any language: kept in a week's report, told on Home and in mails."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

WEEK = timedelta(days=7)


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

    @property
    def key(self) -> str:
        """Names it among the alerts of one brand and day."""
        return ":".join((self.kind, self.of, self.currency))

    def is_news_after(self, earlier: "Alert") -> bool:
        """Whether this is a new finding to somebody who has seen `earlier`.

        A video breaks out once. A drop is new in a week that shares no day with the one seen, a stock-out after new goods came
        or once nothing is left, a late file after another one came.
        """
        if self.key != earlier.key:
            return True
        return {
            Kind.BREAKOUT: False,
            Kind.DROP: self.day >= earlier.day + WEEK,
            Kind.STOCK: self.value > earlier.value or self.value <= 0 < earlier.value,
            Kind.OVERDUE: self.day > earlier.day,
        }[Kind(self.kind)]
