"""The writes to a brand's vocabulary: rename, hide, add, merge, put in order. Each can be taken back. Raises `Refused`."""

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import record_changes
from planner.models import Facet, Level, Video, VideoLevel
from planner.refusals import NotOfBrand, Refused
from planner.vocabulary.seed import SEED
from planner.vocabulary.tagging import FACET
from tkcommerce.brands.models import Brand, User

OWN = "own_"  # how the codes of what a brand added begin
MOST_OWN_FACETS = 12  # beyond that nobody sets them, and patterns cannot be told apart


@transaction.atomic
def seed_vocabulary(brand: Brand) -> None:
    """The first vocabulary of a new brand; four statements."""
    facets = Facet.objects.bulk_create(
        Facet(brand=brand, code=told.code, label_ja=told.ja, label_en=told.en, position=at, is_derived=told.is_derived)
        for at, told in enumerate(SEED)
    )
    Level.objects.bulk_create(
        Level(brand=brand, facet=facet, code=code, label_ja=ja, label_en=en, position=at)
        for facet, told in zip(facets, SEED, strict=True)
        for at, (code, ja, en) in enumerate(told.levels)
    )


@transaction.atomic
def rename(*, entry: Facet | Level, label_ja: str, label_en: str, by: User) -> Facet | Level:
    """Of a facet or a level. One name is enough: it then stands for both languages."""
    entry = _locked(entry)
    names = _names(label_ja, label_en)
    if isinstance(entry, Level):
        _refuse_taken(entry.facet, *names, besides=entry)
    entry.label_ja, entry.label_en = names
    entry.save(update_fields=["label_ja", "label_en"])
    return entry


@transaction.atomic
def hide(*, entry: Facet | Level, by: User) -> Facet | Level:
    """It can no longer be set; videos that carry it keep it."""
    entry = _locked(entry)
    _refuse_derived(entry)
    if entry.hidden_at is None:
        entry.hidden_at = timezone.now()
        entry.save(update_fields=["hidden_at"])
    return entry


@transaction.atomic
def show(*, entry: Facet | Level, by: User) -> Facet | Level:
    entry = _locked(entry)
    entry.hidden_at = None
    entry.save(update_fields=["hidden_at"])
    return entry


@transaction.atomic
def add_facet(*, brand: Brand, label_ja: str, label_en: str, by: User) -> Facet:
    """At the end of the brand's facets, with a code of its own; levels come after it. Two at once wait for each other."""
    Brand.objects.select_for_update(of=("self",), no_key=True).get(pk=brand.pk)
    names = _names(label_ja, label_en)
    same = Q(label_ja__iexact=names[0]) | Q(label_en__iexact=names[1])
    if other := brand.facets.filter(same).first():
        raise Refused(_("There is a facet of that name already: %(facet)s.") % {"facet": other})
    if brand.facets.filter(code__startswith=OWN).count() >= MOST_OWN_FACETS:
        raise Refused(_("A brand has at most %(most)s facets of its own: hide one and rename it.") % {"most": MOST_OWN_FACETS})
    last = brand.facets.aggregate(last=Max("position"))["last"]
    place = 0 if last is None else last + 1
    code = _free_code(set(brand.facets.values_list("code", flat=True)))
    return Facet.objects.create(brand=brand, code=code, label_ja=names[0], label_en=names[1], position=place)


@transaction.atomic
def remove_facet(*, facet: Facet, by: User) -> None:
    """Take an addition back: only while it has no level."""
    facet = _locked(facet)
    if not facet.code.startswith(OWN) or facet.levels.exists():
        raise Refused(_("%(facet)s is in use: hide it instead.") % {"facet": facet})
    facet.delete()


@transaction.atomic
def move_facet(*, facet: Facet, by: User, down: bool) -> Facet:
    """One place up or down among the brand's facets; at the end it stays."""
    facets = list(Facet.objects.filter(brand_id=facet.brand_id).order_by("position", "pk").select_for_update(of=("self",)))
    at = next(place for place, other in enumerate(facets) if other.pk == facet.pk)
    to = at + (1 if down else -1)
    if 0 <= to < len(facets):
        facets[at], facets[to] = facets[to], facets[at]
    for place, other in enumerate(facets):
        other.position = place
    Facet.objects.bulk_update(facets, ["position"])
    return facet


@transaction.atomic
def add_level(*, facet: Facet, label_ja: str, label_en: str, by: User) -> Level:
    """At the end of its facet, with a code of its own."""
    facet = _locked(facet)
    _refuse_derived(facet)
    names = _names(label_ja, label_en)
    _refuse_taken(facet, *names)
    last = facet.levels.aggregate(last=Max("position"))["last"]
    codes = set(facet.levels.values_list("code", flat=True))
    code = _free_code(codes)
    place = 0 if last is None else last + 1
    return Level.objects.create(
        brand_id=facet.brand_id, facet=facet, code=code, label_ja=names[0], label_en=names[1], position=place
    )


@transaction.atomic
def remove_level(*, level: Level, by: User) -> None:
    """Take an addition back: only while no video ever had it."""
    level = _locked(level)
    carried = VideoLevel.objects.filter(Q(level=level) | Q(merged_from=level)).exists()
    if not level.code.startswith(OWN) or carried or level.aliases.exists():
        raise Refused(_("%(level)s is in use: hide it instead.") % {"level": level})
    level.delete()


