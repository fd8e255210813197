"""The filters of the calendar and of the list of videos, as they stand in the address."""

from django import forms
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from tkcommerce.brands.models import Brand

from .levels import vocabulary_of
from .models import Video
from .queries import VideoFilter


class FilterForm(forms.Form):
    """The filters in the address. What is not one of the choices narrows nothing."""

    account = forms.ChoiceField(label=gettext_lazy("Account"), required=False)
    owner = forms.ChoiceField(label=pgettext_lazy("of a video", "Owner"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False)
    level = forms.ChoiceField(label=gettext_lazy("Pattern"), required=False)
    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": gettext_lazy("Search videos")}),
    )

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        people = [(str(person.pk), str(person)) for person in brand.members.order_by("name", "email")]
        accounts = [(str(account.pk), str(account)) for account in brand.accounts.all()]
        self.vocabulary = vocabulary_of(brand)
        states = [(state.value, state.label) for state in Video.State if state != Video.State.DROPPED]
        self.fields["account"].choices = [("", _("All accounts")), *accounts]
        self.fields["owner"].choices = [("", _("Owner: everyone")), *people]
        self.fields["state"].choices = [("", _("State: all")), *states]
        self.fields["level"].choices = [("", _("Pattern: all")), *self._levels()]

    def _levels(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """By facet: its levels as `theme.backstage`, and at last `theme.` for the videos without one."""
        return [
            (
                str(entry.facet),
                [
                    *((f"{entry.facet.code}.{level.code}", level.label) for level in entry.open),
                    (f"{entry.facet.code}.", _("Without %(facet)s") % {"facet": entry.facet}),
                ],
            )
            for entry in self.vocabulary.settable
        ]

    @property
    def wanted(self) -> VideoFilter:
        self.is_valid()
        known = self.cleaned_data
        return VideoFilter(
            account=int(known.get("account") or 0) or None,
            owner=int(known.get("owner") or 0) or None,
            state=known.get("state") or "",
            text=known.get("q") or "",
            level=known.get("level") or "",
        )
