"""Undo and redo of an import, and of its correction. Readings stay; `live` turns them off and on, and their days are added up
again."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

from analytics.models import MetricImport, VideoReading
from planner.posting.posted import restore_posted_videos, retract_posted_videos
from tkcommerce.brands.models import Brand, User
from tkcommerce.work.models import State

from .editions import correction_of, end_edition
from .preview import forget_preview
from .run import lock_imports
from .stored_files import forget_files
from .touched import mark_touched


def revert_import(*, metric_import: MetricImport, by: User) -> bool:
    """Take an import out of every number. One that is not through yet is stopped: its worker writes nothing more. A
    correction that is not through is taken back with it.

    Whether there was anything to take out; twice is as good as once.
    """
    with transaction.atomic():
        row = _locked(metric_import)
        if row.stage == MetricImport.Stage.REVERTED:
            return row.current_tables.exists()
        brand = lock_imports(row.brand)
        if row.stage != MetricImport.Stage.APPLIED:
            forget_preview(row)
            _leave_edition(row, by)
        tables = _switch_off(brand, row)
        _rest(row, state=State.DONE if tables else State.DROPPED, by=by)
        transaction.on_commit(forget_files, robust=True)
        return bool(tables)


def restore_import(*, metric_import: MetricImport, by: User) -> bool:
    """The exact reverse, out of the readings that were kept; whether it counts now.

    One that was stopped before it wrote anything stays stopped.
    """
    with transaction.atomic():
        row = _locked(metric_import)
        if row.stage != MetricImport.Stage.REVERTED or not row.current_tables.exists():
            return row.stage == MetricImport.Stage.APPLIED
        _switch_on(lock_imports(row.brand), row)
        return True


def undo_correction(*, metric_import: MetricImport, by: User) -> bool:
    """What the file was taken for before it was corrected the last time counts again, if it counted then, out of the
    readings that were kept. False where nothing was corrected."""
    with transaction.atomic():
        row = _locked(metric_import)
        correction = correction_of(row)
        if correction is None:
            return False
        brand = lock_imports(row.brand)
        if row.stage == MetricImport.Stage.APPLIED:
            _switch_off(brand, row)
        elif row.stage != MetricImport.Stage.REVERTED:
            forget_preview(row)
        end_edition(row, correction, by=by)
        _rest(row, state=State.DONE, by=by)
        if correction.counted:
            _switch_on(brand, row)
        transaction.on_commit(forget_files, robust=True)
        return True


def _locked(metric_import: MetricImport) -> MetricImport:
    return metric_import.brand.metricimports.select_for_update(of=("self",)).select_related("brand").get(pk=metric_import.pk)


def _leave_edition(row: MetricImport, by: User) -> None:
    correction = correction_of(row)
    if correction:
        end_edition(row, correction, by=by)


def _switch_off(brand: Brand, row: MetricImport) -> list[int]:
    """The tables of its edition."""
    tables = list(row.current_tables.values_list("pk", flat=True))
    row.current_tables.update(live=False)
    retract_posted_videos(brand=brand, video_ids=_known_only_by(brand, tables))
    mark_touched(brand, tables)
    return tables


def _switch_on(brand: Brand, row: MetricImport) -> None:
    tables = list(row.current_tables.values_list("pk", flat=True))
    row.current_tables.update(live=True)
    known = VideoReading.objects.filter(brand=brand, table__in=tables).values_list("video_id", flat=True)
    restore_posted_videos(brand=brand, video_ids=known)
    mark_touched(brand, tables)
    applied = {"stage": MetricImport.Stage.APPLIED, "applied_at": Now(), "reverted_at": None, "reverted_by": None}
    MetricImport.objects.filter(pk=row.pk).update(**applied)


def _rest(row: MetricImport, *, state: str, by: User) -> None:
    MetricImport.objects.filter(pk=row.pk).update(
        stage=MetricImport.Stage.REVERTED, reverted_at=Now(), reverted_by=by, state=state, lease_token=None, lease_until=None,
        error_message="", error_params={}, finished_at=Now(),
    )  # fmt: skip


def _known_only_by(brand: Brand, tables: Sequence[int]) -> list[int]:
    """Videos that these tables read and no live one does."""
    live = VideoReading.objects.filter(brand=brand, video=OuterRef("video"), table__live=True)
    mine = VideoReading.objects.filter(brand=brand, table__in=tables)
    return list(mine.filter(~Exists(live)).values_list("video_id", flat=True).distinct())