@transaction.atomic
def merge_levels(*, level: Level, into: Level, by: User) -> int:
    """Videos move to `into`, and `level` stays as its alias. Returns how many videos moved; `separate_level` undoes it."""
    videos = _lock_videos(VideoLevel.objects.filter(level=level))
    level, into = _locked(level), _locked(into)
    _refuse_merge(level, into)
    moved = VideoLevel.objects.filter(level=level)
    moved.filter(merged_from=None).update(merged_from=level)
    moved.update(level=into)
    level.merged_into = into
    level.save(update_fields=["merged_into"])
    return _record_moved(videos, level.facet, level.code, into.code, by, verb="merged")


@transaction.atomic
def separate_level(*, level: Level, by: User) -> int:
    """The reverse of `merge_levels`, for the videos that nobody set anew since; a hidden one stays merged."""
    into = level.merged_into
    if into is None:
        raise Refused(_("%(level)s is not merged.") % {"level": level})
    names = [level.pk, *_aliases_of(level)]
    carried = VideoLevel.objects.filter(merged_from__in=names, facet_id=level.facet_id)
    videos = _lock_videos(carried)
    level = _locked(level)
    if level.merged_into_id is None or level.hidden_at or level.facet.hidden_at:
        raise Refused(_("%(level)s is hidden or changed meanwhile.") % {"level": level})
    level.merged_into = None
    level.save(update_fields=["merged_into"])
    codes = dict(carried.values_list("video_id", "level__code"))
    carried.update(level=level)
    carried.filter(merged_from=level).update(merged_from=None)
    told = {video: {FACET + level.facet.code: [codes.get(video.pk), level.code]} for video in videos}
    record_changes(told, by, verb="separated")
    return len(told)


@transaction.atomic
def move_level(*, level: Level, by: User, down: bool) -> Level:
    """One place up or down among the levels that may be chosen; at the end it stays."""
    facet = _locked(level.facet)
    levels = [other for other in facet.levels.all() if other.is_open or other.pk == level.pk]
    rest = [other for other in facet.levels.all() if other not in levels]
    at = levels.index(level)
    to = at + (1 if down else -1)
    if 0 <= to < len(levels):
        levels[at], levels[to] = levels[to], levels[at]
    for place, other in enumerate([*levels, *rest]):
        other.position = place
    Level.objects.bulk_update([*levels, *rest], ["position"])
    return level


def _locked(entry: Facet | Level) -> Facet | Level:
    """The row as it is now, ours until the transaction ends."""
    rows = type(entry).objects.select_for_update(of=("self",))
    return (rows.select_related("facet") if isinstance(entry, Level) else rows).get(pk=entry.pk)


def _lock_videos(carried: object) -> list[Video]:
    """Before the levels, as tagging does it; always in the same order."""
    return list(Video.objects.filter(pk__in=carried.values("video")).order_by("pk").select_for_update(of=("self",)))


def _record_moved(videos: list[Video], facet: Facet, before: str, after: str, by: User, *, verb: str) -> int:
    record_changes({video: {FACET + facet.code: [before, after]} for video in videos}, by, verb=verb)
    return len(videos)


def _aliases_of(level: Level) -> list[int]:
    """The ids of all levels merged into this one, directly or by way of others."""
    into = dict(Level.objects.filter(facet_id=level.facet_id, merged_into__isnull=False).values_list("pk", "merged_into"))
    found = [level.pk]
    for target in found:  # grows while it is walked
        found += [pk for pk, other in into.items() if other == target and pk not in found]
    return found[1:]


def _free_code(taken: set[str]) -> str:
    return next(code for number in range(1, len(taken) + 2) if (code := f"{OWN}{number}") not in taken)


def _names(label_ja: str, label_en: str) -> tuple[str, str]:
    ja, en = label_ja.strip(), label_en.strip()
    if not ja and not en:
        raise Refused(_("Give it a name."))
    return ja or en, en or ja


def _refuse_taken(facet: Facet, label_ja: str, label_en: str, *, besides: Level | None = None) -> None:
    taken = facet.levels.filter(Q(label_ja__iexact=label_ja) | Q(label_en__iexact=label_en), merged_into=None)
    other = taken.exclude(pk=besides.pk if besides else None).first()
    if other:
        raise Refused(_("%(facet)s already has a level of that name: %(level)s.") % {"facet": facet, "level": other})


def _refuse_derived(entry: Facet | Level) -> None:
    facet = entry.facet if isinstance(entry, Level) else entry
    if facet.is_derived:
        raise Refused(_("%(facet)s follows from the video itself; only its names can change.") % {"facet": facet})


def _refuse_merge(level: Level, into: Level) -> None:
    if level.brand_id != into.brand_id:
        raise NotOfBrand(_("This belongs to another brand."))
    _refuse_derived(level)
    if level.facet_id != into.facet_id or level.pk == into.pk:
        raise Refused(_("Choose another level of %(facet)s.") % {"facet": level.facet})
    if not into.is_open or into.facet.hidden_at or level.merged_into_id is not None:
        raise Refused(_("%(level)s is hidden or merged: choose another one.") % {"level": into})
