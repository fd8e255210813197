"""What an export of sums over days says by its layout, beyond the names of its columns."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class PeriodShape:
    """How analytics/importing/period_rows.py reads one kind of export (Profile.kind "period").

    Canonical columns: those of models.PeriodKeys and models.PeriodMetrics by their names, and these, which become some:
    day (a row tells this day) · nth_day (days after the first day of the file, as GA4 counts) · until (last day, beside
    day) · product ("name(1735…)": title and product_id) · source_medium ("tiktok.com / referral") · content_url (the
    address of a video: content_id and creator). `surface` and other columns of words are translated by `words`.
    Counts, amounts, lengths of time and shares are read by the type of the model's field. A rate belongs in no profile
    where its counts are told: it is derived.

    Days of a row: its day > `by_start` > text above the header (`2026-01-13 ~ 2026-02-09`, `# Start date: 20260113`) >
    the file's name > a person's answer (ChoiceNeeded, key "span").
    """

    grain: str  # models.FactGrain
    gmv_kind: str = ""  # what `gmv` and `orders` count
    surface: str = ""  # of every row, where no column tells
    attribution: str = ""  # window of an ads report, where no column tells
    needs: tuple[str, ...] = ()  # canonical columns that must not be empty in a row
    by_start: bool = False  # a row happened once, on the day of `started_at`, which also names it where no id does
    date_order: str = ""  # dmy or mdy where the digits do not tell
    zone: str = ""  # of times without offset; empty: the brand's
    adds_up: bool = False  # rows of the same key are parts of one fact (hours of a day); otherwise the first one counts
    words: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # column → {word in lower case: what it means}
    fixed: Mapping[str, str] = field(default_factory=dict)  # keys that every row of this kind of export has
    name_key: tuple[str, str] | None = None  # (key, regex): a key that stands in the file's name, as the first group
    # Columns "live:gmv", "affiliate:gmv" … tell more facts of the same row: prefix → how their keys differ.
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
