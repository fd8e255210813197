"""Templates' tables beside sales: stock, reviews and NPS answers, minutes of a LIVE, curves of a video. Draft → Rows."""

import re

import pandas
from django.utils.translation import gettext_noop

from .draft import Draft
from .plain_days import plain_days
from .profiles import Profile
from .tables import Context, Rows
from .values import is_null, plain, read_count
from .video_table import DAMAGED_ID

_LONGEST = {"title": 500, "sku": 255, "bucket": 60, "shop": 20}
_CONTENT = re.compile(r"(?:.*/(?:video|photo|live)/)?(?P<id>\d{15,20})(?:[/?#].*)?", re.IGNORECASE)
_DAMAGED = re.compile(r"\d([.,]\d+)?e\+?\d+|\d{13,16}0000", re.IGNORECASE)
_CURVES = {
    "retention": "retention", "still watching": "retention", "視聴維持率": "retention", "維持率": "retention",
    "source": "source", "traffic source": "source", "流入元": "source", "トラフィックソース": "source",
    "age": "age", "年齢": "age", "年代": "age",
}  # fmt: skip
_YES, _NO = {"yes", "true", "1", "あり", "有", "○", "はい"}, {"no", "false", "0", "なし", "無", "×", "いいえ"}
EMPTY = gettext_noop("This cell must not be empty.")
NO_PRODUCT = gettext_noop("Neither product, SKU id nor SKU is told: nobody knows what this is about.")
NOT_CONTENT = gettext_noop("This is neither an id of a video or LIVE nor its address.")
OLDER = gettext_noop("The stock of an earlier day: only the newest day of a file counts.")
BEYOND = gettext_noop("The score must be a whole number from %(low)s to %(high)s.")
NOT_A_CURVE = gettext_noop("This must be retention, source or age.")
NOT_YES_OR_NO = gettext_noop("This must be yes or no.")
TWICE = gettext_noop("This row says the same thing a second time.")
SCORES = {"review": (1, 5), "nps": (0, 10)}
REVIEW_WORDS = {"review": "review", "レビュー": "review", "nps": "nps", "nps回答": "nps"}


def read_stock(draft: Draft, profile: Profile, context: Context) -> Rows:
    """One row per product or SKU. With days, those of the newest count; that day is then the day of the export."""
    frame = pandas.DataFrame(
        {
            "product_id": _ids(draft, "product_id"),
            "sku_id": _ids(draft, "sku_id"),
            "sku": _texts(draft, "sku"),
            "title": _texts(draft, "title"),
            "quantity": _needed(draft, "quantity", draft.counts("quantity")),
        },
        index=draft.texts.index,
    )
    _leave_out_nameless(draft, frame)
    days, evidence = plain_days(draft, "day", context)
    exported = max((day for day in days if day and day <= context.clues.latest), default=None)
    for row in days.index[days.notna() & (days != exported)]:
        draft.leave_out(row, "day", OLDER, draft.texts.at[row, "day"])
    draft.leave_out_repeats(frame, ("product_id", "sku_id", "sku"), "sku", TWICE)
    return Rows(draft.kept(frame), exported=exported, evidence=evidence)


def _leave_out_nameless(draft: Draft, frame: pandas.DataFrame) -> None:
    nameless = (frame[["product_id", "sku_id", "sku"]] == "").all(axis=1)
    for row in frame.index[nameless]:
        draft.leave_out(row, "sku", NO_PRODUCT)


def read_voices(draft: Draft, profile: Profile, context: Context) -> Rows:
    """Scores only: the words of a review or an answer hold names, so no template has a column for them."""
    days, evidence = plain_days(draft, "day", context)
    kinds = _words(draft, "kind", REVIEW_WORDS, NOT_A_CURVE) if "kind" in draft.texts else profile.dimension
    frame = pandas.DataFrame(
        {"kind": kinds, "day": _needed(draft, "day", days), "score": _needed(draft, "score", draft.counts("score"))},
        index=draft.texts.index,
    )
    for row, kind, score in zip(frame.index, frame["kind"], frame["score"], strict=True):
        low, high = SCORES.get(kind, (0, 10))
        if pandas.notna(score) and not low <= score <= high:
            draft.leave_out(row, "score", BEYOND, draft.texts.at[row, "score"], low=low, high=high)
    frame["has_media"] = draft.read("has_media", _yes_or_no, NOT_YES_OR_NO)
    for column in ("shop", "sku"):
        frame[column] = _texts(draft, column)
    for column in ("order_id", "product_id"):
        frame[column] = _ids(draft, column)
    newest = max((day for day in frame["day"] if day), default=None)
    return Rows(draft.kept(frame), newest=newest, evidence=evidence)


