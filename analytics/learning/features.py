"""Facts → one tidy frame, a row per published video, and what its numbers at equal ages come from.

Columns: video, account, market, relation, kind, category, campaign, occasion (texts; "" unknown), moment (UTC), posted_day,
followers (at posting), boosted, excluded ("" or why it teaches nothing), read_on (day of the reading of views), hashtags (list),
one per facet (level code or None; length, slot and weekday derived), and for each outcome with data: its value, `<outcome>_of`
(the denominator of a rate, else null) and `<outcome>_age` (days at the reading). Counts of sparse rates
are those that say as much (sparse_rates.py); net sales are counted in equal orders (shop_numbers.py).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from analytics.learning.facts import VideoFacts
from analytics.learning.outcomes import ASKED, Asked, value_of
from analytics.learning.readings import Aged, aged_readings, excluded, growth_pairs, nearest, posted_moment
from analytics.learning.shop_numbers import OrderSize, clicked, market_of, with_sales
from analytics.learning.sparse_rates import as_counts
from analytics.models import Outcome
from analytics.patterns.maturity import VIEWS, Curve, fit_curve
from planner.vocabulary.derived import length_of, slot_of

HELD_APART = ("relation", "kind", "category", "campaign", "occasion")  # adjusted for as facets are, but nobody's pattern
WEEKDAY = "weekday"
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
DERIVED = ("length", "slot", WEEKDAY)
TRAITS = [
    "video", "account", "market", "relation", "kind", "category", "campaign", "occasion", "moment", "posted_day", "followers",
    "boosted", "hashtags", "length", "slot", WEEKDAY, "excluded", "read_on",
]  # fmt: skip
HASHTAG = re.compile(r"[#＃](\w+)")


@dataclass(frozen=True)
class Features:
    """`frame` as above; `curve` of this brand's views, from `pairs` videos seen at two ages.

    `rates`: {sparse outcome: that of all the brand's videos together}; `order_size` in money, None where nothing was sold.
    """

    frame: pd.DataFrame
    facets: list[str]
    curve: Curve
    pairs: int
    rates: Mapping[str, float] = field(default_factory=dict)
    order_size: OrderSize | None = None

    @property
    def usable(self) -> pd.DataFrame:
        return self.frame[self.frame["excluded"] == ""].reset_index(drop=True)


def features(facts: list[VideoFacts], *, now: datetime, occasions: Mapping[date, str] | None = None) -> Features:
    """`occasions`: {day: kind} as analytics.learning.occasions tells."""
    market = market_of(facts)
    aged = [with_sales(one, aged_readings(one), market) for one in facts]
    clicks = [clicked(one) for one in facts]
    reasons = [excluded(one, read, now=now) for one, read in zip(facts, aged, strict=True)]
    traits = [_traits(one, occasions or {}) | {"excluded": why or ""} for one, why in zip(facts, reasons, strict=True)]
    frame = pd.DataFrame(traits, columns=TRAITS)
    facets = sorted({code for one in facts for code in one.levels} - set(DERIVED))
    for name in facets:
        frame[name] = [one.levels.get(name) for one in facts]
    rates = {}
    for asked in ASKED:
        found = [nearest(read, *asked.metrics) for read in (clicks if asked.from_spans else aged)]
        if any(found):
            rates |= _add_outcome(frame, asked, found)
        if asked.outcome == Outcome.VIEWS:
            frame["read_on"] = [one.reading.day if one else None for one in found]
    pairs = [pair for read, why in zip(aged, reasons, strict=True) if not why for pair in growth_pairs(read)]
    return Features(frame, [*facets, *DERIVED], _curve(pairs), len(pairs), rates, market.main)


def _add_outcome(frame: pd.DataFrame, asked: Asked, found: list[Aged | None]) -> dict[str, float]:
    """Its columns; and of a sparse one the rate of all videos together."""
    told = [value_of(asked, one.reading.values) if one else (np.nan, np.nan) for one in found]
    values = np.array([value for value, _ in told], dtype=float)
    bases = np.array([base if base is not None else np.nan for _, base in told], dtype=float)
    rates = {}
    if asked.is_sparse:
        values, bases, rates[asked.outcome.value] = as_counts(values, bases)
    frame[asked.outcome.value], frame[f"{asked.outcome}_of"] = values, bases
    frame[f"{asked.outcome}_age"] = [one.age if one else np.nan for one in found]
    return rates


def _traits(facts: VideoFacts, occasions: Mapping[date, str]) -> dict[str, object]:
    """Length and slot as on the account's clock; no slot where no time is known."""
    local = facts.posted_at.astimezone(ZoneInfo(facts.zone)) if facts.posted_at else None
    return {
        "video": facts.video,
        "account": str(facts.account),
        "market": facts.market,
        "relation": facts.relation,
        "kind": facts.kind,
        "category": facts.category or "",
        "campaign": str(facts.campaign or ""),
        "occasion": occasions.get(facts.posted_day, ""),
        "moment": posted_moment(facts),
        "posted_day": facts.posted_day,
        "followers": facts.followers if facts.followers is not None else np.nan,
        "boosted": bool(facts.is_boosted),
        "hashtags": sorted({tag.lower() for tag in HASHTAG.findall(facts.caption)}),
        "length": length_of(facts.seconds),
        "slot": slot_of(local.time() if local else None),
        WEEKDAY: WEEKDAYS[facts.posted_day.weekday()],
    }


def _curve(pairs: list[tuple[float, float, float, float]]) -> Curve:
    if not pairs:
        return VIEWS
    young, young_age, old, old_age = (np.array(column) for column in zip(*pairs, strict=True))
    return fit_curve(young, young_age, old, old_age)
