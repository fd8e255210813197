"""What a person decides about herself: her name, her language, light or dark."""

from django import forms

from .models import User


class PreferenceForm(forms.ModelForm):
    class Meta:
        model = User
        fields = ("name", "language", "theme")
