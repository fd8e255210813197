"""UTM parameters by one naming rule, and what is wrong with a link that somebody else made. Pure.

Rule: source `tiktok`; medium by the way the link is given; campaign the brand's campaign; content the link's own slug. TikTok's
advice is the same: one rule, source and medium not swapped, built by a tool, tested
(ads.tiktok.com/help/article/utm-parameters-best-practices).
"""

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import SplitResult, parse_qsl, urlencode, urlsplit, urlunsplit

from django.db import models
from django.utils.translation import gettext as _, gettext_lazy

SOURCE = "tiktok"
PARTS = ("utm_source", "utm_medium", "utm_campaign", "utm_content")
LONGEST = 100
_SPACES = re.compile(r"[\s_]+")
_UNUSUAL = re.compile(r"[^\w.~-]")


class Medium(models.TextChoices):
    """How the link is given."""

    VIDEO = "organic_video", gettext_lazy("Video or photo post")
    LIVE = "live", gettext_lazy("LIVE")
    PROFILE = "profile", gettext_lazy("Profile link")
    PAID = "paid", gettext_lazy("Advertisement")


def utm_word(text: str) -> str:
    """As the rule writes it: half width, lower case, a hyphen for spaces. Letters of any script stay."""
    plain = _SPACES.sub("-", unicodedata.normalize("NFKC", text).strip().casefold())
    return _UNUSUAL.sub("", plain).strip("-")[:LONGEST]


def utm_of(*, medium: str, campaign: str, content: str) -> dict[str, str]:
    told = {"utm_source": SOURCE, "utm_medium": medium, "utm_campaign": utm_word(campaign), "utm_content": content}
    return {name: value for name, value in told.items() if value}


def with_utm(url: str, utm: dict[str, str]) -> str:
    """The link with these parameters in place of its own UTM; everything else of it stays."""
    parts = urlsplit(url)
    kept = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name.casefold() not in PARTS]
    return urlunsplit(parts._replace(query=urlencode([*kept, *utm.items()])))


def utm_in(url: str) -> dict[str, str]:
    return {name: value for name, value in parse_qsl(urlsplit(url).query) if name in PARTS}


def wrong_with(url: str, hosts: Iterable[str]) -> list[str]:
    """What a person should mend, in words; empty of a link that follows the rule. `hosts`: where the brand's links may lead."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return [_("This is not an address.")]
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return [_("This is not an address: it begins with https:// and names a host.")]
    told = parse_qsl(parts.query, keep_blank_values=True)
    return [*_wrong_place(parts, set(hosts)), *_wrong_names(told), *_wrong_values(told)]


def _wrong_place(parts: SplitResult, hosts: set[str]) -> Iterable[str]:
    if parts.scheme == "http":
        yield _("It begins with http://: use https://, else the source is lost on the way.")
    if parts.hostname not in hosts:
        yield _("%(host)s is not one of the brand's allowed hosts.") % {"host": parts.hostname}
    if "utm_" in parts.fragment.casefold():
        yield _("The UTM stands behind the #, where no analytics reads it.")


def _wrong_names(told: list[tuple[str, str]]) -> Iterable[str]:
    names = [name for name, _value in told]
    for name in sorted({name for name in names if name.casefold().startswith("utm") and name != name.casefold()}):
        yield _("“%(name)s” must be in small letters.") % {"name": name}
    for name in sorted({name for name in names if names.count(name) > 1 and name in PARTS}):
        yield _("“%(name)s” stands there more than once.") % {"name": name}
    for name in PARTS[:3]:
        if name not in names:
            yield _("“%(name)s” is missing.") % {"name": name}


def _wrong_values(told: list[tuple[str, str]]) -> Iterable[str]:
    values = dict(told)
    source, medium = values.get("utm_source", ""), values.get("utm_medium", "")
    if source in Medium.values and medium.casefold() in (SOURCE, "tik-tok"):
        yield _("Source and medium are swapped.")
    elif source and source != SOURCE:
        yield _("The source is “%(value)s”; the rule says “%(rule)s”.") % {"value": source, "rule": SOURCE}
    if medium and medium not in Medium.values and medium.casefold() != SOURCE:
        rule = ", ".join(Medium.values)
        yield _("The medium is “%(value)s”; the rule knows %(rule)s.") % {"value": medium, "rule": rule}
    for name in ("utm_campaign", "utm_content"):
        value = values.get(name, "")
        if value and value != utm_word(value) and name == "utm_campaign":
            told = {"name": name, "value": value, "rule": utm_word(value)}
            yield _("“%(name)s” is “%(value)s”; by the rule it would be “%(rule)s”.") % told
