"""Why a write to the calendar was refused; `str()` of each says so to the person, in her language."""

from .models import Video, VideoChange


class Refused(Exception):
    """A rule of the calendar forbids this; nothing was written."""


class PastDay(Refused):
    """The day is over where the brand is."""


class PostedVideo(Refused):
    """What was published stays where and what it was."""


class NotOfBrand(Refused):
    """The account or the owner belongs elsewhere."""


class NotYourStep(Refused):
    """Somebody else decides this step of the approval."""


class StaleVersion(Refused):
    """Somebody else was faster: `video` is the row as it is now, `changes` (newest first) what happened since."""

    def __init__(self, message: str, video: Video, changes: list[VideoChange]) -> None:
        super().__init__(message)
        self.video, self.changes = video, changes


class NotApproved(Refused):
    """Only what was approved goes out, unless a person says that it is out all the same."""
