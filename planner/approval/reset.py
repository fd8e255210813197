"""What an edit of the content does to what was said about it: the approval starts again, and ticks about it are taken away."""

from collections.abc import Collection

from django.utils import timezone

from planner.approval.content import touches_content
from planner.changes import write_change
from planner.checklist.ticking import forget_ticks
from planner.models import ApprovalRound, Video
from tkcommerce.brands.models import User

HELD = (Video.State.REVIEW, Video.State.APPROVED, Video.State.SCHEDULED, Video.State.MISSED)


def content_edited(video: Video, by: User | None, fields: Collection[str]) -> Video:
    """To be called after the write, in its transaction, with the locked video and the names that changed.

    Names are columns, or "products" and "cover". A round that runs or was won ends as reset, and the video is being edited again.
    """
    if not touches_content(fields):
        return video
    forget_ticks(video, by, fields)
    if video.state not in HELD:
        return video
    end_round(video, ApprovalRound.State.RESET)
    return write_change(video, by, "approval_reset", {"state": Video.State.EDITING})


def end_round(video: Video, state: str) -> ApprovalRound | None:
    """The round that runs or was won ends otherwise; its row is locked through its video's."""
    round_ = video.rounds.filter(state__in=[ApprovalRound.State.OPEN, ApprovalRound.State.APPROVED]).first()
    if round_ is not None:
        round_.state, round_.ended_at = state, timezone.now()
        round_.save(update_fields=["state", "ended_at"])
    return round_
