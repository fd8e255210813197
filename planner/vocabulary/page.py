"""What the page of the vocabulary shows: each facet with its levels, how many videos carry each, and what became of the rest."""

from dataclasses import dataclass

from planner.models import Facet, Level
from planner.vocabulary.levels import levels_counted
from tkcommerce.brands.models import Brand


@dataclass(frozen=True)
class FacetOnPage:
    """`closed` are hidden or merged levels. Each level carries `videos`, the number of videos that have it."""

    facet: Facet
    open: tuple[Level, ...]
    closed: tuple[Level, ...]

    @property
    def videos(self) -> int:
        return sum(level.videos for level in (*self.open, *self.closed))


def vocabulary_page(brand: Brand) -> list[FacetOnPage]:
    """In the order of the facets, those without a level too; two queries."""
    by_facet: dict[Facet, list[Level]] = {facet: [] for facet in brand.facets.all()}
    for level in levels_counted(brand):
        by_facet[level.facet].append(level)
    return [
        FacetOnPage(
            facet,
            tuple(level for level in levels if level.is_open),
            tuple(level for level in levels if not level.is_open),
        )
        for facet, levels in by_facet.items()
    ]
