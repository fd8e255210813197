"""What people type on the pages of market readiness."""

from django import forms
from django.utils.translation import gettext_lazy, pgettext_lazy

from planner.forms import DayField
from planner.markets.page import open_markets
from planner.models import MarketPlan, ReadinessStep
from tkcommerce.brands.models import Brand


class NewMarketForm(forms.Form):
    market = forms.ChoiceField(label=gettext_lazy("Market"))

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["market"].choices = open_markets(brand)


class MarketForm(forms.Form):
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=MarketPlan.State.choices)
    opens_on = DayField(label=gettext_lazy("Means to open on"), required=False)


class StepForm(forms.Form):
    owner = forms.ModelChoiceField(
        None, label=pgettext_lazy("of a step", "Owner"), required=False, empty_label=gettext_lazy("Nobody yet")
    )
    due_day = DayField(label=gettext_lazy("Due on"), required=False)
    evidence = forms.CharField(
        label=gettext_lazy("Evidence"), max_length=500, required=False,
        help_text=gettext_lazy("A link, a number, or where it is filed."),
    )  # fmt: skip

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["owner"].queryset = brand.members.order_by("name", "email")


class NewStepForm(forms.Form):
    """One of the two names is enough."""

    phase = forms.ChoiceField(label=gettext_lazy("Phase"), choices=ReadinessStep.Phase.choices)
    label_ja = forms.CharField(label=gettext_lazy("Japanese"), max_length=120, required=False)
    label_en = forms.CharField(label=gettext_lazy("English"), max_length=160, required=False)
