"""How each outcome is asked of the estimator: which reading, which columns, which data must be there.

A count is brought to 28 days of age; a rate is the logit of numerator over denominator, both from one reading. Of most videos a
shop tells no order or a few: there sparse_rates.py says what that means for the rate.
"""

from dataclasses import dataclass

from analytics.models import Outcome


@dataclass(frozen=True)
class Asked:
    """`metrics` must all be in a reading for it to count; `grows`: a count that is brought to 28 days.

    rate: (numerator, denominator). The numerator may be a share of the denominator (`is_share`), as completion rates are.
    """

    outcome: Outcome
    metrics: tuple[str, ...]
    grows: bool = False
    rate: tuple[str, str] | None = None
    is_share: bool = False
    from_spans: bool = False  # read off a platform's spans of days, not off a reading to date
    is_sparse: bool = False  # a rate of events that most videos have few of


ASKED = (
    Asked(Outcome.VIEWS, ("views",), grows=True),
    Asked(Outcome.LIKES, ("likes", "views"), rate=("likes", "views")),
    Asked(Outcome.SHARES, ("shares", "views"), rate=("shares", "views")),
    Asked(Outcome.COMPLETION, ("full_watch_rate", "views"), rate=("full_watch_rate", "views"), is_share=True),
    Asked(Outcome.WATCH_TIME, ("average_watch_seconds",)),
    Asked(Outcome.SAVES, ("saves", "views"), rate=("saves", "views")),
    Asked(
        Outcome.CLICKS, ("product_clicks", "product_impressions"), rate=("product_clicks", "product_impressions"), from_spans=True
    ),
    Asked(Outcome.ORDERS, ("orders", "product_clicks"), rate=("orders", "product_clicks"), from_spans=True, is_sparse=True),
    Asked(Outcome.GMV, ("sold", "sold_of"), rate=("sold", "sold_of"), is_sparse=True),
)


def value_of(asked: Asked, values: dict[str, float]) -> tuple[float, float | None]:
    """(outcome, denominator) out of one reading's metrics; no denominator for what is not a rate."""
    if asked.rate is None:
        return values[asked.metrics[0]], None
    top, base = (values[name] for name in asked.rate)
    return (round(top * base) if asked.is_share else top), base
