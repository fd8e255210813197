"""When a commerce event is: a rule as JSON, read into days. Pure.

    {"on": "11-11"}                                   each year on that day; a list for several days a year
    {"on": "2026-11-27"}                              once
    {"nth": 2, "weekday": 6, "month": 5}              the second Sunday of May; nth -1 is the last; 0 is Monday
    {"nth": 4, "weekday": 3, "month": 11, "plus": 1}  the day after the fourth Thursday of November
    {"from": "12-29", "to": "01-03"}                  each year, both ends included, also over New Year; or once, with years
    {"day": 25, "workday": "JP"}                      each month; with a market, the last working day until then
    {"holiday": "Eid al-Fitr", "market": "ID"}        as the library of public holidays knows it

Two marks may stand beside: "rest" (people are away; not a sale) and "usual" (by habit of past years, not announced).
"""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta

from planner.events.public_holidays import first_days_named, is_workday
from tkcommerce.brands.models import Market
from tkcommerce.dates import Days, month_of

FORMS = ("on", "nth", "from", "day", "holiday")
LONGEST = 366  # days


class BadRule(ValueError):
    """This JSON is no rule."""


@dataclass(frozen=True)
class Occurrence:
    days: Days
    is_estimated: bool = False


def form_of(rule: dict) -> str:
    """Which of FORMS it is; raises BadRule."""
    found = [form for form in FORMS if isinstance(rule, dict) and form in rule]
    if len(found) != 1:
        raise BadRule(rule)
    return found[0]


def check_rule(rule: dict) -> None:
    """Raises BadRule unless it can be read for every year."""
    try:
        form_of(rule)
        if rule.get("market", Market.JP) not in Market.values or rule.get("workday", Market.JP) not in Market.values:
            raise BadRule(rule)
        for year in (2024, 2025):  # with and without a 29 February
            _starts(rule, year)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadRule(rule) from error


def occurrences_in(rule: dict, window: Days, *, length: int = 1) -> list[Occurrence]:
    """Those that touch the window, each once, by day. `length` in days; a rule with `from` and `to` has its own."""
    years = range((window.start - timedelta(days=LONGEST)).year, window.last.year + 1)
    found = {occurrence for year in years for occurrence in _starts(rule, year, length)}
    touching = (one for one in found if one.days.start < window.end and one.days.end > window.start)
    return sorted(touching, key=lambda one: one.days.start)


def _starts(rule: dict, year: int, length: int = 1) -> list[Occurrence]:
    """Those that begin in this year."""
    match form_of(rule):
        case "on":
            told = rule["on"] if isinstance(rule["on"], list) else [rule["on"]]
            starts = [day for text in told if (day := _day(text, year))]
        case "nth":
            starts = [nth_weekday(year, rule["month"], rule["weekday"], rule["nth"]) + timedelta(days=rule.get("plus", 0))]
        case "from":
            return _ranges(rule["from"], rule["to"], year)
        case "day":
            starts = [_of_month(year, month, rule) for month in range(1, 13)]
        case _:
            named = first_days_named(rule["market"], rule["holiday"], year)
            return [Occurrence(_run(holiday.day, length), holiday.is_estimated) for holiday in named]
    return [Occurrence(_run(day, length)) for day in starts]


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """The nth of a month, 1 to 4, or -1 for the last; weekday 0 is Monday."""
    if nth not in (1, 2, 3, 4, -1) or weekday not in range(7):
        raise BadRule({"nth": nth, "weekday": weekday})
    days = [day for day in month_of(date(year, month, 1)) if day.weekday() == weekday]
    return days[nth - 1 if nth > 0 else nth]


def _run(start: date, length: int) -> Days:
    return Days(start, start + timedelta(days=length))


def _day(text: str, year: int) -> date | None:
    """`11-11` in that year, `2026-11-27` only in its own; 29 February only where there is one."""
    if len(text) > 5:
        day = date.fromisoformat(text)
        return day if day.year == year else None
    if text == "02-29" and not isleap(year):
        return None
    return date.fromisoformat(f"{year}-{text}")


def _ranges(first: str, last: str, year: int) -> list[Occurrence]:
    if len(first) != len(last) or (len(first) > 5 and last < first):
        raise BadRule({"from": first, "to": last})
    start = _day(first, year)
    if start is None:
        return []
    end = date.fromisoformat(last) if len(last) > 5 else _day(last, year) or date(year, 2, 28)
    if end < start:
        end = _day(last, year + 1) or date(year + 1, 2, 28)
    return [Occurrence(Days(start, end + timedelta(days=1)))]


def _of_month(year: int, month: int, rule: dict) -> date:
    """The day, or the last day of a shorter month; moved back to a working day where the rule asks."""
    days = month_of(date(year, month, 1))
    if not 1 <= rule["day"] <= 31:
        raise BadRule(rule)
    day = min(days.last, days.start + timedelta(days=rule["day"] - 1))
    while "workday" in rule and not is_workday(day, rule["workday"]):
        day -= timedelta(days=1)
    return day
