"""`{% load days %}`: the head of a day and its free slots. In Python, as the cards are: a month draws eighty of them."""

from datetime import date
from html import escape

from django import template
from django.template.defaultfilters import date as date_filter
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext as _

from planner.cadence.gaps import Gap
from planner.calendar.month_grid import Day
from tkcommerce.brands.models import Brand, Role
from tkcommerce.words import day_short, day_word, time_word

from .marks import mark_of

register = template.Library()


@register.simple_tag
def day_head(day: Day, today: date, brand: Brand, role: int) -> SafeString:
    """Its number, its holidays, and for editors the way to plan a video on it, unless it is over."""
    number = day_short(day.day) if day.names_month else day.day.day
    now = f'<span class="sr">{_("today")}</span>' if day.is_today else ""
    holidays = "".join(
        f'<span class="hol" title="{label}">{label}</span>' for label in (escape(holiday.label) for holiday in day.holidays)
    )
    head = (
        f'<time class="d" datetime="{day.day:%Y-%m-%d}">{number}</time>{now}<span class="wd">({date_filter(day.day, "D")})</span>'
    )
    plus = "" if day.is_over or role < Role.EDITOR else _plus(day.day, today, brand)
    return mark_safe(f"<h3>{head}{holidays}</h3>{plus}")  # labels are escaped above, the rest is ours


@register.simple_tag
def free_slot(gap: Gap, brand: Brand, role: int) -> SafeString:
    """An item of a list: dashed; editors plan into it."""
    words = f"<time>{time_word(gap.at)}</time> {_('Free slot')}" if gap.at else _("To reach the goal")
    if role < Role.EDITOR:
        return mark_safe(f'<li><span class="slot">{words}</span></li>')
    at = f"&amp;time={time_word(gap.at)}" if gap.at else ""
    url = f"{_new_url(brand)}?day={gap.day:%Y-%m-%d}&amp;account={gap.account.pk}{at}"
    account = f'<span class="sr"> {escape(str(gap.account))}</span>'
    return mark_safe(f'<li><a class="slot" href="{url}" data-dialog>{_cross()}{words}{account}</a></li>')


def _plus(day: date, today: date, brand: Brand) -> str:
    words = _("Plan a video on %(day)s") % {"day": day_word(day, today=today)}
    url = f"{_new_url(brand)}?day={day:%Y-%m-%d}"
    return f'<a class="plus" href="{url}" data-dialog>{_cross()}<span class="sr">{words}</span></a>'


def _cross() -> str:
    return mark_of("planner/_plus.html", get_language())


def _new_url(brand: Brand) -> str:
    return reverse("planner:video-new", args=[brand.slug])
