"""The changes of a video in words: who, when, what, before and after."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _, gettext_lazy

from planner.video_page.attaching import is_attachment
from planner.video_page.making import DUE
from planner.vocabulary.levels import Vocabulary
from planner.vocabulary.tagging import FACET
from tkcommerce.brands.models import Brand, User
from tkcommerce.words import NOTHING, day_word, money

from .models import Attachment, Product, Video, VideoChange

VERBS = {
    "planned": gettext_lazy("planned it"),
    "edited": gettext_lazy("changed it"),
    "moved": gettext_lazy("moved it"),
    "dropped": gettext_lazy("dropped it"),
    "restored": gettext_lazy("brought it back"),
    "undone": gettext_lazy("took a change back"),
    "attached": gettext_lazy("added a file"),
    "detached": gettext_lazy("removed a file"),
    "import": gettext_lazy("found it on TikTok"),
    "tagged": gettext_lazy("set its patterns"),
    "untagged": gettext_lazy("took its patterns back"),
    "merged": gettext_lazy("merged patterns"),
    "separated": gettext_lazy("separated patterns again"),
    "series made": gettext_lazy("made it for the series"),
    "series rewrote": gettext_lazy("changed its series"),
    "series ended": gettext_lazy("ended its series"),
    "series revived": gettext_lazy("brought its series back"),
    "paired": gettext_lazy("made a second hook for it"),
    "unpaired": gettext_lazy("took the pair apart"),
    "idea": gettext_lazy("noted the idea"),
    "again": gettext_lazy("planned it again from another"),
    "asked": gettext_lazy("asked for approval"),
    "approved": gettext_lazy("approved it"),
    "step_approved": gettext_lazy("approved a step"),
    "sent_back": gettext_lazy("sent it back"),
    "took_back": gettext_lazy("took the approval back"),
    "withdrew": gettext_lazy("withdrew it from approval"),
    "approval_reset": gettext_lazy("ended its approval by this"),
    "stopped": gettext_lazy("stopped it"),
    "resumed": gettext_lazy("ended the stop"),
    "scheduled": gettext_lazy("settled its schedule"),
    "posted": gettext_lazy("confirmed that it is out"),
    "missed": gettext_lazy("saw nobody confirm it"),
    "measured": gettext_lazy("found its result standing"),
    "joined": gettext_lazy("matched it with its post"),
    "joined_into": gettext_lazy("matched it with its plan"),
    "separated_post": gettext_lazy("separated plan and post again"),
}
LABELS = {
    "hook": gettext_lazy("opening line"),
    "planned_zone": gettext_lazy("zone"),
    "products": gettext_lazy("products and prices"),
    "helpers": gettext_lazy("helpers"),
    "step": gettext_lazy("approval step"),
    "reason": gettext_lazy("reason"),
    "overruled": gettext_lazy("out all the same, because"),
}
GUEST = "guest"  # the name of who came by link: it did what a member would have done
LONG = 60  # signs that fit one line; what is longer opens below it


@dataclass(frozen=True)
class Line:
    """One field, as it was and as it became."""

    field: str
    before: str = ""
    after: str = ""

    @property
    def is_long(self) -> bool:
        return any(len(value) > LONG or "\n" in value for value in (self.before, self.after))


@dataclass(frozen=True)
class Entry:
    who: str
    verb: str
    at: datetime
    lines: tuple[Line, ...]


class Names:
    """The names behind the ids in some changes; a query for each kind of row that really occurs there."""

    def __init__(self, brand: Brand, changes: Sequence[VideoChange]) -> None:
        self.brand, self.changes = brand, changes

    def of(self, model: type[models.Model], pk: int) -> str:
        """A row that is gone is known by its number."""
        rows = {User: self.people, Product: self.products}.get(model)
        return (rows if rows is not None else self.others(model)).get(pk) or f"#{pk}"

    @cached_property
    def people(self) -> dict[int, str]:
        told = [pk for change in self.changes for pair in [change.fields.get("owner", ())] for pk in pair]
        return {person.pk: str(person) for person in User.objects.filter(pk__in=[*filter(None, told), *self._ids("helpers")])}

    @cached_property
    def products(self) -> dict[int, str]:
        return {product.pk: product for product in self.brand.products.filter(pk__in=self._ids("products"))}

    def others(self, model: type[models.Model]) -> dict[int, str]:
        if model not in self._loaded:
            self._loaded[model] = {row.pk: str(row) for row in model._default_manager.filter(brand=self.brand)}
        return self._loaded[model]

    @cached_property
    def _loaded(self) -> dict:
        return {}

    def _ids(self, part: str) -> set[int]:
        return {row[0] for change in self.changes for side in change.fields.get(part, ()) for row in side or ()}


@dataclass(frozen=True)
class Teller:
    """What a value needs to be told in words."""

    today: date
    vocabulary: Vocabulary
    names: Names

    def lines_of(self, change: VideoChange) -> Iterable[Line]:
        for name, (before, after) in change.fields.items():
            if name == GUEST:
                continue
            label, word = self._told(name)
            yield Line(label, *(NOTHING if value in (None, "", []) else word(value) for value in (before, after)))

    def _told(self, name: str) -> tuple[str, Callable[[object], str]]:
        """The label of a field, and how its values are said."""
        if name.startswith(FACET):
            code = name.removeprefix(FACET)
            entry = self.vocabulary.all.get(code)
            return entry.facet.label if entry else code, lambda value: self.vocabulary.label(code, value)
        if name.startswith(DUE):
            step = Video.State(name.removeprefix(DUE)).label
            return _("Due day: %(step)s") % {"step": step}, self._day
        if is_attachment(name):
            return str(Attachment.Kind(name.partition(":")[0]).label), str
        label = LABELS.get(name)
        if name in ("products", "helpers"):
            return capfirst(label), self._products if name == "products" else self._helpers
        try:
            field = Video._meta.get_field(name)
        except FieldDoesNotExist:
            return capfirst(label or name), str
        return capfirst(label or field.verbose_name), lambda value: self._column(field, value)

    def _column(self, field: models.Field, value: object) -> str:
        if field.is_relation:
            return self.names.of(field.related_model, value)
        if isinstance(field, models.BooleanField):
            return _("yes") if value else _("no")
        if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
            return self._day(value)
        if isinstance(field, models.TimeField):
            return str(value)[:5]
        return str(dict(field.choices or ()).get(value, value))

    def _day(self, value: object) -> str:
        return day_word(date.fromisoformat(str(value)), today=self.today)

    def _products(self, rows: list) -> str:
        return _(", ").join(self._mention(pk, price) for pk, price in rows)

    def _mention(self, pk: int, price: str | None) -> str:
        product = self.names.products.get(pk)
        name = str(product or f"#{pk}")
        return name if price is None else f"{name} {money(Decimal(price), product.currency if product else '')}"

    def _helpers(self, rows: list) -> str:
        told = ((self.names.of(User, pk), task) for pk, task in rows)
        return _(", ").join(f"{name} ({task})" if task else name for name, task in told)


def entries_of(changes: Iterable[VideoChange], *, brand: Brand, today: date, vocabulary: Vocabulary) -> list[Entry]:
    """The changes for people, in the order given; `by` should be fetched with them. The vocabulary names the levels."""
    known = list(changes)
    teller = Teller(today, vocabulary, Names(brand, known))
    return [
        Entry(
            who=_who(change),
            verb=str(VERBS.get(change.verb, change.verb)),
            at=change.at,
            lines=tuple(teller.lines_of(change)) if change.version > 1 else (),
        )
        for change in known
    ]


def _who(change: VideoChange) -> str:
    """Without a member, a guest decided it, an import told of it, or the calendar's own clock did it."""
    if change.by:
        return str(change.by)
    if GUEST in change.fields:
        return _("%(name)s (guest)") % {"name": change.fields[GUEST][1]}
    return _("An import") if change.verb == "import" else _("The calendar")


def sentence_of(entries: list[Entry]) -> str:
    """Who changed what, newest change only: “Aiko moved it: Day 24 Nov → 25 Nov.”"""
    if not entries:
        return str(_("It was changed meanwhile."))
    entry = entries[0]
    parts = [line.field if line.is_long else f"{line.field} {line.before} → {line.after}" for line in entry.lines]
    told = {"who": entry.who, "verb": entry.verb, "what": _(", ").join(parts)}
    return _("%(who)s %(verb)s: %(what)s.") % told if parts else _("%(who)s %(verb)s.") % told
