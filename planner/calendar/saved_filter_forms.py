"""The name of a saved filter and for whom it is."""

from django import forms
from django.utils.translation import gettext_lazy

from planner.calendar.page import VIEWS


class FilterNameForm(forms.Form):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=60)
    is_shared = forms.BooleanField(label=gettext_lazy("For everybody of the brand"), required=False)


class SaveFilterForm(FilterNameForm):
    view = forms.ChoiceField(choices=[(view, view) for view in VIEWS])
