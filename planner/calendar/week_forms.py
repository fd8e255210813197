"""What is asked before a week is copied."""

from django import forms
from django.utils.translation import gettext_lazy

from planner.forms import DayField


class CopyWeekForm(forms.Form):
    """Any day of the week to copy, and any day of the week to copy it to."""

    week = DayField()
    to = DayField(label=gettext_lazy("To the week of"))
