"""Of TikTok's "download your data" only the list of posts stays on the disk: messages, logins and the wallet go as soon as
it was read, before anybody is asked anything, and also where it could not be read."""

import io
import json
import os
import zipfile
from pathlib import Path

from .archive import each_inflated, is_workbook, is_zip, opened
from .post_history import is_post_history, read_posts
from .problems import UnreadableFile
from .reading import WHOLE_LIMIT

_READ = ("Date", "Likes")  # of a post
_HEAD = 200


def keep_posts_only(path: Path) -> None:
    """The stored upload written anew if it is such a JSON, or a zip with one; it reads the same as before."""
    with path.open("rb") as file:
        head = file.read(_HEAD)
    too_much = path.stat().st_size > WHOLE_LIMIT  # refused unread
    if is_post_history(head):
        kept = _posts_of(b"" if too_much else path.read_bytes())
    elif is_zip(head) and not too_much:
        kept = _zip_of(path.read_bytes())
    else:
        return
    if kept is not None:
        beside = path.with_name(f"{path.name}.posts")
        beside.write_bytes(kept)
        os.replace(beside, path)


def _posts_of(content: bytes) -> bytes:
    try:
        posts = read_posts(content)
    except UnreadableFile:
        posts = []
    kept = [{name: str(post.get(name) or "") for name in _READ} if isinstance(post, dict) else "" for post in posts]
    return json.dumps({"Post": {"Posts": {"VideoList": kept}}}).encode()


def _zip_of(content: bytes) -> bytes | None:
    """None where no member is such a JSON. A zip that cannot be opened was refused for that."""
    out, found = io.BytesIO(), False
    try:
        with opened(content) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as again:
            if is_workbook(archive):
                return None
            for entry, member in each_inflated(archive, [entry for entry in archive.infolist() if not entry.is_dir()]):
                is_history = is_post_history(member)
                found = found or is_history
                stamp = zipfile.ZipInfo(entry.filename, entry.date_time)
                again.writestr(stamp, _posts_of(member) if is_history else member, zipfile.ZIP_DEFLATED)
    except UnreadableFile:
        return None
    return out.getvalue() if found else None
