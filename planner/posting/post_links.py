"""What a person pastes to say which post it is: an address of TikTok, or the bare id. Pure.

Source of the forms: addresses that TikTok's own "Copy link" and browsers give. The upper 32 bits of an id are the second of its
upload (seen in every export that tells both).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _

from planner.models import Video
from planner.refusals import Refused

_POST = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?tiktok\.com/@(?P<handle>[\w.]+)/(?P<kind>video|photo)/(?P<id>\d{15,20})(?!\d)", re.IGNORECASE
)
_OLD_MOBILE = re.compile(r"(?:https?://)?m\.tiktok\.com/v/(?P<id>\d{15,20})(?:\.html)?(?!\d)", re.IGNORECASE)
_SHORT = re.compile(r"(?:https?://)?(?:v[mt]\.tiktok\.com|(?:www\.)?tiktok\.com/t)/\w+", re.IGNORECASE)
_BARE = re.compile(r"\d{15,20}")
_FIRST = datetime(2016, 9, 1, tzinfo=UTC)  # TikTok's first month
CLOCKS = timedelta(minutes=15)  # how far clocks may differ, and people round


@dataclass(frozen=True)
class PostLink:
    """`handle` and `kind` are empty where only the id was told."""

    external_id: str
    handle: str = ""
    kind: str = ""

    @property
    def uploaded_at(self) -> datetime:
        """To the second; a post may go out up to a month after its upload."""
        return datetime.fromtimestamp(int(self.external_id) >> 32, tz=UTC)

    def url(self, handle: str, kind: str) -> str:
        """The address in its long form; `handle` and `kind` stand in for what was not told."""
        place = "photo" if (self.kind or kind) == Video.Kind.PHOTO else "video"
        return f"https://www.tiktok.com/@{self.handle or handle}/{place}/{self.external_id}"


def read_link(text: str, *, now: datetime) -> PostLink:
    """Raises Refused with what to paste instead."""
    told = unicodedata.normalize("NFKC", text).strip()
    found = _POST.match(told)
    if found:
        kind = Video.Kind.PHOTO if found["kind"].lower() == "photo" else Video.Kind.VIDEO
        link = PostLink(found["id"], found["handle"].lower(), kind.value)
    elif bare := _OLD_MOBILE.match(told) or _BARE.fullmatch(told):
        link = PostLink(bare["id"] if "id" in bare.re.groupindex else bare[0])
    elif _SHORT.match(told):
        raise Refused(_("A short link does not tell which post it is. Open it, then copy the long address from the browser."))
    else:
        raise Refused(_("This is not the address of a TikTok post. It looks like https://www.tiktok.com/@name/video/7…"))
    if not _FIRST <= link.uploaded_at <= now + CLOCKS:
        raise Refused(_("No post has this id. Perhaps a spreadsheet program rounded it: copy the address from TikTok."))
    return link


def posted_instant(link: PostLink, *, told: datetime | None, planned: datetime | None, now: datetime) -> datetime:
    """When it went out: as told; else the planned instant where it was uploaded before it; else its upload. Raises Refused."""
    uploaded = link.uploaded_at
    if told is None:
        return planned if planned and uploaded <= planned <= now else uploaded
    if told < uploaded - CLOCKS:
        raise Refused(_("The id says that it was uploaded later than that. Look at the day and the time again."))
    return told
