"""What people may type as costs, rates and the rule for sales."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from analytics.models import ExchangeRate, ProductCost, SalesPolicy
from planner.forms import CountField, DayField
from planner.video_page.part_forms import PriceField
from tkcommerce.brands.models import currency_code

MOST_DAYS = 90


class CurrencyField(forms.CharField):
    """Three letters, in whatever case they are typed."""

    def __init__(self, **options: object) -> None:
        super().__init__(min_length=3, max_length=3, validators=[currency_code], **options)

    def to_python(self, value: object) -> str:
        return super().to_python(value).upper()


class CostForm(forms.ModelForm):
    """A currency left empty is the brand's."""

    valid_from = DayField(label=gettext_lazy("Valid from"))
    cost = PriceField(label=gettext_lazy("Cost of one piece"), min_value=0, max_digits=14, decimal_places=2)
    currency = CurrencyField(label=gettext_lazy("Currency"), required=False)

    class Meta:
        model = ProductCost
        fields = ["product", "cost", "currency", "valid_from"]

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["product"].queryset = self.instance.brand.products.filter(hidden_at=None)
        self.fields["currency"].help_text = _("Empty: %(currency)s.") % {"currency": self.instance.brand.currency}

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"] or self.instance.brand.currency


class RateForm(forms.ModelForm):
    base = CurrencyField(label=gettext_lazy("One unit of"))
    quote = CurrencyField(label=gettext_lazy("is worth in"))
    source = forms.CharField(label=gettext_lazy("Source"), required=False, max_length=120)
    rate = PriceField(label=gettext_lazy("Exchange rate"), max_digits=18, decimal_places=8)
    day = DayField(label=gettext_lazy("Valid from"))

    class Meta:
        model = ExchangeRate
        fields = ["base", "quote", "rate", "day", "source"]

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["source"].help_text = _("Such as the bank that tells it; shown beside what is converted.")

    def clean(self) -> dict:
        cleaned = super().clean()
        if cleaned.get("base") and cleaned.get("base") == cleaned.get("quote"):
            self.add_error("quote", _("A rate is between two currencies."))
        if cleaned.get("rate") is not None and cleaned["rate"] <= 0:
            self.add_error("rate", _("A rate is more than nothing."))
        return cleaned


class RuleForm(forms.ModelForm):
    window_days = CountField(label=gettext_lazy("Days a touch counts"), min_value=1, max_value=MOST_DAYS)
    shows_in = CurrencyField(label=gettext_lazy("Convert to"), required=False)

    class Meta:
        model = SalesPolicy
        fields = ["estimates_own_ec", "window_days", "shows_in"]
        labels = {"estimates_own_ec": gettext_lazy("Estimate own-EC sales without a link by time windows")}

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["estimates_own_ec"].help_text = _("Shown apart with its range, and never added to what is known.")
        self.fields["shows_in"].help_text = _("Empty: currencies side by side. Converted only by the rates below.")
