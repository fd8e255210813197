"""A commerce event as a form: how its days are told decides which of the fields count."""

import re
import unicodedata

from django import forms
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from planner.events.rules import BadRule, check_rule, form_of
from planner.forms import CountField, DayField
from planner.models import CommerceEvent
from tkcommerce.brands.models import Market

YEARLY, ONCE, NTH, RANGE, MONTHLY, KEPT = "yearly", "once", "nth", "range", "monthly", "kept"
WAYS = (
    (YEARLY, gettext_lazy("each year on a day")),
    (ONCE, gettext_lazy("once")),
    (NTH, gettext_lazy("a weekday of a month")),
    (RANGE, gettext_lazy("each year from day to day")),
    (MONTHLY, gettext_lazy("each month")),
)
NTHS = (
    (1, pgettext_lazy("weekday of a month", "1st")), (2, pgettext_lazy("weekday of a month", "2nd")),
    (3, pgettext_lazy("weekday of a month", "3rd")), (4, pgettext_lazy("weekday of a month", "4th")),
    (-1, pgettext_lazy("weekday of a month", "last")),
)  # fmt: skip


class MonthDaysField(forms.CharField):
    """`11/11`, `11-11` or `11月11日`, several with commas; cleaned to a list of `11-11`."""

    def clean(self, value: object) -> list[str]:
        text = unicodedata.normalize("NFKC", super().clean(value) or "")
        found = re.findall(r"(\d{1,2})\s*[-/月]\s*(\d{1,2})", text)
        if text.strip() and not found:
            raise forms.ValidationError(_("Write month and day, such as 11/11."))
        return [f"{int(month):02}-{int(day):02}" for month, day in found]


class EventForm(forms.Form):
    label_ja = forms.CharField(label=gettext_lazy("Japanese name"), max_length=60, required=False)
    label_en = forms.CharField(label=gettext_lazy("English name"), max_length=60, required=False)
    way = forms.ChoiceField(label=pgettext_lazy("an event", "When"), widget=forms.RadioSelect)
    on = MonthDaysField(label=gettext_lazy("Month and day"), required=False, max_length=120)
    once = DayField(label=gettext_lazy("Day"), required=False)
    nth = forms.TypedChoiceField(label=gettext_lazy("Which"), choices=NTHS, coerce=int, required=False)
    weekday = forms.TypedChoiceField(label=gettext_lazy("Weekday"), choices=list(WEEKDAYS.items()), coerce=int, required=False)
    month = forms.TypedChoiceField(label=gettext_lazy("Month"), choices=list(MONTHS.items()), coerce=int, required=False)
    plus = CountField(label=gettext_lazy("So many days later"), min_value=0, max_value=60, required=False)
    first = MonthDaysField(label=gettext_lazy("First day"), required=False, max_length=20)
    last = MonthDaysField(label=gettext_lazy("Last day"), required=False, max_length=20)
    day = CountField(label=gettext_lazy("Day of the month"), min_value=1, max_value=31, required=False)
    workday = forms.BooleanField(label=gettext_lazy("The working day before, if it is none"), required=False)
    days = CountField(label=gettext_lazy("Length in days"), min_value=1, max_value=92)
    tease_days = CountField(label=gettext_lazy("Days of run-up"), min_value=0, max_value=90)
    encore_days = CountField(label=gettext_lazy("Days of encore"), min_value=0, max_value=30)
    lead_days = CountField(label=gettext_lazy("Start shooting so many days before"), min_value=0, max_value=180)
    markets = forms.MultipleChoiceField(
        label=gettext_lazy("Markets"), choices=Market.choices, widget=forms.CheckboxSelectMultiple, required=False,
        help_text=gettext_lazy("None ticked: every market."),
    )  # fmt: skip
    rest = forms.BooleanField(label=gettext_lazy("A rest: people are away, nothing is sold"), required=False)
    usual = forms.BooleanField(label=gettext_lazy("By habit of past years, not announced"), required=False)

    def __init__(self, *args: object, event: CommerceEvent | None, home_market: str, **options: object) -> None:
        self.event, self.home_market = event, home_market
        super().__init__(*args, initial=initial_of(event, home_market), **options)
        kept = ((KEPT, gettext_lazy("as the calendar of public holidays has it")),)
        is_kept = event is not None and form_of(event.rule) == "holiday"
        self.fields["way"].choices = (*WAYS, *(kept if is_kept else ()))

    def clean(self) -> dict:
        cleaned = super().clean()
        if not (cleaned.get("label_ja") or "").strip() and not (cleaned.get("label_en") or "").strip():
            self.add_error("label_ja", _("Give it a name."))
        if not self.errors:
            try:
                check_rule(self.rule)
            except BadRule:
                self.add_error("way", _("These days do not exist."))
        return cleaned

    @property
    def rule(self) -> dict:
        """As planner/events/rules.py reads it; BadRule there where fields are missing."""
        told = self.cleaned_data
        marks = {mark: True for mark in ("rest", "usual") if told[mark]}
        way = told["way"]
        if way == YEARLY:
            days = told["on"]
            return {"on": days[0] if len(days) == 1 else days or ""} | marks
        if way == ONCE:
            return {"on": told["once"].isoformat() if told["once"] else ""} | marks
        if way == NTH:
            later = {"plus": told["plus"]} if told["plus"] else {}
            return {"nth": told["nth"], "weekday": told["weekday"], "month": told["month"]} | later | marks
        if way == RANGE:
            return {"from": "".join(told["first"][:1]), "to": "".join(told["last"][:1])} | marks
        if way == MONTHLY:
            return {"day": told["day"]} | ({"workday": self.home_market} if told["workday"] else {}) | marks
        own = self.event.rule
        return {name: own[name] for name in ("holiday", "market")} | marks

    @property
    def values(self) -> dict:
        """What the verbs of planner/events/editing.py take."""
        told = self.cleaned_data
        names = ("label_ja", "label_en", "days", "tease_days", "encore_days", "lead_days", "markets")
        return {name: told[name] for name in names} | {"rule": self.rule}


def initial_of(event: CommerceEvent | None, home_market: str) -> dict:
    """What the form starts with."""
    if event is None:
        return {"way": YEARLY, "days": 1, "tease_days": 0, "encore_days": 0, "lead_days": 21, "markets": [home_market]}
    rule = event.rule
    names = ("label_ja", "label_en", "days", "tease_days", "encore_days", "lead_days", "markets")
    found = {name: getattr(event, name) for name in names} | {mark: rule.get(mark, False) for mark in ("rest", "usual")}
    match form_of(rule):
        case "on":
            told = rule["on"] if isinstance(rule["on"], list) else [rule["on"]]
            if len(told[0]) > 5:
                return found | {"way": ONCE, "once": told[0]}
            return found | {"way": YEARLY, "on": ", ".join(text.replace("-", "/") for text in told)}
        case "nth":
            return found | {"way": NTH} | {name: rule.get(name) for name in ("nth", "weekday", "month", "plus")}
        case "from":
            return found | {"way": RANGE, "first": rule["from"].replace("-", "/"), "last": rule["to"].replace("-", "/")}
        case "day":
            return found | {"way": MONTHLY, "day": rule["day"], "workday": "workday" in rule}
    return found | {"way": KEPT}
