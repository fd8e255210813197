"""`{% load marks %}`: the marks a month repeats hundreds of times, each rendered once per language.

Without this a month of 500 cards takes half as long again.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tkcommerce.brands.models import User

register = template.Library()


@register.simple_tag
def state_mark(state: str, language: str = "") -> SafeString:
    """Who draws hundreds asks once for the language."""
    return _rendered("_state.html", state, language or get_language())


@register.simple_tag
def kind_mark(kind: str, language: str = "") -> SafeString:
    return _rendered("planner/_kind.html", kind, language or get_language())


@register.simple_tag
def owner_face(owner: User, language: str = "") -> SafeString:
    return _face(str(owner), language or get_language())


@register.simple_tag
def mark(name: str) -> SafeString:
    """A fragment that always says the same, as often as a page wants it."""
    return mark_of(name, get_language())


@register.simple_tag
def video_url(brand_slug: str, video_id: int) -> str:
    """The address `planner:video`, found once per brand."""
    before, after = _around_video_id(brand_slug)
    return f"{before}{video_id}{after}"


@register.simple_tag
def level_chips(levels: tuple[tuple[str, str, str], ...], language: str = "") -> SafeString:
    """Of (facet code, Japanese, English) each, in the reader's language."""
    return _chips(levels, 1 if (language or get_language() or "").startswith("ja") else 2)


@lru_cache(maxsize=1000)
def _chips(levels: tuple[tuple[str, str, str], ...], at: int) -> SafeString:
    chips = format_html_join("", '<span class="chip f-{}">{}</span>', ((level[0], level[at]) for level in levels))
    return format_html('<span class="chips">{}</span>', chips)


@lru_cache(maxsize=1000)
def _face(name: str, language: str) -> SafeString:
    return render_to_string("planner/_face.html", {"name": name})


@lru_cache(maxsize=1000)
def _around_video_id(brand_slug: str) -> tuple[str, str]:
    before, _zero, after = reverse("planner:video", args=[brand_slug, 0]).rpartition("0")
    return before, after


@lru_cache(maxsize=100)
def mark_of(name: str, language: str) -> SafeString:
    """A fragment without context."""
    return render_to_string(name)


@lru_cache(maxsize=100)
def _rendered(name: str, value: str, language: str) -> SafeString:
    return render_to_string(name, {"state": value, "kind": value})
