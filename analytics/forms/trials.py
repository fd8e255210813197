"""Forms of next trials: how much to explore, and a clean test to plan."""

from django import forms
from django.utils.translation import gettext_lazy as _

from analytics.patterns.suggest import LEAST, MOST

STEP = 5


class PolicyForm(forms.Form):
    explore_percent = forms.IntegerField(
        label=_("Share that tries something open"), min_value=round(100 * LEAST), max_value=round(100 * MOST),
        widget=forms.NumberInput(attrs={"type": "range", "step": STEP}),
    )  # fmt: skip
