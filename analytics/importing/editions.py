"""A file that was imported already is read anew: another edition of it. The one before stays, switched off, for the way back."""

from django.db.models import Max
from django.db.models.functions import Now

from analytics.models import ImportCorrection, MetricImport
from tkcommerce.brands.models import User


def begin_edition(row: MetricImport, *, counted: bool, by: User | None) -> None:
    """`row` is locked, and none of its tables counts any more. The caller changes and saves it, `edition` too."""
    last = row.corrections.aggregate(last=Max("edition"))["last"] or row.edition
    correction = ImportCorrection.objects.create(
        brand_id=row.brand_id, metric_import=row, edition=last + 1, replaced=row.edition, counted=counted,
        answers=row.answers, account=row.account, corrected_by=by,
    )  # fmt: skip
    row.edition = correction.edition


def correction_of(row: MetricImport) -> ImportCorrection | None:
    """The one that made the edition which is shown; None if that is the first."""
    return row.corrections.filter(edition=row.edition).first()


def end_edition(row: MetricImport, correction: ImportCorrection, *, by: User) -> None:
    """Back to what it replaced: the same tables, answers and account as then. The caller says what counts."""
    row.edition, row.answers, row.account = correction.replaced, correction.answers, correction.account
    row.save(update_fields=["edition", "answers", "account"])
    row.corrections.filter(pk=correction.pk).update(taken_back_at=Now(), taken_back_by=by)
