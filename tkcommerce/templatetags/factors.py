"""`{% load factors %}`: a ratio to the usual for people: 1.71倍, 1.71×."""

from django import template
from django.utils.translation import gettext as _

from tkcommerce import words

register = template.Library()


@register.filter
def times(factor: float | None, digits: int = 2) -> str:
    return words.NOTHING if factor is None else _("%(factor)s×") % {"factor": f"{factor:.{digits}f}"}


@register.filter
def ratio(factor: float | None) -> str:
    """The number alone, for the ends of a range."""
    return words.NOTHING if factor is None else f"{factor:.1f}"
