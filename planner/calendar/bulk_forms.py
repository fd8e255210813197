"""What is done to several videos at once."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from planner.calendar.filter_form import FilterForm
from planner.calendar.quick_select import QuickSelect
from planner.forms import CountField, VersionForm
from planner.models import Facet, Level, Video
from planner.vocabulary.facet_fields import PREFIX
from planner.vocabulary.levels import Vocabulary
from tkcommerce.brands.models import Brand


class IdsField(forms.MultipleChoiceField):
    """Row ids of ticked boxes; what is no id is refused, whose rows they are the view asks the brand."""

    def valid_value(self, value: str) -> bool:
        return value.isascii() and value.isdecimal() and len(value) < 19


class BulkForm(forms.Form):
    """Which of the listed videos get which levels: a choice per facet, "-" takes the level away, empty leaves it as it is."""

    video = IdsField(required=False)
    all = forms.BooleanField(required=False)  # every video of the list, on its other pages too

    def __init__(self, *args: object, vocabulary: Vocabulary, **options: object) -> None:
        super().__init__(*args, **options)
        self.vocabulary = vocabulary
        for entry in self.vocabulary.settable:
            choices = [
                ("", _("%(facet)s: as it is") % {"facet": entry.facet}),
                *((level.code, level.label) for level in entry.open),
                ("-", _("None of these")),
            ]
            self.fields[PREFIX + entry.facet.code] = forms.ChoiceField(label=entry.facet.label, required=False, choices=choices)

    @property
    def facet_choices(self) -> list[forms.BoundField]:
        return [field for field in self if field.name.startswith(PREFIX)]

    @property
    def levels(self) -> dict[Facet, Level | None]:
        """What was chosen, for the verb."""
        told = {entry.facet: self.cleaned_data.get(PREFIX + entry.facet.code) for entry in self.vocabulary.settable}
        return {facet: self.vocabulary.find(f"{facet.code}.{code}") for facet, code in told.items() if code}


class StateForm(VersionForm):
    state = forms.ChoiceField(choices=Video.State.choices)


class PickedField(forms.MultipleChoiceField):
    """`id:version` of each picked card."""

    def valid_value(self, value: str) -> bool:
        parts = value.split(":")
        return len(parts) == 2 and all(part.isascii() and part.isdecimal() and len(part) < 10 for part in parts)


class PickedForm(forms.Form):
    """What happens to the picked videos. What is left empty stays; "-" takes away."""

    picked = PickedField(required=False)
    days = CountField(label=gettext_lazy("Days later (a minus: earlier)"), required=False, min_value=-366, max_value=366)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, widget=QuickSelect)
    owner = forms.ChoiceField(label=pgettext_lazy("of a video", "Owner"), required=False, widget=QuickSelect)
    campaign = forms.ChoiceField(label=gettext_lazy("Campaign"), required=False, widget=QuickSelect)
    level = forms.ChoiceField(label=gettext_lazy("Pattern"), required=False, widget=QuickSelect)

    def __init__(self, *args: object, filters: FilterForm, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        self.filters = filters
        self.people = {str(person.pk): person for person in filters.people}
        self.campaigns = {str(campaign.pk): campaign for campaign in filters.campaigns}
        self.fields["state"].choices = [
            ("", _("State: as it is")), *((state.value, state.label) for state in Video.MAKING)
        ]  # fmt: skip
        self.fields["owner"].choices = _choices(_("Owner: as it is"), _("Nobody yet"), self.people)
        self.fields["campaign"].choices = _choices(_("Campaign: as it is"), _("No campaign"), self.campaigns)
        levels = [
            (str(entry.facet), [(f"{entry.facet.code}.{level.code}", level.label) for level in entry.open])
            for entry in filters.vocabulary.settable
        ]
        self.fields["level"].choices = [("", _("Pattern: as it is")), *levels]

    @property
    def picked_versions(self) -> dict[int, int]:
        """{video id: version}"""
        return {int(pk): int(version) for pk, version in (value.split(":") for value in self.cleaned_data["picked"])}

    @property
    def acts(self) -> dict:
        """What was chosen, for `change_picked`."""
        told, found = self.cleaned_data, {}
        if told["days"]:
            found["days"] = told["days"]
        if told["state"]:
            found["state"] = told["state"]
        if told["owner"]:
            found["owner"] = self.people.get(told["owner"])
        if told["campaign"]:
            found["campaign"] = self.campaigns.get(told["campaign"])
        level = self.filters.vocabulary.find(told["level"]) if told["level"] else None
        return found | ({"levels": {level.facet: level}} if level else {})


def _choices(as_it_is: str, nothing: str, rows: dict) -> list[tuple[str, str]]:
    return [("", as_it_is), *((pk, str(row)) for pk, row in rows.items()), ("-", nothing)]
