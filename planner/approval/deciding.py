"""One person's yes to several videos at once: each for itself, so that one refused keeps none of the others back."""

from collections.abc import Mapping

from planner.approval.approving import decide
from planner.models import ApprovalDecision
from planner.refusals import Refused
from tkcommerce.brands.models import Brand, User


def approve_several(*, brand: Brand, steps: Mapping[int, int], by: User) -> tuple[int, list[tuple[str, str]]]:
    """`steps`: {round id: the step that was seen}. Returns how many were approved, and (title, why not) of the others."""
    given, refused = 0, []
    for round_ in brand.approvalrounds.filter(pk__in=steps).select_related("video").order_by("pk"):
        try:
            decide(round_=round_, step=steps[round_.pk], by=by, verdict=ApprovalDecision.Verdict.APPROVED)
            given += 1
        except Refused as refusal:
            refused.append((round_.video.title, str(refusal)))
    return given, refused
