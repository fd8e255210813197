"""Which states a person sets by hand, and how a video comes into the others. Raises `Refused`."""

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from planner.models import Video
from planner.refusals import PostedVideo, Refused
from planner.scheduling import edit_video
from tkcommerce.brands.models import User

State = Video.State
WAYS: dict[str, Promise] = {
    State.REVIEW: gettext_lazy("Ask for approval on the video's page: then it is in review."),
    State.APPROVED: gettext_lazy("The last approver makes it approved, on the video's page."),
    State.SCHEDULED: gettext_lazy("Approved, with account, day and time: then it is scheduled by itself."),
    State.MISSED: gettext_lazy("It is missed when its time goes by and nobody says that it is out."),
    State.POSTED: gettext_lazy("It becomes posted by its link on the video's page, or by the next import."),
    State.MEASURED: gettext_lazy("It is measured when its numbers stand, some weeks after posting."),
}


@transaction.atomic
def to_state(*, video: Video, state: str, by: User, version: int) -> Video:
    """As if its card were put into another column of the board."""
    if video.is_out:
        raise PostedVideo(_("This video is posted: what is out goes back to no earlier state."))
    if state in WAYS:
        raise Refused(str(WAYS[state]))
    return edit_video(video=video, by=by, version=version, state=state)
