"""What people say about a video. Whoever wrote a comment may take it away and bring it back; the row stays. Raises `Refused`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.changes import refuse_dropped
from planner.models import Comment, Video
from planner.refusals import Refused
from tkcommerce.brands.models import User


def add_comment(*, video: Video, text: str, by: User) -> Comment:
    refuse_dropped(video)
    if not text.strip():
        raise Refused(_("The comment is empty."))
    return Comment.objects.create(brand=video.brand, video=video, by=by, text=text.strip())


def remove_comment(*, comment: Comment, by: User) -> Comment:
    return _set_removed(comment, by, removed=True)


def restore_comment(*, comment: Comment, by: User) -> Comment:
    return _set_removed(comment, by, removed=False)


@transaction.atomic
def _set_removed(comment: Comment, by: User, *, removed: bool) -> Comment:
    current = Comment.objects.select_for_update(of=("self",)).get(pk=comment.pk)
    if current.by_id != by.pk:
        raise Refused(_("Only whoever wrote a comment removes it."))
    current.removed_at = timezone.now() if removed else None
    current.save(update_fields=["removed_at"])
    return current
