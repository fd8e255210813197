"""The part of a video's form that says its patterns: one group of chips per facet, and what the caption suggests."""

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms

from planner.models import Facet, Level, Video
from planner.vocabulary.levels import FacetLevels, Vocabulary, level_names_of, vocabulary_of
from planner.vocabulary.suggesting import Suggestion, suggestions_for
from tkcommerce.brands.models import Brand

PREFIX = "facet_"
CONFIRM = "confirm"


@dataclass(frozen=True)
class SuggestedChip:
    """A level the caption hints at; `value` is what its box sends when the person confirms it."""

    level: Level
    value: str
    words: tuple[str, ...]
    confirmed: bool


@dataclass(frozen=True)
class FacetGroup:
    facet: Facet
    field: str
    levels: tuple[Level, ...]
    chosen: str


class FacetFields(forms.Form):
    """Adds `facet_<code>` for each facet a person sets. `cleaned_data` gets `levels` and `suggested` for the verbs.

    A facet that was not sent stays as it is. A box of a suggestion counts where its group was left alone.
    """

    def __init__(self, *args: object, brand: Brand, vocabulary: Vocabulary | None = None, **options: object) -> None:
        super().__init__(*args, **options)
        self.vocabulary = vocabulary or vocabulary_of(brand)
        for entry in self.vocabulary.settable:
            levels = _choices(entry, self.initial.get(PREFIX + entry.facet.code, ""))
            choices = [("", "—"), *((level.code, level.label) for level in levels)]
            self.fields[PREFIX + entry.facet.code] = forms.ChoiceField(label=entry.facet.label, required=False, choices=choices)

    @property
    def groups(self) -> list[FacetGroup]:
        return [self._group(entry) for entry in self.vocabulary.settable]

    @property
    def suggestions(self) -> list[SuggestedChip]:
        """For the facets that nothing is chosen of."""
        open_facets = {group.facet.code for group in self.groups if not group.chosen}
        told = self.data.getlist(CONFIRM) if self.is_bound else []
        return [
            SuggestedChip(level, suggestion.name, suggestion.words, suggestion.name in told)
            for suggestion, level in self._suggested()
            if suggestion.facet_code in open_facets
        ]

    def clean(self) -> dict:
        cleaned = super().clean() or self.cleaned_data
        levels, suggested = {}, []
        confirmed = {suggestion.facet_code: level for suggestion, level in self._confirmed()}
        for entry in self.vocabulary.settable:
            code, name = entry.facet.code, PREFIX + entry.facet.code
            chosen = cleaned.pop(name, "")
            if name in self.data and name not in self.errors:
                levels[entry.facet] = next((level for level in entry.levels if level.code == chosen), None)
            if code in confirmed and not chosen:
                levels[entry.facet] = confirmed[code]
                suggested.append(confirmed[code])
        return cleaned | {"levels": levels, "suggested": suggested}

    def _group(self, entry: FacetLevels) -> FacetGroup:
        name = PREFIX + entry.facet.code
        chosen = self[name].value() or ""
        return FacetGroup(entry.facet, name, _choices(entry, self.initial.get(name, "")), chosen)

    def _suggested(self) -> Iterator[tuple[Suggestion, Level]]:
        caption = self["caption"].value() if "caption" in self.fields else self.initial.get("caption")
        settable = {entry.facet.code for entry in self.vocabulary.settable}
        for suggestion in suggestions_for(caption or ""):
            level = self.vocabulary.find(suggestion.name)
            if level and level.is_open and suggestion.facet_code in settable:
                yield suggestion, level

    def _confirmed(self) -> Iterator[tuple[Suggestion, Level]]:
        """Only what the rules really suggest may be confirmed as suggested."""
        told = self.data.getlist(CONFIRM)
        return ((suggestion, level) for suggestion, level in self._suggested() if suggestion.name in told)


def facet_values(video: Video) -> dict[str, str]:
    """What the groups start with; one query."""
    return {PREFIX + facet: level for facet, level in level_names_of(video).items()}


def _choices(entry: FacetLevels, current: str) -> tuple[Level, ...]:
    """What may be chosen, and what the video has anyway."""
    return tuple(level for level in entry.levels if level.is_open or level.code == current)
