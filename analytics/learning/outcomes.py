"""How each outcome is asked of the estimator: which reading, which columns, which data must be there.

A count is brought to 28 days of age; a rate is the logit of numerator over denominator, both from one reading.
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


ASKED = (
    Asked(Outcome.VIEWS, ("views",), grows=True),
    Asked(Outcome.LIKES, ("likes", "views"), rate=("likes", "views")),
    Asked(Outcome.SHARES, ("shares", "views"), rate=("shares", "views")),
    Asked(Outcome.COMPLETION, ("full_watch_rate", "views"), rate=("full_watch_rate", "views"), is_share=True),
    Asked(Outcome.WATCH_TIME, ("average_watch_seconds",)),
    Asked(Outcome.SAVES, ("saves", "views"), rate=("saves", "views")),
    Asked(Outcome.CLICKS, ("product_clicks", "product_impressions"), rate=("product_clicks", "product_impressions")),
    Asked(Outcome.ORDERS, ("orders", "product_clicks"), rate=("orders", "product_clicks")),
    Asked(Outcome.GMV, ("gmv", "views")),
)


def value_of(asked: Asked, values: dict[str, float]) -> tuple[float, float | None]:
    """(outcome, denominator) out of one reading's metrics; no denominator for what is not a rate."""
    if asked.outcome == Outcome.GMV:
        return 1000 * values["gmv"] / max(values["views"], 1), None
    if asked.rate is None:
        return values[asked.metrics[0]], None
    top, base = (values[name] for name in asked.rate)
    return (round(top * base) if asked.is_share else top), base
