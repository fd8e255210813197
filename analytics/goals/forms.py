"""What people may type as a goal. A rate is typed in per cent."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _, gettext_lazy

from analytics.models import Goal
from planner.video_page.part_forms import PriceField

Measure = Goal.Measure
BY_CHANNEL = (Measure.GMV, Measure.NEW_CUSTOMERS)


class GoalForm(forms.ModelForm):
    """Of the instance's brand and month. GMV needs its channel; a currency left empty is the brand's."""

    target = PriceField(label=gettext_lazy("Target"), max_digits=15, decimal_places=2)
    currency = forms.CharField(label=gettext_lazy("Currency"), required=False, max_length=3, min_length=3)

    class Meta:
        model = Goal
        fields = ["measure", "channel", "target", "currency"]

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)
        self.fields["target"].help_text = _("For the whole month; of the CTR in per cent.")
        self.fields["channel"].help_text = _("Of GMV and new customers.")
        self.fields["currency"].help_text = _("Of GMV; empty: %(currency)s.") % {"currency": self.instance.brand.currency}

    def clean_currency(self) -> str:
        return self.cleaned_data["currency"].strip().upper()

    def clean(self) -> dict:
        cleaned = super().clean()
        measure, target = cleaned.get("measure"), cleaned.get("target")
        if measure not in BY_CHANNEL:
            cleaned["channel"] = ""
        elif measure == Measure.GMV and not cleaned.get("channel"):
            self.add_error("channel", _("GMV is counted apart by channel: choose one."))
        cleaned["currency"] = (cleaned.get("currency") or self.instance.brand.currency) if measure == Measure.GMV else ""
        if target is not None and target <= 0:
            self.add_error("target", _("A target is more than nothing."))
        elif target is not None and measure == Measure.CTR:
            if target > 100:
                self.add_error("target", _("A rate is at most 100%."))
            cleaned["target"] = Decimal(target) / 100
        elif target is not None and measure != Measure.GMV and target != int(target):
            self.add_error("target", _("Posts and customers are whole numbers."))
        return cleaned
