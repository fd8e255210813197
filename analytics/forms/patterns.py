"""The form of a part of the brand's videos to look at alone."""

from django import forms
from django.utils.translation import gettext_lazy as _

from planner.models import Video
from tkcommerce.brands.models import Brand, Market


def day_field(label: str) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class SelectionForm(forms.Form):
    """Nothing that is left empty narrows the choice. Accounts and markets: only where the brand has several."""

    first_day = day_field(_("Posted from"))
    last_day = day_field(_("to"))
    account = forms.ModelChoiceField(label=_("Account"), queryset=None, required=False, empty_label=_("All"))
    market = forms.ChoiceField(label=_("Market"), required=False)
    relation = forms.ChoiceField(label=_("Who speaks"), required=False, choices=[("", _("All")), *Video.Relation.choices])

    def __init__(self, *args: object, brand: Brand, **kwargs: object) -> None:
        """One query, and one for the choices when they are shown."""
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = brand.accounts.order_by("handle")
        sold_in = sorted({*brand.accounts.values_list("market", flat=True)} - {""})
        self.fields["market"].choices = [
            ("", _("All")),
            *((code, Market(code).label) for code in sold_in if code in Market.values),
        ]
        if len(sold_in) < 2:
            del self.fields["market"]
