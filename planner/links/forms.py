"""The forms of links, hosts and coupon codes."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from planner.forms import DayField
from planner.models import Coupon
from planner.models.links import host_format
from planner.queries import shown_videos
from planner.video_page.part_forms import WebField
from tkcommerce.brands.models import Brand

from .hosts import host_of
from .utm import Medium


class HostForm(forms.Form):
    """A whole address is fine: its host is taken."""

    host = forms.CharField(label=gettext_lazy("Host"), max_length=300)

    def clean_host(self) -> str:
        told = self.cleaned_data["host"].strip().casefold()
        host = host_of(told) if "://" in told else told.strip("/")
        host_format(host)
        return host


class LinkForm(forms.Form):
    target = WebField(label=gettext_lazy("Leads to"))
    name = forms.CharField(label=gettext_lazy("Name"), max_length=80, required=False)
    medium = forms.ChoiceField(label=gettext_lazy("How the link is given"), choices=Medium.choices, required=False)
    video = forms.ModelChoiceField(label=gettext_lazy("Video"), queryset=None, required=False)

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["video"].queryset = shown_videos(brand)


class CheckForm(forms.Form):
    url = forms.CharField(label=gettext_lazy("An existing link"), max_length=2000)


class CouponForm(forms.ModelForm):
    first_day = DayField(label=gettext_lazy("First day"), required=False)
    last_day = DayField(label=gettext_lazy("Last day"), required=False)

    class Meta:
        model = Coupon
        fields = ["code", "creator", "first_day", "last_day", "video"]
        widgets = {"video": forms.HiddenInput}

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["video"].queryset = shown_videos(self.instance.brand)

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if self.instance.brand.coupons.exclude(pk=self.instance.pk).filter(code__iexact=code).exists():
            raise forms.ValidationError(_("“%(name)s” is there already.") % {"name": code})
        return code

    def clean_creator(self) -> str:
        return self.cleaned_data["creator"].strip().removeprefix("@").casefold()

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("It ends before it begins."))
        return cleaned
