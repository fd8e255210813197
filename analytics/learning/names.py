"""Codes of facets and levels → the rows of the brand's vocabulary, where there are any. One query."""

from analytics.pattern_words import PAIR
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Brand


class LevelNames:
    """The fields of a LevelNamed model, by codes."""

    def __init__(self, brand: Brand) -> None:
        self._vocabulary = vocabulary_of(brand)

    def of(self, facet: str, level: str) -> dict[str, object]:
        codes = {"facet_code": facet, "level_code": level}
        if PAIR in facet:
            found = [self._level(*key) for key in zip(facet.split(PAIR), level.split(PAIR), strict=True)]
            return codes | {"level": found[0], "other_level": found[1]}
        entry = self._vocabulary.all.get(facet)
        return codes | {"facet": entry.facet if entry else None, "level": self._level(facet, level)}

    def _level(self, facet: str, code: str) -> object:
        entry = self._vocabulary.all.get(facet)
        return next((level for level in entry.levels if level.code == code), None) if entry else None
