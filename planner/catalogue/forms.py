"""The forms of products and campaigns."""

import unicodedata

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from planner.forms import DayField
from planner.models import Campaign, Product
from planner.video_page.part_forms import PriceField, WebField


class ProductForm(forms.ModelForm):
    price = PriceField(
        label=gettext_lazy("Price"),
        required=False,
        min_value=0,
        max_digits=14,
        decimal_places=2,
        help_text=gettext_lazy("As on the product page; prices told in videos are compared with it."),
    )
    url = WebField(label=gettext_lazy("Link"), required=False)

    class Meta:
        model = Product
        fields = ["name", "category", "price", "currency", "sku", "tiktok_id", "url"]

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        price = self.initial.get("price")
        self.initial["price"] = None if price is None else f"{price.normalize():f}"  # 3960, not 3960.00

    def clean_currency(self) -> str:
        """Three letters, in whatever width and case; the brand's where there is a price and none is named."""
        code = unicodedata.normalize("NFKC", self.cleaned_data["currency"]).strip().upper()
        if code and not (len(code) == 3 and code.isascii() and code.isalpha()):
            raise forms.ValidationError(_("A currency is three capital letters, such as JPY."))
        return code or (self.instance.brand.currency if self.cleaned_data.get("price") is not None else "")

    def clean(self) -> dict:
        cleaned = super().clean()
        others = self.instance.brand.products.exclude(pk=self.instance.pk)
        for name in ("sku", "tiktok_id"):
            other = others.filter(**{name: cleaned[name]}).first() if cleaned.get(name) else None
            if other:
                self.add_error(name, _("“%(product)s” has it already.") % {"product": other})
        return cleaned


class CampaignForm(forms.ModelForm):
    first_day = DayField(label=gettext_lazy("First day"), required=False)
    last_day = DayField(label=gettext_lazy("Last day"), required=False)

    class Meta:
        model = Campaign
        fields = ["name", "first_day", "last_day", "market"]

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        if self.instance.brand.campaigns.exclude(pk=self.instance.pk).filter(name=name).exists():
            raise forms.ValidationError(_("“%(name)s” is there already.") % {"name": name})
        return name

    def clean(self) -> dict:
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("It ends before it begins."))
        return cleaned
