"""Forms of what people say about reading a file."""

from datetime import date

from django import forms
from django.utils.translation import gettext, gettext_lazy as _

from analytics.importing.currency_signs import CODES
from analytics.importing.mappings import LONGEST_NAME
from analytics.importing.profiles import PROFILES
from analytics.importing.shops import LONGEST
from analytics.importing.templates import TEMPLATES, Template, label

ORDERS = [("", _("as the file shows")), ("dmy", _("day first")), ("mdy", _("month first"))]
SCALES = [("", _("as the file shows")), ("percent", _("percent: 38 is 38 %")), ("fraction", _("parts of 1: 0.38 is 38 %"))]


def _currencies() -> list[tuple[str, object]]:
    return [("", _("as the file shows, else the brand's")), *((code, code) for code in sorted(CODES))]


class CorrectionForm(forms.Form):
    """How a table is to be read instead. What is left empty is decided by the file."""

    table = forms.CharField(required=False, max_length=255, widget=forms.HiddenInput)
    profile = forms.ChoiceField(required=False, label=_("This is"))
    date_order = forms.ChoiceField(required=False, label=_("Dates"), choices=ORDERS)
    currency = forms.ChoiceField(required=False, label=_("Currency"), choices=_currencies)
    as_of = forms.DateField(
        required=False, label=_("Day of the export"), widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        titles = sorted((gettext(profile.title), profile.key) for profile in PROFILES)
        self.fields["profile"].choices = [("", _("as recognised")), *((key, title) for title, key in titles)]

    @property
    def answers(self) -> dict[str, str]:
        day: date | None = self.cleaned_data["as_of"]
        told = {name: self.cleaned_data[name] for name in ("profile", "date_order", "currency")}
        return told | {"as_of": day.isoformat() if day else ""}


class ChoiceForm(forms.Form):
    """The option a person chose, or two days where the question is which days the numbers count."""

    key = forms.CharField(max_length=40)
    table = forms.CharField(required=False, max_length=255)
    option = forms.CharField(required=False, max_length=100)
    first = forms.DateField(required=False)
    last = forms.DateField(required=False)

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first"), cleaned.get("last")
        if not cleaned.get("option") and first and last and first <= last:
            cleaned["option"] = f"{first.isoformat()}/{last.isoformat()}"
        if not self.errors and not cleaned.get("option"):
            raise forms.ValidationError(gettext("Choose one of the answers."))
        return cleaned


class MappingNameForm(forms.Form):
    name = forms.CharField(label=_("Name"), max_length=LONGEST_NAME)


class MappingForm(MappingNameForm):
    """Which column of a file is which of the template; `labels` are the file's columns."""

    date_order = forms.ChoiceField(required=False, label=_("Dates"), choices=ORDERS)
    currency = forms.ChoiceField(required=False, label=_("Currency"), choices=_currencies)
    rate_scale = forms.ChoiceField(required=False, label=_("Rates"), choices=SCALES)
    shop = forms.CharField(required=False, max_length=LONGEST, label=_("Name of the shop"))

    def __init__(self, template: Template, labels: list[str], *args: object, japanese: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.template = template
        if template.profile.kind != "order":
            del self.fields["shop"]
        for column in template.columns:
            explained, _example = template.explained[column.name]
            self.fields[self.field_name(column.name)] = forms.ChoiceField(
                required=column.required, label=label(column, japanese=japanese), help_text=gettext(explained),
                choices=[("", _("— not in the file —")), *((name, name) for name in labels)],
            )  # fmt: skip

    @staticmethod
    def field_name(column: str) -> str:
        return f"column-{column}"

    @property
    def column_fields(self) -> list[forms.BoundField]:
        return [self[self.field_name(column.name)] for column in self.template.columns]

    def clean(self) -> dict:
        cleaned = super().clean()
        if "shop" in self.fields and not cleaned.get("shop") and not cleaned.get(self.field_name("shop")):
            self.add_error("shop", gettext("Say which shop these orders are from: two shops may use the same numbers."))
        used = [told for column in self.template.columns if (told := cleaned.get(self.field_name(column.name)))]
        twice = sorted({name for name in used if used.count(name) > 1})
        if twice:
            raise forms.ValidationError(
                gettext("A column of the file can be only one thing: %(columns)s.") % {"columns": ", ".join(twice)}
            )
        return cleaned

    @property
    def columns(self) -> dict[str, str]:
        told = {column.name: self.cleaned_data[self.field_name(column.name)] for column in self.template.columns}
        return {name: chosen for name, chosen in told.items() if chosen}

    @property
    def options(self) -> dict[str, str]:
        told = {name: self.cleaned_data.get(name, "") for name in ("date_order", "currency", "rate_scale", "shop")}
        return {name: chosen for name, chosen in told.items() if chosen}


class MappingQuery(forms.Form):
    """Which table of the upload, which row is its header, and what it is."""

    table = forms.IntegerField(required=False, min_value=0)
    named = forms.CharField(required=False, max_length=255)  # the table, by the name under which it was refused
    row = forms.IntegerField(required=False, min_value=1)
    template = forms.ChoiceField(required=False, choices=[(template.profile.key, "") for template in TEMPLATES])

    @property
    def asked(self) -> dict:
        """What was asked for sensibly; the rest is passed over."""
        self.is_valid()
        return self.cleaned_data
