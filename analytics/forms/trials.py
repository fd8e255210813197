"""Forms of next trials: how much to explore, and a clean test to plan."""

from collections.abc import Collection

from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.models import Outcome
from analytics.patterns.suggest import LEAST, MOST
from planner.models import Level
from tkcommerce.brands.models import Brand

STEP = 5


class PolicyForm(forms.Form):
    explore_percent = forms.IntegerField(
        label=_("Share that tries something open"), min_value=round(100 * LEAST), max_value=round(100 * MOST),
        widget=forms.NumberInput(attrs={"type": "range", "step": STEP}),
    )  # fmt: skip


class LevelChoice(forms.ModelChoiceField):
    def label_from_instance(self, level: Level) -> str:
        return f"{level.facet.label}: {level.label}"


class CleanTestForm(forms.Form):
    """Two levels of the same facet of this brand. `outcomes`: what the brand has numbers of; its first is the usual choice."""

    level_a = LevelChoice(label="A", queryset=Level.objects.none())
    level_b = LevelChoice(label="B", queryset=Level.objects.none())
    outcome = forms.ChoiceField(label=_("What counts"), choices=Outcome.choices)
    each = forms.IntegerField(label=_("Videos of each"), min_value=8, max_value=20, initial=8)
    hypothesis = forms.CharField(label=_("Hypothesis"), required=False, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: object, brand: Brand, outcomes: Collection[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(value, label) for value, label in Outcome.choices if value in outcomes]
        open_levels = brand.levels.filter(hidden_at=None, merged_into=None, facet__hidden_at=None, facet__is_derived=False)
        for name in ("level_a", "level_b"):
            self.fields[name].queryset = open_levels.select_related("facet").order_by("facet__position", "facet_id", "position")

    def clean(self) -> dict:
        told = super().clean()
        a, b = told.get("level_a"), told.get("level_b")
        if a and b and (a == b or a.facet_id != b.facet_id):
            self.add_error("level_b", _("Choose two different patterns of the same kind."))
        return told
