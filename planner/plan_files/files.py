"""The writes of plans that come as a file: receive, say what its columns are, apply, take back. Raises `Refused`."""

import hashlib
import json
import uuid

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from planner.ideas.line import key_of
from planner.models import PlanFile
from planner.plan_files.columns import columns_of, guess_mapping
from planner.plan_files.planning_many import drop_untouched, plan_many
from planner.plan_files.preview import BAD, CHANGED, NEW, SAME, Preview, Row, preview_of
from planner.plan_files.table import MOST_ROWS, unguarded
from planner.refusals import Refused
from planner.scheduling import edit_video
from planner.undoing import act_to_undo, undo_change
from planner.vocabulary.levels import vocabulary_of
from planner.vocabulary.tagging import set_levels
from tkcommerce.brands.models import Brand, User

LARGEST = 2 * 1024 * 1024  # bytes
MOST_COLUMNS = 100
MOST_CHANGED = 1_000  # each is edited as on its page, in about 5 ms


@transaction.atomic
def receive_plan(*, brand: Brand, by: User, name: str, content: bytes) -> PlanFile:
    """Kept as text; its columns as the last file with this header had them, else by their names. Changes no video."""
    if len(content) > LARGEST:
        raise Refused(_("The file has more than 2 MB. Split it."))
    found, is_workbook = import_string(settings.TABLE_READER)(content)
    if len(found) < 2:
        raise Refused(_("The file has no rows below its header."))
    if len(found) - 1 > MOST_ROWS:
        raise Refused(_("The file has more than 5,000 rows. Split it."))
    header = [cell.strip() for cell in found[0][1]]
    if len(header) > MOST_COLUMNS:
        raise Refused(_("The file has more than 100 columns."))
    rows = [[str(line), *(cell if is_workbook else unguarded(cell) for cell in cells)] for line, cells in found[1:]]
    seal = hashlib.sha256(json.dumps([key_of(cell) for cell in header]).encode()).hexdigest()
    last = brand.planfiles.filter(header_hash=seal).exclude(mapping={}).first()
    mapping = last.mapping if last else guess_mapping(header, vocabulary_of(brand))
    return PlanFile.objects.create(
        brand=brand, by=by, name=name[-200:], header=header, header_hash=seal, rows=_storable(rows), mapping=mapping
    )


@transaction.atomic
def map_columns(*, plan_file: PlanFile, by: User, mapping: dict[str, str]) -> PlanFile:
    """`mapping`: {index of a column as text: code of a field}; a field at most once."""
    current = _open(plan_file)
    known = {column.code for column in columns_of(vocabulary_of(current.brand))}
    codes = [code for code in mapping.values() if code]
    if len(codes) != len(set(codes)):
        raise Refused(_("Two columns stand for the same field."))
    if not set(codes) <= known or not set(mapping) <= {str(n) for n in range(len(current.header))}:
        raise Refused(_("This is not a column of the plan."))
    current.mapping = {index: code for index, code in mapping.items() if code}
    current.by = by
    current.save(update_fields=["mapping", "by"])
    return current


@transaction.atomic
def apply_plan(*, plan_file: PlanFile, by: User, seal: str, good_only: bool = False) -> PlanFile:
    """All rows in one transaction; bad ones stop it, or are left out with `good_only`. `seal`: of the preview that was seen."""
    current = _open(plan_file)
    preview = preview_of(current)
    if preview.seal != seal:
        raise Refused(_("The plan was changed meanwhile. Look at the rows again."))
    counts = preview.counts
    if counts[BAD] and not good_only:
        raise Refused(_("Some rows cannot be taken: apply the good ones, or mend the file."))
    if counts[CHANGED] > MOST_CHANGED:
        raise Refused(_("The file changes more than 1,000 videos. Leave out what stays as it is, or split the file."))
    current.batch = uuid.uuid4()
    _write(current, preview, by)
    current.result = {kind: counts[kind] for kind in (NEW, CHANGED, SAME, BAD)}
    current.applied_at = timezone.now()
    current.save(update_fields=["batch", "result", "applied_at"])
    return current


def _write(plan_file: PlanFile, preview: Preview, by: User) -> None:
    fresh = [(row.values, row.levels) for row in preview.rows if row.kind == NEW]
    plan_many(brand=plan_file.brand, by=by, told=fresh, batch=plan_file.batch)
    for row in preview.rows:
        if row.kind == CHANGED:
            try:
                _change(plan_file, row, by)
            except Refused as refusal:
                raise Refused(_("Row %(row)s: %(problem)s") % {"row": row.line, "problem": refusal}) from refusal


def _change(plan_file: PlanFile, row: Row, by: User) -> None:
    video = edit_video(video=row.video, by=by, version=row.video.version, batch=plan_file.batch, **row.values)
    if row.levels:
        set_levels(video=video, levels=row.levels, by=by, version=video.version, batch=plan_file.batch)


@transaction.atomic
def take_plan_back(*, plan_file: PlanFile, by: User) -> tuple[int, int]:
    """(videos put back, videos left because somebody changed them since)."""
    current = PlanFile.objects.select_for_update(of=("self",)).select_related("brand").get(pk=plan_file.pk)
    if not current.batch or current.result.get("undone"):
        raise Refused(_("There is nothing to undo any more."))
    dropped = drop_untouched(brand=current.brand, by=by, batch=current.batch)
    back, kept = len(dropped), 0
    rest = current.brand.videos.filter(changes__batch=current.batch).exclude(pk__in=dropped)
    for video in rest.distinct().order_by("pk"):
        act = act_to_undo(video.changes.all()[:20])
        if not act or act[0].batch != current.batch:
            kept += 1
            continue
        try:
            with transaction.atomic():
                undo_change(video=video, by=by, version=video.version)
            back += 1
        except Refused:
            kept += 1
    current.result |= {"undone": back, "kept": kept}
    current.save(update_fields=["result"])
    return back, kept


def _open(plan_file: PlanFile) -> PlanFile:
    """The row as it is now, ours, unless it was applied."""
    current = PlanFile.objects.select_for_update(of=("self",)).select_related("brand").get(pk=plan_file.pk)
    if current.applied_at:
        raise Refused(_("This file was applied already."))
    return current


def _storable(rows: list[list[str]]) -> list[list[str]]:
    """PostgreSQL's JSON holds no NUL."""
    return [[cell.replace("\x00", "") for cell in row] for row in rows]
