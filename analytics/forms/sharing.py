"""The switch of learning with other brands."""

from django import forms


class SharingForm(forms.Form):
    """Posted by the page's one button: "1" to share, "0" to take it back."""

    is_on = forms.TypedChoiceField(choices=[("1", "1"), ("0", "0")], coerce=lambda value: value == "1")
