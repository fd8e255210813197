"""Above the patterns: which part of the videos is looked at, and how far its learning is."""

from dataclasses import dataclass
from datetime import datetime

from analytics.models import PatternFit, PatternSelection
from analytics.models.pattern_selections import SELECTION
from analytics.pattern_words import PatternWords
from tkcommerce.brands.models import Brand
from tkcommerce.work.models import OPEN, STUCK

RECENT = 5


@dataclass(frozen=True)
class SelectionBar:
    """`made_at`: of the run that the newest answer stands beside; None while there is none."""

    selection: PatternSelection
    label: str
    made_at: datetime | None

    @property
    def is_open(self) -> bool:
        return self.selection.state in OPEN

    @property
    def is_stuck(self) -> bool:
        return self.selection.state in STUCK


def selection_of(brand: Brand, scope: str) -> PatternSelection | None:
    """None for any other scope, and for what is no number. One query, or none."""
    number = scope.removeprefix(SELECTION)
    if not scope.startswith(SELECTION) or not (number.isascii() and number.isdigit() and len(number) < 19):
        return None
    return brand.patternselections.select_related("account").filter(pk=int(number)).first()


def selection_bar(brand: Brand, words: PatternWords, scope: str) -> SelectionBar | None:
    """Two queries; none for other scopes."""
    selection = selection_of(brand, scope)
    if selection is None:
        return None
    newest = PatternFit.objects.filter(brand=brand, scope=selection.scope).order_by("-run__made_at")
    return SelectionBar(selection, words.selection(selection), newest.values_list("run__made_at", flat=True).first())


def recent_selections(brand: Brand, words: PatternWords) -> list[tuple[str, str]]:
    """(scope, words) of those that people asked for last. One query."""
    newest = brand.patternselections.select_related("account").order_by("-asked_at")[:RECENT]
    return [(one.scope, words.selection(one)) for one in newest]
