"""What people may type when they decide, tick, comment, stop, or give somebody outside a link."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.models import ApprovalDecision


class DecideForm(forms.Form):
    """`step`: the place of the step that the page showed."""

    step = forms.IntegerField(min_value=0, max_value=1000, widget=forms.HiddenInput)
    verdict = forms.ChoiceField(choices=ApprovalDecision.Verdict.choices)
    reason = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    comment = forms.CharField(required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


class SeenField(forms.MultipleChoiceField):
    def valid_value(self, value: str) -> bool:
        return re.fullmatch(r"\d{1,18}-\d{1,4}", value, re.ASCII) is not None


class SeveralForm(forms.Form):
    """Rounds of ticked boxes as `round-step`: each at the step that the page showed."""

    seen = SeenField()

    @property
    def steps(self) -> dict[int, int]:
        """{round id: step}"""
        return dict(tuple(map(int, value.split("-"))) for value in self.cleaned_data["seen"])


class TickForm(forms.Form):
    evidence = forms.CharField(required=False, max_length=500)
    attachment = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


class CommentForm(forms.Form):
    text = forms.CharField(max_length=4000, widget=forms.Textarea(attrs={"rows": 2}))


class StopForm(forms.Form):
    reason = forms.CharField(label=_("Why"), max_length=1000)


class LinkForm(forms.Form):
    name = forms.CharField(label=_("Who gets the link"), max_length=80)
    email = forms.EmailField(required=False)
    days = forms.IntegerField(min_value=1, max_value=30, initial=7)
