"""Whose numbers a row tells: ids, handle, campaign, source, page, as texts. Ids that a spreadsheet shortened are refused."""

import re

import pandas
from django.utils.translation import gettext_noop

from .coded import Coded
from .draft import Draft
from .profiles.period_shape import PeriodShape
from .values import is_null, plain
from .video_table import DAMAGED_ID

_IDS = ("content_id", "product_id", "sku_id", "ad_id")
_TEXTS = (
    "gmv_kind", "surface", "campaign_id", "utm_source", "utm_medium", "utm_campaign", "utm_content", "channel_group",
    "attribution",
)  # fmt: skip
_LONGEST_ID = 64
_DAMAGED = re.compile(r"\d([.,]\d+)?e\+?\d+|\d{13,16}0000", re.IGNORECASE | re.ASCII)
_IN_BRACKETS = re.compile(r"(?P<title>.*)\((?P<id>\d{6,20})\)\s*", re.DOTALL)
_VIDEO_URL = re.compile(r"tiktok\.com/@(?P<handle>[\w.]+)/(?:video|photo)/(?P<id>\d{15,20})(?!\d)", re.IGNORECASE)
_VIDEO_ID = re.compile(r"\s*'?(?P<handle>)(?P<id>\d{15,20})\s*")  # people write the id alone
_NOT_A_VIDEO = gettext_noop("This is not the address of a TikTok video.")


def read_keys(draft: Draft, shape: PeriodShape, started: pandas.Series, name: str) -> pandas.DataFrame:
    """The text keys of models.PeriodKeys that the file, its `name` or the shape tells; "" is not told. Also "title", out of
    the cell of a product."""
    index = draft.texts.index
    keys = pandas.DataFrame({"grain": shape.grain}, index=index, dtype=object)
    for column in _IDS:
        if column in draft.texts:
            keys[column] = _ids(draft, column)
    for column in _TEXTS:
        words = shape.words.get(column)
        if column in draft.texts:
            told = _texts(draft, column)
            keys[column] = (told.read(lambda text, words=words: words.get(plain(text), "")) if words else told).series(index)
        elif getattr(shape, column, ""):
            keys[column] = getattr(shape, column)
    if "creator" in draft.texts:
        keys["creator"] = _texts(draft, "creator").read(lambda text: text.removeprefix("@").casefold()).series(index)
    if "landing_page" in draft.texts:
        keys["landing_page"] = draft.coded("landing_page").read(_path).series(index)
    for column, text in shape.fixed.items():
        keys[column] = text
    if shape.name_key and (found := re.search(shape.name_key[1], name)):
        keys[shape.name_key[0]] = found[1]
    if "campaign_id" not in keys and "campaign_name" in draft.texts:
        keys["campaign_id"] = _texts(draft, "campaign_name").read(lambda text: text[:_LONGEST_ID]).series(index)
    _split(draft, keys)
    if shape.by_start and not ("content_id" in keys and (keys["content_id"] != "").all()):
        _name_by_start(keys, started)
    return keys


def _texts(draft: Draft, column: str) -> Coded:
    return draft.cleaned(column)


def _path(text: str) -> str:
    path = text.strip().partition("?")[0]
    return "" if is_null(path) and path != "/" else path


def _ids(draft: Draft, column: str) -> pandas.Series:
    texts = draft.cleaned(column).read(lambda text: text.lstrip("'").removesuffix(".0"))
    bad = texts.where(_DAMAGED.fullmatch)
    for row, text in zip(draft.texts.index[bad], texts.cells()[bad], strict=True):
        draft.leave_out(row, column, DAMAGED_ID, text)
    return texts.series(draft.texts.index)


def _split(draft: Draft, keys: pandas.DataFrame) -> None:
    """Cells that hold two things: a product's name and its id, source and medium, the address of a video."""
    if "product" in draft.texts:
        found = draft.coded("product").read(_IN_BRACKETS.fullmatch)
        keys["product_id"] = found.read(lambda match: match["id"] if match else "").series(keys.index)
        keys["title"] = found.read(lambda match: match["title"].strip() if match else "").series(keys.index)
    if "source_medium" in draft.texts:
        told = _texts(draft, "source_medium")
        for place, column in ((0, "utm_source"), (2, "utm_medium")):
            keys[column] = told.read(lambda text, place=place: text.partition(" / ")[place].strip()).series(keys.index)
    if "content_url" in draft.texts:
        found = draft.read_coded("content_url", _read_video, _NOT_A_VIDEO)
        keys["creator"] = found.read(lambda match: match["handle"].casefold() if match else "").series(keys.index)
        keys["content_id"] = found.read(lambda match: match["id"] if match else "").series(keys.index)


def _read_video(text: str) -> re.Match | None:
    if is_null(text):
        return None
    if found := _VIDEO_URL.search(text) or _VIDEO_ID.fullmatch(text):
        return found
    raise ValueError(text)


def _name_by_start(keys: pandas.DataFrame, started: pandas.Series) -> None:
    """A LIVE without a room id goes by who went live and when."""
    starts = started.dt.strftime("%Y%m%dT%H%MZ").fillna("")
    handles = keys["creator"] if "creator" in keys else pandas.Series("", index=keys.index)
    named = (handles + "@" + starts).str.removeprefix("@")
    keys["content_id"] = keys["content_id"].where(keys["content_id"] != "", named) if "content_id" in keys else named
