"""A brief: what a video is to be, apart from its day. Copied from a video, a pattern or a series, and made into a video."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import as_recorded, record_change, refuse_foreign
from planner.models import Level, Product, Video, VideoLevel
from planner.refusals import PastDay, Refused
from planner.scheduling import today_of
from planner.video_page.making import write_parts
from planner.vocabulary.levels import Vocabulary
from tkcommerce.brands.models import Brand, User
from tkcommerce.words import day_word

State = Video.State
COPIED = (
    "account", "owner", "kind", "hook", "caption", "script", "shot_list", "hypothesis", "notes", "seconds", "sound",
    "sound_licence", "sound_proof", "relation", "is_ai", "market", "destination", "destination_url", "campaign",
)  # fmt: skip


@dataclass(frozen=True)
class Brief:
    """`values` are fields of a video; of `products` each with the price that the video tells, in the product's currency."""

    values: dict = field(default_factory=dict)
    levels: tuple[Level, ...] = ()
    products: tuple[tuple[Product, Decimal | None], ...] = ()


def brief_of(video: Video) -> Brief:
    """What of a video can be made again. Without an opening line, the first line of its caption stands for it."""
    values = {name: getattr(video, name) for name in COPIED}
    rows = video.levels.select_related("level__facet")
    levels = tuple(row.level for row in rows if row.level.is_open and row.level.facet.hidden_at is None)
    mentions = video.products.filter(product__hidden_at=None).select_related("product")
    return Brief(values | {"hook": video.title}, levels, tuple((mention.product, mention.price) for mention in mentions))


def brief_from_levels(vocabulary: Vocabulary, names: Iterable[str]) -> Brief:
    """Of patterns named `theme.backstage`, with the hypothesis to complete; a name that is none is left out."""
    found = {level.facet_id: level for name in names if (level := vocabulary.find(name)) and level.is_open}
    settable = {entry.facet.pk: entry.facet for entry in vocabulary.settable}
    levels = tuple(level for level in found.values() if level.facet_id in settable)
    if not levels:
        return Brief()
    told = _(" + ").join(f"{settable[level.facet_id].label}: {level.label}" for level in levels)
    return Brief(
        {"hypothesis": _("We expect more views than usual, because it repeats “%(pattern)s”.") % {"pattern": told}}, levels
    )


@transaction.atomic
def make_video(*, brand: Brand, by: User | None, brief: Brief, verb: str = "planned", **values: object) -> Video:
    """A new video in the brand's zone of today, whole with its levels and products; `values` win over the brief's."""
    values = {"state": State.PLANNED, "planned_zone": brand.time_zone} | brief.values | values
    refuse_foreign(brand, **{name: values.get(name) for name in ("account", "owner", "campaign", "series", "pair", "made_from")})
    refuse_new_slot(values.get("planned_day"), values.get("planned_time"), today=today_of(brand))
    if values["state"] not in Video.MAKING:
        raise Refused(_("A new video cannot be in this state."))
    video = Video.objects.create(brand=brand, created_by=by, **values)
    told = {
        name: [None, as_recorded(value)] for name, value in values.items() if value not in (None, "") and name != "planned_zone"
    }
    told |= _add_levels(video, brief.levels, by) | write_parts(video, {"products": brief.products})
    record_change(video, by, verb, told)
    video.refresh_from_db(fields=["day"])
    return video


def refuse_new_slot(day: date | None, at: object, *, today: date) -> None:
    if at is not None and day is None:
        raise Refused(_("A time needs a day."))
    if day is not None and day < today:
        raise PastDay(_("%(day)s is over. Choose today or a later day.") % {"day": day_word(day, today=today)})


def _add_levels(video: Video, levels: Sequence[Level], by: User | None) -> dict:
    now = timezone.now()
    rows = (VideoLevel(brand_id=video.brand_id, video=video, facet=one.facet, level=one, set_by=by, set_at=now) for one in levels)
    VideoLevel.objects.bulk_create(rows)
    return {f"facet:{level.facet.code}": [None, level.code] for level in levels}


def replace_levels(video: Video, levels: Sequence[Level], by: User | None) -> dict:
    """Of a locked video; returns what differed, as `write_change` wants it told."""
    had = {row.facet_id: row for row in video.levels.select_related("facet", "level")}
    wanted = {level.facet_id: level for level in levels}
    gone = [row for facet, row in had.items() if facet not in wanted or wanted[facet].pk != row.level_id]
    fresh = [level for facet, level in wanted.items() if facet not in had or had[facet].level_id != level.pk]
    VideoLevel.objects.filter(pk__in=[row.pk for row in gone]).delete()
    before = {f"facet:{row.facet.code}": [row.level.code, None] for row in gone}
    after = _add_levels(video, fresh, by)
    return before | {name: [before.get(name, [None])[0], new] for name, (_none, new) in after.items()}
