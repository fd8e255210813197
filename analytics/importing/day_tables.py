"""TikTok Studio's tables by day, hour and audience share: draft → frame of canonical columns."""

from datetime import date

import pandas
from django.utils.translation import gettext_noop

from analytics.models.readings import AccountDayMetrics

from .day_texts import DayText, read_day
from .draft import Draft
from .export_clues import Clues
from .month_names import LANGUAGES
from .problems import UnreadableFile
from .profiles import Profile
from .values import is_null
from .years import NoYear, infer_years

Evidence = list[tuple[str, dict]]

# The file writes 0 beside an `undefined` total: nothing was measured that day, so these are null too.
_VOID_WITH = {"viewers": ("new_viewers", "returning_viewers"), "followers": ("net_followers",)}
NOT_A_DAY = gettext_noop("This is not a day that we can read. Write it like 2026-05-10.")
_LATER = gettext_noop("This day is later than the export.")


def account_days(draft: Draft, profile: Profile, clues: Clues) -> tuple[pandas.DataFrame, Evidence]:
    days, evidence = read_days(draft, "day", clues)
    frame = pandas.DataFrame({"day": days}, index=draft.texts.index)
    for column in AccountDayMetrics.METRICS:
        frame[column] = draft.counts(column)
    for total, parts in _VOID_WITH.items():
        if total in draft.texts:
            frame.loc[draft.texts[total].map(is_null).astype(bool), list(parts)] = pandas.NA
    draft.leave_out_repeats(frame, profile.grain, "day", gettext_noop("This day occurs before in the file."))
    return draft.kept(frame), evidence


def active_hours(draft: Draft, profile: Profile, clues: Clues) -> tuple[pandas.DataFrame, Evidence]:
    days, evidence = read_days(draft, "day", clues)
    hours = draft.read("hour", _read_hour, gettext_noop("This is not an hour from 0 to 23.")).astype("Int64")
    frame = pandas.DataFrame({"day": days, "hour": hours}, index=draft.texts.index)
    frame["active_followers"] = draft.counts("active_followers")
    draft.leave_out_repeats(frame, profile.grain, "hour", gettext_noop("This hour occurs before in the file."))
    return draft.kept(frame), evidence


def audience_shares(draft: Draft, profile: Profile) -> pandas.DataFrame:
    bucket = draft.read("bucket", _read_bucket, gettext_noop("The name of the group is missing or too long."))
    frame = pandas.DataFrame({"bucket": bucket, "share": draft.rates("share")}, index=draft.texts.index)
    frame.insert(0, "dimension", pandas.Series(profile.dimension, index=frame.index, dtype=object))
    draft.leave_out_repeats(frame, profile.grain, "bucket", gettext_noop("This group occurs before in the file."))
    return draft.kept(frame)


def _read_hour(text: str) -> int:
    hour = int(text.strip().removesuffix("時").removesuffix(":00"))
    if not 0 <= hour <= 23:
        raise ValueError(text)
    return hour


def _read_bucket(text: str) -> str:
    name = text.strip()
    if not name or len(name) > 40:
        raise ValueError(text)
    return name


def read_days(draft: Draft, column: str, clues: Clues) -> tuple[pandas.Series, Evidence]:
    """The days of a column whose rows are in order, years found where they are not written."""
    texts = draft.read(column, read_day, NOT_A_DAY)
    good = texts[texts.map(lambda text: text is not None).astype(bool)]
    yearless = good[good.map(lambda text: text.year is None).astype(bool)]
    days = {row: date(text.year, text.month, text.day) for row, text in good.items() if text.year is not None}
    evidence = language_evidence(good)
    if len(yearless):
        found, more = _infer(draft, column, yearless, clues)
        days |= found
        evidence += more
    for row, day in days.items():
        if day > clues.latest:
            draft.leave_out(row, column, _LATER, draft.texts.at[row, column])
    return pandas.Series([days.get(row) for row in texts.index], index=texts.index, dtype=object), evidence


def _infer(draft: Draft, column: str, yearless: pandas.Series, clues: Clues) -> tuple[dict[int, date], Evidence]:
    try:
        years = infer_years([(text.month, text.day) for text in yearless], clues.span)
    except NoYear:
        raise UnreadableFile(
            gettext_noop("The days have no year and are not in order, so their years cannot be found.")
        ) from None
    rows = list(yearless.index)
    for place in years.unsure_gaps[:5]:
        message = gettext_noop("Days are missing before this row, and nothing tells whether a whole year is: none assumed.")
        draft.note(rows[place], column, message, draft.texts.at[rows[place], column])
    first, last = min(years.days), max(years.days)
    message = gettext_noop("The days have no year; counted back from %(day)s they run from %(first)s to %(last)s.")
    evidence = [
        (message, {"day": clues.latest.isoformat(), "first": first.isoformat(), "last": last.isoformat()}),
    ]
    if years.leap_day:
        evidence.append((gettext_noop("The 29th of February fixes the year."), {}))
    return dict(zip(rows, years.days, strict=True)), evidence


def language_evidence(texts: pandas.Series) -> Evidence:
    """The languages that all dates of a column agree with."""
    spoken = [text.languages for text in texts.unique() if isinstance(text, DayText) and text.languages]
    common = frozenset.intersection(*spoken) if spoken else frozenset()
    if not common:
        return []
    names = " / ".join(name for code, name in LANGUAGES.items() if code in common)
    return [(gettext_noop("The dates are written in: %(languages)s."), {"languages": names})]
