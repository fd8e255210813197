"""`{% load lucide %}`: the icons of the package lucide, each drawn once. A page has sixty, and each was built out of XML."""

from functools import lru_cache

from django import template
from lucide.templatetags.lucide import lucide as draw

register = template.Library()
register.simple_tag(lru_cache(maxsize=1000)(draw), name="lucide")
