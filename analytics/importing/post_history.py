"""TikTok's "download your data": when posts went out and their likes, out of a JSON that holds a person's whole life there.

The bytes are walked through as a stream of tokens, and only the list of posts becomes values: messages, logins and what was
watched are never built, kept or stored. A post tells no id; it is the video that was posted at the same time, ±2 seconds.
"""

import io
import re
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import ijson
import pandas
from django.utils.translation import gettext_noop

from planner.models import Account
from tkcommerce.brands.models import Brand

from .export_clues import read_clues
from .json_table import is_report
from .problems import Problem, UnreadableFile
from .profiles.tiktok_data_posts import PROFILE
from .tables import Hints, ParsedTable, Recognised, SourceFile
from .values import is_null, read_count

BRANCHES = ("Post.Posts.VideoList.item", "Video.Videos.VideoList.item")  # today's, and that of older files
SLACK = timedelta(seconds=2)
_POSTED = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}:\d{2})(?:\.\d+)?(?: ?UTC|Z)?")
_MOST = 200_000  # posts
_DEEPEST = 100  # levels; TikTok writes 8
_STREAM = gettext_noop("JSON, of which only the list of posts was read: nothing else in it was looked at or kept.")
_BROKEN = gettext_noop("This JSON is damaged or was cut off. Download it again and upload it.")
_DEEP = gettext_noop("This JSON is nested deeper than any that TikTok writes.")
_NO_POSTS = gettext_noop("This JSON holds no list of posts as TikTok's “download your data” has it.")
_UNREADABLE = gettext_noop("The time or the likes of this post cannot be read.")
_UNKNOWN = gettext_noop("Posts at whose time no video that we know went out, so they were passed over: %(count)s.")
_NONE_KNOWN = gettext_noop(
    "None of the %(count)s posts in this file went out at the time of a video that we know. Import TikTok Studio's Content first."
)


class _Known(NamedTuple):
    """A video of the brand."""

    external_id: str
    handle: str
    kind: str
    posted_day: date
    posted_at: datetime | None


def is_post_history(content: bytes) -> bool:
    """A JSON object; a table never begins like one, a report (json_table.py) otherwise."""
    return not is_report(content) and re.match(rb"(?:\xef\xbb\xbf)?\s*\{\s*\"", content[:200]) is not None


def read_post_history(file: SourceFile, hints: Hints) -> ParsedTable:
    """Kind video, with posted_at and likes; external_id is null until `known_posts` has found whose they are."""
    posts = read_posts(file.content)
    rows, problems = [], []
    for number, post in enumerate(posts, start=1):
        try:
            rows.append({"row": number, "posted_at": _posted_at(post), "likes": _likes(post)})
        except (ValueError, AttributeError):
            problems.append(Problem(number, "", "", _UNREADABLE))
    clues = read_clues(file, hints)
    as_of, why = clues.as_of()
    return ParsedTable(
        source=file.name,
        recognised=Recognised(PROFILE.key, "utf-8", "", 1, [(PROFILE.title, {}), (_STREAM, {}), why]),
        kind=PROFILE.kind,
        frame=_frame(rows),
        lines=None,
        problems=problems,
        rows_read=len(posts),
        as_of=as_of,
        handle="",
    )


def known_posts(brand: Brand, account: Account | None, parsed: ParsedTable) -> ParsedTable:
    """The posts that are videos we know, by their time; those that are none, or could be several, are passed over.

    `account`: chosen by a person; otherwise it is the one that all of them belong to.
    """
    if parsed.recognised.profile != PROFILE.key or not len(parsed.frame):
        return parsed
    videos = _by_second(brand, account)
    keys = [_only_one(videos, posted) for posted in parsed.frame["posted_at"]]
    twice = {key for key, count in Counter(keys).items() if count > 1}
    keys = [None if key in twice else key for key in keys]
    found = [key for key in keys if key]
    if not found:
        raise UnreadableFile(_NONE_KNOWN, count=len(keys))
    frame = parsed.frame.assign(external_id=pandas.Series([key and key.external_id for key in keys], dtype=object))
    frame["kind"] = pandas.Series([key and key.kind for key in keys], dtype=object)
    # The video's own day and time stay: the day is one of the account's zone, and Studio may have told it.
    frame["posted_day"] = pandas.Series([key and key.posted_day for key in keys], dtype=object)
    frame["posted_at"] = pandas.to_datetime(pandas.Series([key and key.posted_at for key in keys], dtype=object), utc=True)
    passed = len(keys) - len(found)
    note = [Problem(None, "", "", _UNKNOWN, {"count": passed}, level="note")] if passed else []
    handles = {key.handle for key in found}
    return replace(
        parsed,
        frame=frame[frame["external_id"].notna()].reset_index(drop=True),
        problems=[*parsed.problems, *note],
        rows_read=parsed.rows_read - passed,
        handle=handles.pop() if len(handles) == 1 else "",
    )


