"""When an event is, in words: "each year on 11 Nov", "the 2nd Sunday of May". In the active language."""

from datetime import date

from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _, pgettext

from planner.events.rules import form_of
from tkcommerce.words import day_short, day_word

LEAP = 2024  # a year that has every day


def rule_word(rule: dict, *, today: date) -> str:
    match form_of(rule):
        case "on":
            told = rule["on"] if isinstance(rule["on"], list) else [rule["on"]]
            if len(told[0]) > 5:
                return day_word(date.fromisoformat(told[0]), today=today)
            return _("each year on %(days)s") % {"days": _(", ").join(_month_day(text) for text in told)}
        case "nth":
            return _nth(rule)
        case "from":
            return _("each year from %(first)s to %(last)s") % {"first": _month_day(rule["from"]), "last": _month_day(rule["to"])}
        case "day":
            day = _("each month on day %(n)s") % {"n": rule["day"]}
            return _("%(day)s, or the working day before") % {"day": day} if "workday" in rule else day
        case _:
            return _("as the calendar of public holidays has it")


def _nth(rule: dict) -> str:
    told = {"weekday": WEEKDAYS[rule["weekday"]], "month": MONTHS[rule["month"]], "n": rule["nth"]}
    words = _ordinal(rule["nth"]) % told
    plus = rule.get("plus", 0)
    return _("%(days)s days after %(day)s") % {"days": plus, "day": words} if plus else words


def _ordinal(nth: int) -> str:
    return {
        1: pgettext("weekday of a month", "the 1st %(weekday)s of %(month)s"),
        2: pgettext("weekday of a month", "the 2nd %(weekday)s of %(month)s"),
        3: pgettext("weekday of a month", "the 3rd %(weekday)s of %(month)s"),
        4: pgettext("weekday of a month", "the 4th %(weekday)s of %(month)s"),
        -1: pgettext("weekday of a month", "the last %(weekday)s of %(month)s"),
    }[nth]


def _month_day(text: str) -> str:
    return day_short(date.fromisoformat(text if len(text) > 5 else f"{LEAP}-{text}"))