def read_live_minutes(draft: Draft, profile: Profile, context: Context) -> Rows:
    """Minute 0 is the first one of the LIVE."""
    frame = pandas.DataFrame(
        {
            "content_id": _needed(draft, "content_id", _content(draft)),
            "minute": _needed(draft, "minute", draft.read("minute", _minute, gettext_noop("This is not a minute of a LIVE."))),
        },
        index=draft.texts.index,
    )
    for column in ("viewers", "product_clicks", "orders"):
        frame[column] = draft.counts(column)
    frame["gmv"] = draft.money("gmv")
    frame["currency"] = frame["gmv"].map(lambda amount: "" if amount is None else _currency(context)).astype(object)
    draft.leave_out_repeats(frame, ("content_id", "minute"), "minute", TWICE)
    return Rows(draft.kept(frame))


def read_curves(draft: Draft, profile: Profile, context: Context) -> Rows:
    """Without a column that says what it is, a curve is the retention that the template is named after."""
    kinds = _words(draft, "kind", _CURVES, NOT_A_CURVE) if "kind" in draft.texts else "retention"
    frame = pandas.DataFrame(
        {
            "kind": kinds,
            "content_id": _needed(draft, "content_id", _content(draft)),
            "bucket": _needed(draft, "bucket", _texts(draft, "bucket").map(lambda text: text or None)),
            "share": _needed(draft, "share", draft.rates("share")),
        },
        index=draft.texts.index,
    )
    draft.leave_out_repeats(frame, ("kind", "content_id", "bucket"), "bucket", TWICE)
    return Rows(draft.kept(frame))


def _needed(draft: Draft, column: str, values: pandas.Series) -> pandas.Series:
    for row in values.index[values.isna()]:
        draft.leave_out(row, column, EMPTY)
    return values


def _texts(draft: Draft, column: str) -> pandas.Series:
    texts = draft.text(column).str.strip()
    return texts.where(~texts.map(is_null).astype(bool), "").str[: _LONGEST.get(column, 64)].astype(object)


def _ids(draft: Draft, column: str) -> pandas.Series:
    """Ids stay text; one that a spreadsheet shortened is no id any more."""
    texts = _texts(draft, column).str.removeprefix("'")
    for row in texts.index[texts.map(lambda text: bool(_DAMAGED.fullmatch(text))).astype(bool)]:
        draft.leave_out(row, column, DAMAGED_ID, texts[row])
    return texts


def _content(draft: Draft) -> pandas.Series:
    for row, text in draft.text("content_id").items():
        if _DAMAGED.fullmatch(text.strip()):
            draft.leave_out(row, "content_id", DAMAGED_ID, text)
    return draft.read("content_id", _content_id, NOT_CONTENT)


def _content_id(text: str) -> str | None:
    if is_null(text):
        return None
    found = _CONTENT.fullmatch(text.strip().removeprefix("'"))
    if not found:
        raise ValueError(text)
    return found["id"]


def _words(draft: Draft, column: str, words: dict[str, str], message: str) -> pandas.Series:
    def read(text: str) -> str | None:
        if is_null(text):
            return None
        if plain(text) not in words:
            raise ValueError(text)
        return words[plain(text)]

    return _needed(draft, column, draft.read(column, read, message))


def _yes_or_no(text: str) -> bool | None:
    word = plain(text)
    if is_null(text):
        return None
    if word not in _YES | _NO:
        raise ValueError(text)
    return word in _YES


def _minute(text: str) -> int | None:
    """`12`, or the time since the beginning, `0:12` (hours and minutes)."""
    hours, colon, minutes = text.strip().partition(":")
    number = read_count(minutes if colon else hours)
    if number is not None and colon:
        number += 60 * int(hours)
    if number is not None and not 0 <= number < 60 * 24 * 2:
        raise ValueError(text)
    return number


def _currency(context: Context) -> str:
    return context.hints.answers.get("currency") or context.hints.currency