def read_posts(content: bytes) -> list[dict]:
    """The items of the list as they stand. UnreadableFile where there is none."""
    _refuse_deep(content)
    for branch in BRANCHES:
        posts = []
        try:
            for post in ijson.items(io.BytesIO(content.removeprefix(b"\xef\xbb\xbf")), branch):
                posts.append(post)
                if len(posts) > _MOST:
                    raise UnreadableFile(gettext_noop("This file holds more than %(most)s posts."), most=_MOST)
        except ijson.JSONError as broken:
            raise UnreadableFile(_BROKEN) from broken
        if posts:
            return posts
    raise UnreadableFile(_NO_POSTS)


def _refuse_deep(content: bytes) -> None:
    """A path is built for every level, so memory grows with the square of the depth: 20,000 brackets took 1 GB."""
    depth = 0
    try:
        for event, _value in ijson.basic_parse(io.BytesIO(content.removeprefix(b"\xef\xbb\xbf"))):
            depth += (event in ("start_map", "start_array")) - (event in ("end_map", "end_array"))
            if depth > _DEEPEST:
                raise UnreadableFile(_DEEP)
    except ijson.JSONError as broken:
        raise UnreadableFile(_BROKEN) from broken


def _posted_at(post: dict) -> datetime:
    """`2026-02-28 14:50:03`, in UTC though nothing says so."""
    found = _POSTED.fullmatch(str(post.get("Date", "")).strip())
    if not found:
        raise ValueError
    return datetime.fromisoformat(f"{found[1]}T{found[2]}+00:00").astimezone(UTC)


def _likes(post: dict) -> int | None:
    text = str(post.get("Likes", "") or "")
    return None if is_null(text) else read_count(text)


def _frame(rows: list[dict]) -> pandas.DataFrame:
    frame = pandas.DataFrame(rows, columns=["row", "posted_at", "likes"])
    frame["posted_at"] = pandas.to_datetime(frame["posted_at"], utc=True)
    frame["likes"] = frame["likes"].astype("Int64")
    for column in ("external_id", "url", "handle", "caption", "posted_day"):
        frame[column] = pandas.Series([None] * len(frame), dtype=object)
    for column in ("views", "comments", "shares", "saves", "play_seconds"):
        frame[column] = pandas.Series([pandas.NA] * len(frame), dtype="Int64")
    for column in ("average_watch_seconds", "full_watch_rate"):
        frame[column] = pandas.Series([None] * len(frame), dtype=object)
    return frame.assign(kind="video", is_rounded=False)


def _by_second(brand: Brand, account: Account | None) -> dict[int, set[_Known]]:
    """Second of the post → videos. Without a known time the id tells when it was uploaded."""
    videos = brand.videos.exclude(external_id="").exclude(posted_day=None)
    if account:
        videos = videos.filter(account=account)
    seconds: dict[int, set[_Known]] = {}
    for row in videos.values_list("external_id", "account__handle", "kind", "posted_day", "posted_at"):
        video = _Known(*row)
        key, posted_at = video.external_id, video.posted_at
        uploaded = {(int(key) >> 32) % 2**32} if key.isdigit() else set()
        for second in uploaded | ({int(posted_at.timestamp())} if posted_at else set()):
            seconds.setdefault(second, set()).add(video)
    return seconds


def _only_one(videos: dict[int, set[_Known]], posted: pandas.Timestamp) -> _Known | None:
    second, slack = int(posted.timestamp()), int(SLACK.total_seconds())
    near = set().union(*(videos.get(second + away, set()) for away in range(-slack, slack + 1)))
    return near.pop() if len(near) == 1 else None
