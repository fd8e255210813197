"""What is done to several videos at once."""

from django import forms
from django.utils.translation import gettext as _

from .facet_fields import PREFIX
from .levels import Vocabulary
from .models import Facet, Level


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
