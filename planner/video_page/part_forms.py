"""The forms of a video's page, one for each of its parts. `cleaned_data` is what `edit_with_levels` takes."""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from unicodedata import normalize

from django import forms
from django.core.validators import URLValidator
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy, pgettext_lazy

from planner.forms import ClockField, CountField, DayField, HalfWidth, caption_limit, checked_caption
from planner.models import Video, VideoDue
from planner.scheduling import COLUMNS
from planner.video_page.due_days import suggested_dues
from planner.video_page.making import Parts, parts_of
from planner.video_page.parts import Part
from planner.vocabulary.facet_fields import FacetFields, facet_values
from tkcommerce.brands.models import Brand
from tkcommerce.words import day_word, money

GROUPED = re.compile(r"\d{1,3}(,\d{3})+(\.\d+)?")  # 1,210,000
SPARE = 2  # empty rows for another product or helper
ROWS = {"hypothesis": 3, "notes": 3, "script": 10, "shot_list": 6, "caption": 5}  # lines of a text box
HELP: dict[str, Promise] = {
    "hypothesis": gettext_lazy("We expect … because …"),
    "shot_list": gettext_lazy("One shot a line: seconds | words | picture"),
    "sound_proof": gettext_lazy("A link, a number, or where it is filed"),
    "market": gettext_lazy("Empty: the account's market"),
}
LABELS: dict[str, Promise] = {
    "hook": gettext_lazy("Opening line"),
    "owner": pgettext_lazy("of a video", "Owner"),
}


class PickField(forms.ChoiceField):
    """One of rows that are loaded already; cleans to the row itself, or None."""

    def __init__(self, rows: Sequence, *, empty: str, named: object = str, **options: object) -> None:
        self.rows = {str(row.pk): row for row in rows}
        choices = [("", empty), *((pk, named(row)) for pk, row in self.rows.items())]
        super().__init__(choices=choices, required=False, **options)

    def clean(self, value: object) -> object:
        return self.rows.get(super().clean(value))


