"""`{% load marks %}`: the marks a month repeats hundreds of times, each rendered once per language.

Without this a month of 500 cards takes half as long again.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def state_mark(state: str) -> SafeString:
    return _rendered("_state.html", state, get_language())


@register.simple_tag
def format_mark(format: str) -> SafeString:  # noqa: A002 (the field's name)
    return _rendered("planner/_format.html", format, get_language())


@lru_cache(maxsize=100)
def _rendered(name: str, value: str, language: str) -> SafeString:
    return render_to_string(name, {"state": value, "format": value})
