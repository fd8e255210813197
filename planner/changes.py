"""How a video is written: lock the row, write, and leave one VideoChange behind. What every verb of the planner stands on."""

import uuid
from collections.abc import Mapping
from datetime import date, time
from decimal import Decimal

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from tkcommerce.brands.models import Brand, User

from .models import Account, Video, VideoChange
from .refusals import NotOfBrand, Refused, StaleVersion

_BATCH = 500


def as_recorded(value: object) -> object:
    """As it stands in VideoChange.fields: rows by id, days and times as ISO text, amounts as text."""
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, (date, time)) else value


def locked_video(video: Video, version: int) -> Video:
    """The row as it is now, ours until the transaction ends; or StaleVersion."""
    current = Video.objects.select_for_update(of=("self",)).select_related("brand", "account", "owner").get(pk=video.pk)
    if current.version != version:
        changes = list(current.changes.filter(version__gt=version).select_related("by"))
        raise StaleVersion(_("This video was changed meanwhile."), current, changes)
    return current


def write_change(
    video: Video, by: User | None, verb: str, values: dict, *, told: dict | None = None, batch: uuid.UUID | None = None
) -> Video:
    """Write `values` of a locked video and record before and after; `told` adds what stands outside its row."""
    fields = {name: [as_recorded(getattr(video, name)), as_recorded(value)] for name, value in values.items()} | (told or {})
    for name, value in values.items():
        setattr(video, name, value)
    video.version += 1
    video.save(update_fields=[*values, "version"])
    record_change(video, by, verb, fields, batch=batch)
    if {"planned_day", "posted_day"} & set(values):
        video.refresh_from_db(fields=["day"])
    return video


def record_change(video: Video, by: User | None, verb: str, told: dict, *, batch: uuid.UUID | None = None) -> None:
    """What the version that `video` has now changed: {"field": [before, after]}."""
    VideoChange.objects.create(brand=video.brand, video=video, by=by, verb=verb, fields=told, version=video.version, batch=batch)


def record_changes(changed: Mapping[Video, dict], by: User, *, verb: str, batch: uuid.UUID | None = None) -> None:
    """A new version and a VideoChange of each; the rows must be locked. A fixed number of statements for 500 videos."""
    Video.objects.filter(pk__in=[video.pk for video in changed]).update(version=F("version") + 1)
    for video in changed:
        video.version += 1
    VideoChange.objects.bulk_create(
        (
            VideoChange(brand_id=video.brand_id, video=video, by=by, verb=verb, fields=told, version=video.version, batch=batch)
            for video, told in changed.items()
        ),
        batch_size=_BATCH,
    )


def refuse_dropped(video: Video) -> None:
    if video.state == Video.State.DROPPED:
        raise Refused(_("This video was dropped. Restore it first."))


def refuse_foreign(brand: Brand, **related: object) -> None:
    """Whatever of `related` belongs to another brand, or is a person who is no member."""
    for one in related.values():
        if isinstance(one, Account) and one.brand_id != brand.pk:
            raise NotOfBrand(_("This account belongs to another brand."))
        if isinstance(one, User) and not brand.members.filter(pk=one.pk).exists():
            raise NotOfBrand(_("%(name)s is not a member of this brand.") % {"name": one})
        if isinstance(one, models.Model) and getattr(one, "brand_id", brand.pk) != brand.pk:
            raise NotOfBrand(_("This belongs to another brand."))
