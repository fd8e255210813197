"""`{% load words %}`: tkcommerce.words as filters. They add the clock, and a word for ears where a value is missing.

The missing value is markup without quotes, so it never breaks out of an attribute; for attributes and titles add `|plain`.
"""

from datetime import date, datetime, time

from django import template
from django.utils import timezone
from django.utils.dates import WEEKDAYS
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from tkcommerce import words
from tkcommerce.dates import Days
from tkcommerce.words import Number

register = template.Library()


def heard(text: str) -> str | SafeString:
    """A dash is silent or "em dash" to a screen reader: say what it means."""
    if text != words.NOTHING:
        return text
    return mark_safe(f"<span aria-hidden=true>{words.NOTHING}</span><span class=sr>{_('no value')}</span>")


@register.filter
def day_word(day: date | None, today: date | None = None) -> str:
    return heard(words.day_word(day, today=today or timezone.now().date()))


@register.filter
def day_short(day: date | None) -> str:
    return heard(words.day_short(day))


@register.filter
def day_in_week(day: date | None) -> str:
    return heard(words.day_in_week(day))


@register.filter
def days_word(days: Days | None, today: date | None = None) -> str:
    return heard(words.days_word(days, today=today or timezone.now().date()))


@register.filter
def month_word(day: date | None) -> str:
    return heard(words.month_word(day))


@register.filter
def weekday_word(weekday: int) -> str:
    """0 is Monday."""
    return str(WEEKDAYS[weekday])


@register.filter
def time_word(at: time | datetime | None) -> str:
    return heard(words.time_word(at))


@register.filter
def moment(instant: datetime | None, zone: str) -> str:
    return heard(words.moment(instant, zone, now=timezone.now()))


@register.filter
def ago(instant: datetime | None) -> str:
    return heard(words.ago(instant, now=timezone.now()))


@register.filter
def count(number: Number | None) -> str:
    return heard(words.count(number))


@register.filter
def exact(number: Number | None) -> str:
    return heard(words.exact(number))


@register.filter
def compact(number: Number | None) -> str:
    return heard(words.compact(number))


@register.filter
def percent(share: Number | None, digits: int = 1) -> str:
    return heard(words.percent(share, digits))


@register.filter
def chance(share: Number | None) -> str:
    return heard(words.chance(share))


@register.filter
def ratio(value: Number | None, digits: int = 1) -> str:
    return heard(words.ratio(value, digits))


@register.filter
def money(amount: Number | None, currency: str) -> str:
    return heard(words.money(amount, currency))


@register.filter
def zone_word(zone: str) -> str:
    return words.zone_word(zone)


@register.filter
def plain(text: str) -> str:
    """Without markup, for attributes."""
    return strip_tags(text).removesuffix(_("no value"))
