"""The filters of the calendar and of the list of videos, as they stand in the address."""

from collections.abc import Iterable
from urllib.parse import urlencode

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from planner.calendar.quick_select import QuickSelect
from planner.models import Video
from planner.queries import VideoFilter
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Brand, Market


class FilterForm(forms.Form):
    """What is not one of the choices narrows nothing. People, accounts and campaigns of the brand are loaded once."""

    ALWAYS = ("account",)  # what stands on the page
    WIDE = ("owner", "state")  # what stands there, too, where there is room; the others open below them

    account = forms.ChoiceField(label=gettext_lazy("Account"), required=False, widget=QuickSelect)
    owner = forms.ChoiceField(label=pgettext_lazy("of a video", "Owner"), required=False, widget=QuickSelect)
    state = forms.ChoiceField(label=gettext_lazy("State"), required=False, widget=QuickSelect)
    product = forms.ChoiceField(label=gettext_lazy("Product"), required=False, widget=QuickSelect)
    level = forms.ChoiceField(label=gettext_lazy("Pattern"), required=False, widget=QuickSelect)
    campaign = forms.ChoiceField(label=gettext_lazy("Campaign"), required=False, widget=QuickSelect)
    market = forms.ChoiceField(label=gettext_lazy("Market"), required=False, widget=QuickSelect)
    kind = forms.ChoiceField(label=gettext_lazy("Kind"), required=False, widget=QuickSelect)
    q = forms.CharField(
        label=gettext_lazy("Search"),
        required=False,
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": gettext_lazy("Search videos")}),
    )

    def __init__(self, *args: object, brand: Brand, **options: object) -> None:
        super().__init__(*args, **options)
        self.vocabulary = vocabulary_of(brand)
        self.people = list(brand.members.order_by("name", "email"))
        self.accounts = list(brand.accounts.all())
        self.campaigns = list(self._offered("campaign", brand.campaigns))
        states = [(state.value, state.label) for state in Video.State if state != Video.State.DROPPED]
        self._choose("account", _("All accounts"), _rows(self.accounts))
        self._choose("owner", _("Owner: everyone"), _rows(self.people))
        self._choose("state", _("State: all"), states)
        self._choose("product", _("Product: all"), _rows(self._offered("product", brand.products.only("name", "brand"))))
        self._choose("level", _("Pattern: all"), self._levels())
        self._choose("campaign", _("Campaign: all"), _rows(self.campaigns))
        self._choose("market", _("Market: all"), Market.choices)
        self._choose("kind", _("Kind: all"), Video.Kind.choices)

    def _offered(self, name: str, rows: QuerySet) -> QuerySet:
        """What is not hidden, and what the address names."""
        named = self.data.get(name, "")
        told = Q(pk=int(named)) if named.isdecimal() and len(named) < 19 else Q()
        return rows.filter(Q(hidden_at=None) | told)

    def _choose(self, name: str, nothing: str, choices: list) -> None:
        self.fields[name].choices = [("", nothing), *choices]

    def _levels(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """By facet: its levels as `theme.backstage`, and at last `theme.` for the videos without one; derived ones, too."""
        return [
            (
                str(entry.facet),
                [
                    *((f"{entry.facet.code}.{level.code}", level.label) for level in entry.open),
                    (f"{entry.facet.code}.", _("Without %(facet)s") % {"facet": entry.facet}),
                ],
            )
            for entry in self.vocabulary.all.values()
            if entry.facet.hidden_at is None
        ]

    @property
    def always(self) -> list[forms.BoundField]:
        return [self[name] for name in self.ALWAYS]

    @property
    def wide(self) -> list[forms.BoundField]:
        return [self[name] for name in self.WIDE]

    @property
    def others(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.ALWAYS + self.WIDE]

    @property
    def told(self) -> dict[str, str]:
        """What narrows, as it stands in the address."""
        self.is_valid()
        return {name: value for name in self.fields if (value := self.cleaned_data.get(name))}

    @property
    def others_told(self) -> int:
        return len(self.told.keys() - set(self.ALWAYS + self.WIDE))

    @property
    def hidden_on_phones(self) -> int:
        """How many narrow the page from behind the button there."""
        return len(self.told.keys() - set(self.ALWAYS))

    @property
    def query(self) -> str:
        return urlencode(self.told)

    @property
    def in_words(self) -> list[str]:
        """What narrows, for the reader of a print."""
        return [_chosen(self.fields[name], value) for name, value in self.told.items()]

    @property
    def wanted(self) -> VideoFilter:
        told = self.told
        ids = {name: int(told.get(name) or 0) or None for name in ("account", "owner", "product", "campaign")}
        names = {name: told.get(name, "") for name in ("state", "level", "market", "kind")}
        return VideoFilter(text=told.get("q", ""), **ids, **names)


class SearchForm(FilterForm):
    """Of a page where people look for one video."""

    ALWAYS, WIDE = ("q",), ("account", "owner", "state")


def _rows(rows: Iterable[Model]) -> list[tuple[str, str]]:
    return [(str(row.pk), str(row)) for row in rows]


def _chosen(field: forms.Field, value: str) -> str:
    for known, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            found = next((inner for code, inner in label if code == value), None)
            if found:
                return f"{known}: {found}"
        elif str(known) == value:
            return str(label)
    return value
