"""What people may say of collaborations and samples. A handle may be pasted with @ or as a link."""

import re
import unicodedata
from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from analytics.models import Collaboration, SentSample
from planner.forms import DayField
from planner.video_page.part_forms import PriceField

_HANDLE = re.compile(r"[\w.]{2,64}")


def handle_of(text: str) -> str:
    """`@mika`, `https://www.tiktok.com/@mika?x`, `ｍｉｋａ` → mika; ValidationError for what cannot be one."""
    told = unicodedata.normalize("NFKC", text).strip()
    told = told.split("/@", 1)[-1].split("?")[0].split("/")[0].removeprefix("@")
    if told and not _HANDLE.fullmatch(told):
        raise forms.ValidationError(_("A handle looks like @name: letters, digits, _ and ."))
    return told


class CollaborationForm(forms.ModelForm):
    """The rate in per cent: 12 or 12.5."""

    percent = PriceField(label=gettext_lazy("Commission in %"), min_value=0, max_value=100, max_digits=5, decimal_places=2)
    flat_fee = PriceField(label=gettext_lazy("Flat fee"), required=False, min_value=0, max_digits=14, decimal_places=2)
    valid_from = DayField(label=gettext_lazy("Valid from"))

    class Meta:
        model = Collaboration
        fields = ["kind", "creator", "product", "percent", "flat_fee", "valid_from", "note"]

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["product"].queryset = self.instance.brand.products.filter(hidden_at=None)
        self.fields["product"].empty_label = _("every product")
        self.fields["creator"].help_text = _("Only of a target collaboration.")

    def clean_creator(self) -> str:
        return handle_of(self.cleaned_data["creator"])

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("kind") == Collaboration.Kind.TARGET and not cleaned.get("creator") and "creator" not in self.errors:
            self.add_error("creator", _("A target collaboration needs its creator."))
        if cleaned.get("kind") == Collaboration.Kind.OPEN:
            cleaned["creator"] = ""
        if cleaned.get("percent") is not None:
            self.instance.rate = Decimal(cleaned["percent"]) / 100
        self.instance.currency = self.instance.brand.currency if cleaned.get("flat_fee") is not None else ""
        return cleaned


class SampleForm(forms.ModelForm):
    sent_on = DayField(label=gettext_lazy("Sent on"))

    class Meta:
        model = SentSample
        fields = ["creator", "product", "sent_on", "order_id", "note"]
        widgets = {"order_id": forms.HiddenInput}

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["product"].queryset = self.instance.brand.products.filter(hidden_at=None)

    def clean_creator(self) -> str:
        return handle_of(self.cleaned_data["creator"])


class NameForm(forms.Form):
    """An earlier handle of a creator."""

    before = forms.CharField(label=gettext_lazy("Earlier handle"), max_length=128)

    def clean_before(self) -> str:
        return handle_of(self.cleaned_data["before"])
