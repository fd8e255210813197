"""What managers type on the page of the cadence. Full-width digits are understood."""

from django import forms
from django.utils.translation import gettext_lazy

from planner.forms import ClockField, CountField
from planner.models import PostingRule
from tkcommerce.brands.models import Brand


class GoalForm(forms.Form):
    """Nothing typed: no goal."""

    per_week = CountField(label=gettext_lazy("Posts a week"), min_value=1, max_value=99, required=False)


class SlotForm(forms.Form):
    weekday = forms.TypedChoiceField(choices=[(n, n) for n in range(7)], coerce=int)
    at = ClockField(label=gettext_lazy("Time"))


class RuleForm(forms.Form):
    hours_apart = CountField(label=gettext_lazy("Hours between two posts of an account"), min_value=0, max_value=72)
    product_in_week = CountField(label=gettext_lazy("Videos of one product within 7 days"), min_value=1, max_value=99)

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        rule = brand.postingrules.first() or PostingRule(brand=brand)
        initial = {"hours_apart": rule.hours_apart, "product_in_week": rule.product_in_week}
        super().__init__(*args, initial=initial, **options)
