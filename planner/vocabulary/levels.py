"""A brand's vocabulary as loaded, and the levels that its videos have. Each question takes the brand first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, F, Q

from planner.models import Facet, Level, Video
from planner.vocabulary.derived import derived_levels
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

ON_CARDS = ("hook", "theme")  # what a card of the calendar shows, in this order


@dataclass(frozen=True)
class Chip:
    """A level as it stands on a page."""

    facet_code: str
    facet: str
    label: str


@dataclass(frozen=True)
class FacetLevels:
    """A facet with all its levels, hidden and merged ones too."""

    facet: Facet
    levels: tuple[Level, ...]

    @property
    def open(self) -> tuple[Level, ...]:
        """What may be chosen."""
        return tuple(level for level in self.levels if level.is_open)

    def named(self, code: str) -> Level | None:
        """The level of this code; of a merged one, what it was merged into in the end."""
        level = next((level for level in self.levels if level.code == code), None)
        by_pk = {level.pk: level for level in self.levels}
        while level is not None and level.merged_into_id is not None:
            level = by_pk[level.merged_into_id]
        return level


class Vocabulary:
    """All facets of a brand by code, in their order."""

    def __init__(self, facets: Iterable[FacetLevels]) -> None:
        self.all = {entry.facet.code: entry for entry in facets}

    @property
    def settable(self) -> list[FacetLevels]:
        """What a person chooses from."""
        return [entry for entry in self.all.values() if not entry.facet.is_derived and entry.facet.hidden_at is None]

    def find(self, name: str) -> Level | None:
        """The level that `theme.backstage` names, aliases followed; None where there is none."""
        facet, _dot, code = name.partition(".")
        entry = self.all.get(facet)
        return entry.named(code) if entry else None

    def label(self, facet_code: str, code: str | None) -> str:
        """The name of a level as it was set, an alias by its own name; the code where it is gone."""
        entry = self.all.get(facet_code)
        return next((level.label for level in entry.levels if level.code == code), code or "") if entry else code or ""


def vocabulary_of(brand: Brand) -> Vocabulary:
    """One query; a facet whose every level is gone is not in it."""
    by_facet: dict[Facet, list[Level]] = defaultdict(list)
    for level in brand.levels.select_related("facet").order_by("facet__position", "facet_id", "position", "pk"):
        by_facet[level.facet].append(level)
    return Vocabulary(FacetLevels(facet, tuple(levels)) for facet, levels in by_facet.items())


def level_names_of(video: Video) -> dict[str, str]:
    """{facet code: level code} of what is set; one query."""
    return dict(video.levels.values_list("facet__code", "level__code"))


def chips_of(video: Video, vocabulary: Vocabulary) -> list[Chip]:
    """What is set and what is derived, in the order of the facets; hidden facets are left out. One query."""
    names = level_names_of(video) | derived_levels(video)
    return [
        Chip(code, entry.facet.label, vocabulary.label(code, names[code]))
        for code, entry in vocabulary.all.items()
        if code in names and entry.facet.hidden_at is None
    ]


def card_levels(brand: Brand, days: Days) -> dict[int, tuple[tuple[str, str, str], ...]]:
    """{video id: ((facet code, Japanese, English), …)} for the cards of `days`; one query, whatever their number."""
    rows = brand.videolevels.filter(
        video__day__gte=days.start, video__day__lt=days.end, facet__code__in=ON_CARDS, facet__hidden_at=None
    ).values_list("video_id", "facet__code", "level__label_ja", "level__label_en")
    found: dict[int, list] = defaultdict(list)
    for video_id, *shown in rows:
        found[video_id].append(tuple(shown))
    return {video_id: tuple(sorted(shown, key=lambda row: ON_CARDS.index(row[0]))) for video_id, shown in found.items()}


def levels_counted(brand: Brand) -> list[Level]:
    """Every level with its facet, and `videos`: how many that a person can see carry it."""
    seen = Q(uses__video__retracted_at=None) & ~Q(uses__video__state=Video.State.DROPPED)
    levels = brand.levels.select_related("facet", "merged_into").annotate(videos=Count("uses", filter=seen))
    return list(levels.order_by("facet__position", "facet_id", F("merged_into").asc(nulls_first=True), "position", "pk"))
