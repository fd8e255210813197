"""Facts → one tidy frame, a row per published video, and what its numbers at equal ages come from.

Columns: video, account, market, relation, kind, category, campaign, occasion (texts; "" unknown), moment (UTC), posted_day,
followers (at posting), boosted, excluded ("" or why it teaches nothing), read_on (day of the reading of views), hashtags (list),
one per facet (level code or None; length, slot and weekday derived), and for each outcome with data: its value, `<outcome>_of`
(the denominator of a rate, else null) and `<outcome>_age` (days at the reading).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from analytics.learning.facts import VideoFacts
from analytics.learning.outcomes import ASKED, value_of
from analytics.learning.readings import aged_readings, excluded, growth_pairs, nearest, posted_moment
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
    """`frame` as above; `curve` of this brand's views, from `pairs` videos seen at two ages."""

    frame: pd.DataFrame
    facets: list[str]
    curve: Curve
    pairs: int

    @property
    def usable(self) -> pd.DataFrame:
        return self.frame[self.frame["excluded"] == ""].reset_index(drop=True)


def features(facts: list[VideoFacts], *, now: datetime, occasions: Mapping[date, str] | None = None) -> Features:
    """`occasions`: {day: kind} as analytics.learning.occasions tells."""
    aged = [aged_readings(one) for one in facts]
    reasons = [excluded(one, read, now=now) for one, read in zip(facts, aged, strict=True)]
    traits = [_traits(one, occasions or {}) | {"excluded": why or ""} for one, why in zip(facts, reasons, strict=True)]
    frame = pd.DataFrame(traits, columns=TRAITS)
    facets = sorted({code for one in facts for code in one.levels} - set(DERIVED))
    for name in facets:
        frame[name] = [one.levels.get(name) for one in facts]
    for asked in ASKED:
        found = [nearest(read, *asked.metrics) for read in aged]
        if any(found):
            values = [value_of(asked, one.reading.values) if one else (np.nan, np.nan) for one in found]
            frame[asked.outcome.value] = [value for value, _ in values]
            frame[f"{asked.outcome}_of"] = pd.Series([base for _, base in values], dtype=float)
            frame[f"{asked.outcome}_age"] = [one.age if one else np.nan for one in found]
        if asked.outcome == Outcome.VIEWS:
            frame["read_on"] = [one.reading.day if one else None for one in found]
    pairs = [pair for read, why in zip(aged, reasons, strict=True) if not why for pair in growth_pairs(read)]
    return Features(frame, [*facets, *DERIVED], _curve(pairs), len(pairs))


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