class PriceField(HalfWidth, forms.DecimalField):
    """An amount in the currency of its product; a box for text, because one for numbers takes no full-width digits and no
    commas: amounts are copied from pages that group their digits."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def to_python(self, value: object) -> Decimal | None:
        plain = normalize("NFKC", value).strip() if isinstance(value, str) else ""
        return super().to_python(plain.replace(",", "") if GROUPED.fullmatch(plain) else value)


class WebField(forms.URLField):
    """A link that a browser may follow."""

    def __init__(self, **options: object) -> None:
        super().__init__(assume_scheme="https", max_length=500, validators=[URLValidator(["https", "http"])], **options)


class PartForm(FacetFields):
    """The fields of one part of one video. Facets only where the part has them."""

    def __init__(self, *args: object, brand: Brand, video: Video, part: Part, today: date, **options: object) -> None:
        self.brand, self.video, self.part, self.today = brand, video, part, today
        names = part.fields_of(is_out=video.is_out)
        self.parts = parts_of(video) if {"products", "helpers", "dues"} & set(names) else Parts((), (), {})
        initial = {name: _initial(video, name) for name in names} | (facet_values(video) if part.patterns else {})
        super().__init__(*args, brand=brand, initial=initial | {"caption": video.caption}, **options)
        facets = dict(self.fields)
        self.fields.clear()
        for name in names:
            self.fields |= self._made(name)
        if part.patterns:
            self.fields |= facets

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """What stands in the form one below the other; rows and facets have places of their own."""
        return [self[name] for name in self.part.fields_of(is_out=self.video.is_out) if name in self.fields]

    @property
    def product_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self._pairs("product", "price")

    @property
    def helper_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return self._pairs("helper", "task")

    @property
    def due_fields(self) -> list[forms.BoundField]:
        return [self[f"due_{step}"] for step in VideoDue.STEPS if f"due_{step}" in self.fields]

    def clean_caption(self) -> str:
        return checked_caption(self.cleaned_data["caption"], self.video.kind)

    def clean(self) -> dict:
        if self.cleaned_data.get("time") and not self.cleaned_data.get("day") and "day" not in self.errors:
            self.add_error("day", _("A time needs a day."))
        cleaned = {name: _one_break(value) for name, value in super().clean().items()}
        names = self.part.fields_of(is_out=self.video.is_out)
        if "products" in names:
            cleaned["products"] = self._taken(cleaned, "product", "price", empty=None)
        if "helpers" in names:
            cleaned["helpers"] = self._taken(cleaned, "helper", "task", empty="")
        if "dues" in names:
            told = {step: cleaned.pop(f"due_{step}", None) for step in VideoDue.STEPS}
            suggested = suggested_dues(self.video.day, today=self.today) if "suggest" in self.data else {}
            cleaned["dues"] = {step: day or suggested.get(step) for step, day in told.items()}
        return cleaned

    def _made(self, name: str) -> dict[str, forms.Field]:
        """The form fields of one field of the video: of a part of several rows, those rows."""
        if name in ("products", "helpers", "dues"):
            return {"products": self._products, "helpers": self._helpers, "dues": self._dues}[name]()
        return {name: self._column(name)}

    def _column(self, name: str) -> forms.Field:
        column = Video._meta.get_field(COLUMNS.get(name, name))
        told = {"label": LABELS.get(name) or capfirst(column.verbose_name), "help_text": HELP.get(name, "")}
        if name == "account":
            return PickField(self.brand.accounts.all(), empty=_("Not decided"), **told)
        if name == "owner":
            return PickField(self._members, empty=_("Nobody yet"), **told)
        if name == "campaign":
            rows = [row for row in self.brand.campaigns.all() if not row.hidden_at or row.pk == self.video.campaign_id]
            return PickField(rows, empty=_("None"), **told)
        if name in ("day", "time"):
            return (DayField if name == "day" else ClockField)(required=False, **told)
        if name == "seconds":
            return CountField(required=False, min_value=1, max_value=3600, **told)
        if name.endswith("_url"):
            return WebField(required=False, **told)
        field = column.formfield(**told)
        field.required = field.required and name == "kind"
        if name in ROWS:
            field.widget = forms.Textarea(attrs={"rows": ROWS[name]})
        if name == "caption":
            field.widget.attrs["data-limit"] = caption_limit(self.video.kind)
        return field

    @property
    def _members(self) -> list:
        if not hasattr(self, "_people"):
            self._people = list(self.brand.members.order_by("name", "email"))
        return self._people

    def _products(self) -> dict[str, forms.Field]:
        kept = {product.pk for product, _price in self.parts.products}
        rows = [row for row in self.brand.products.all() if not row.hidden_at or row.pk in kept]
        made = {}
        for at, (product, price) in enumerate([*self.parts.products, *[(None, None)] * SPARE]):
            label = _("Product %(n)s") % {"n": at + 1}
            made[f"product_{at}"] = PickField(rows, empty="—", named=_offered, label=label, initial=product and product.pk)
            told = {"label": _("Price told in the video"), "initial": _plain(price), "required": False}
            made[f"price_{at}"] = PriceField(min_value=0, max_digits=14, decimal_places=2, **told)
        return made

    def _helpers(self) -> dict[str, forms.Field]:
        people = {person.pk: person for person in [*self._members, *(person for person, _task in self.parts.helpers)]}
        made = {}
        for at, (person, task) in enumerate([*self.parts.helpers, *[(None, "")] * SPARE]):
            label = _("Helper %(n)s") % {"n": at + 1}
            made[f"helper_{at}"] = PickField(list(people.values()), empty="—", label=label, initial=person and person.pk)
            made[f"task_{at}"] = forms.CharField(label=_("Task"), required=False, max_length=40, initial=task)
        return made

    def _dues(self) -> dict[str, forms.Field]:
        suggested = suggested_dues(self.video.day, today=self.today)
        made = {}
        for step in VideoDue.STEPS:
            hint = _("Suggested: %(day)s") % {"day": day_word(suggested[step], today=self.today)} if suggested else ""
            label = _("%(step)s done by") % {"step": step.label}
            made[f"due_{step}"] = DayField(label=label, required=False, help_text=hint, initial=self.parts.dues.get(step))
        return made

    def _pairs(self, one: str, other: str) -> list[tuple[forms.BoundField, forms.BoundField]]:
        ones, others = ([self[name] for name in self.fields if name.startswith(f"{start}_")] for start in (one, other))
        return list(zip_longest(ones, others))

    def _taken(self, cleaned: dict, one: str, other: str, *, empty: object) -> list[tuple]:
        """The rows that name something, in their order."""
        count = len(self._pairs(one, other))
        pairs = [(cleaned.pop(f"{one}_{at}", None), cleaned.pop(f"{other}_{at}", empty)) for at in range(count)]
        return [(row, value) for row, value in pairs if row is not None]


def _one_break(value: object) -> object:
    """Browsers send line breaks as two characters."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def _plain(price: Decimal | None) -> str | None:
    """3960, not 3960.00: yen have no decimals."""
    return None if price is None else f"{price.normalize():f}"


def _offered(product: object) -> str:
    return f"{product} {money(product.price, product.currency)}" if product.price is not None else str(product)


def _initial(video: Video, name: str) -> object:
    if name in ("products", "helpers", "dues"):
        return None
    column = Video._meta.get_field(COLUMNS.get(name, name))
    return getattr(video, column.attname)
