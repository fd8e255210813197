"""One cell of a plan's table ↔ the value it stands for. Cells are text; an empty one is no value. Raises BadCell."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from planner.forms import CAPTION_LIMIT, utf16_units
from planner.ideas.line import key_of
from planner.models import Video
from planner.plan_files.columns import CHOICES, FIELD_OF, LINKS, PATTERN, TEXTS, spoken
from planner.vocabulary.levels import Vocabulary, vocabulary_of
from tkcommerce.brands.models import Brand

LONGEST = {"script": 20_000, "shot_list": 5_000, "hypothesis": 2_000, "notes": 5_000}
DAY_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y.%m.%d")
TIME_FORMS = ("%H:%M", "%H:%M:%S")
_UNHELD = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_AT = " @ "  # between a product and the price that the video tells
_link = URLValidator(schemes=["http", "https"])


class BadCell(Exception):
    """`str()` says why, to a person."""


@dataclass(frozen=True)
class Shelf:
    """What cells may name, loaded once: keys in lower case without spaces. Five queries."""

    vocabulary: Vocabulary
    accounts: dict
    people: dict
    campaigns: dict
    products: dict
    choices: dict[str, dict[str, str]]  # {column: {word: value}}, words of both languages


def shelf_of(brand: Brand) -> Shelf:
    people = list(brand.members.all())
    products = list(brand.products.filter(hidden_at=None))
    return Shelf(
        vocabulary_of(brand),
        {key_of(account.handle): account for account in brand.accounts.all()},
        _unique([(person.name, person) for person in people]) | {key_of(person.email): person for person in people},
        {key_of(campaign.name): campaign for campaign in brand.campaigns.filter(hidden_at=None)},
        _unique([(product.name, product) for product in products]) | {key_of(one.sku): one for one in products if one.sku},
        {code: _words(code) for code in CHOICES} | {"is_ai": _yes_and_no()},
    )


def cells_of(video: Video, shelf: Shelf) -> dict[str, str]:
    """{column: text} in the active language. The video comes with account, owner, campaign, levels and products loaded."""
    cells = {code: str(getattr(video, code)) for code in (*TEXTS, *LINKS)}
    cells |= {code: str(getattr(video, f"get_{code}_display")()) if getattr(video, code) else "" for code in CHOICES}
    cells |= {
        "id": f"v{video.pk}", "zone": video.planned_zone if video.planned_time else "", "url": video.url,
        "day": f"{video.planned_day:%Y-%m-%d}" if video.planned_day else "",
        "time": f"{video.planned_time:%H:%M}" if video.planned_time else "",
        "posted_day": f"{video.posted_day:%Y-%m-%d}" if video.posted_day else "",
        "account": video.account.handle if video.account else "", "owner": video.owner.email if video.owner else "",
        "campaign": video.campaign.name if video.campaign else "", "seconds": str(video.seconds or ""),
        "is_ai": _("yes") if video.is_ai else _("no"),
        "products": "\n".join(_mention(row) for row in video.products.all()),
    }  # fmt: skip
    set_levels = {row.facet_id: row.level for row in video.levels.all()}
    for entry in shelf.vocabulary.settable:
        level = set_levels.get(entry.facet.pk)
        cells[PATTERN + entry.facet.code] = level.label if level else ""
    return cells


def value_of(code: str, cell: str, shelf: Shelf) -> object:
    """What a cell means; text is trimmed, line breaks are one character."""
    text = plain(cell).strip()
    if code in TEXTS:
        return _text(code, text)
    if code in LINKS:
        return _checked_link(text)
    if code.startswith(PATTERN):
        return _level(code.removeprefix(PATTERN), text, shelf)
    if code == "products":
        return [_product(line, shelf) for line in text.split("\n") if line.strip()]
    half = unicodedata.normalize("NFKC", text)
    if code in shelf.choices:
        return _chosen(code, half, shelf)
    if not half:
        return None
    readers = {"day": _day, "time": _time, "seconds": _seconds}
    if code in readers:
        return readers[code](half)
    named = {"account": shelf.accounts, "owner": shelf.people, "campaign": shelf.campaigns}[code]
    found = named.get(key_of(half.removeprefix("@") if code == "account" else half))
    if found is None:
        raise BadCell(_("“%(value)s” is not known here.") % {"value": text})
    return found


def plain(text: str) -> str:
    """Line breaks as one character, and nothing that a workbook cannot hold (XML 1.0, "Char")."""
    return _UNHELD.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _text(code: str, text: str) -> str:
    most = LONGEST.get(code) or (CAPTION_LIMIT if code == "caption" else Video._meta.get_field(code).max_length)
    over = (utf16_units(text) if code == "caption" else len(text)) - most
    if over > 0:
        raise BadCell(_("%(over)s characters too long.") % {"over": over})
    if code == "hook":
        text = " ".join(text.split("\n"))
    return text


def _checked_link(text: str) -> str:
    try:
        if text:
            _link(text)
    except ValidationError as error:
        raise BadCell(_("This is not a link.")) from error
    return text


def _level(facet_code: str, text: str, shelf: Shelf) -> object:
    if not text:
        return None
    entry = shelf.vocabulary.all[facet_code]
    named = [level for level in entry.open if key_of(text) in {key_of(w) for w in (level.label_ja, level.label_en, level.code)}]
    if len(named) != 1:
        raise BadCell(_("“%(value)s” is not a level of %(facet)s.") % {"value": text, "facet": entry.facet})
    return named[0]


def _product(line: str, shelf: Shelf) -> tuple:
    name, at, price = line.rpartition(_AT)
    whole = shelf.products.get(key_of(line))
    if whole or not at:
        name, price = line, ""
    found = whole or shelf.products.get(key_of(name))
    if found is None:
        raise BadCell(_("“%(value)s” is not known here.") % {"value": line.strip()})
    try:
        return found, Decimal(price.strip()) if price else None
    except InvalidOperation as error:
        raise BadCell(_("“%(value)s” is no price.") % {"value": price}) from error


def _mention(row: object) -> str:
    name = row.product.sku or row.product.name
    return name if row.price is None else f"{name}{_AT}{row.price.normalize():f}"


def _chosen(code: str, text: str, shelf: Shelf) -> object:
    if not text:
        return "" if code != "is_ai" else False
    if key_of(text) not in shelf.choices[code]:
        raise BadCell(_("“%(value)s” is not one of the choices.") % {"value": text})
    return shelf.choices[code][key_of(text)]


def _day(text: str) -> date:
    for form in DAY_FORMS:
        try:
            return datetime.strptime(text.split(" ")[0], form).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise BadCell(_("“%(value)s” is no day: write 2026-12-24.") % {"value": text})


def _time(text: str) -> time:
    for form in TIME_FORMS:
        try:
            return datetime.strptime(text, form).time()  # noqa: DTZ007 (a wall time)
        except ValueError:
            continue
    raise BadCell(_("“%(value)s” is no time: write 19:30.") % {"value": text})


def _seconds(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text[:6]) <= 3600):
        raise BadCell(_("“%(value)s” is no length in seconds from 1 to 3,600.") % {"value": text})
    return int(text)


def _unique(named: list[tuple[str, object]]) -> dict[str, object]:
    """Without names that two share: nobody could say which is meant."""
    keys = [key_of(name) for name, _row in named]
    return {key_of(name): row for name, row in named if keys.count(key_of(name)) == 1}


def _words(code: str) -> dict[str, str]:
    field = Video._meta.get_field(FIELD_OF.get(code, code))
    words = {key_of(value): value for value, _label in field.choices}
    for _language in spoken():
        words |= {key_of(str(label)): value for value, label in field.choices}
    return words


def _yes_and_no() -> dict[str, bool]:
    words: dict[str, bool] = {"1": True, "true": True, "0": False, "false": False}
    for _language in spoken():
        words |= {key_of(_("yes")): True, key_of(_("no")): False}
    return words
