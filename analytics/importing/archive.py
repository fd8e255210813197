"""An upload → the files in it. Nothing is written to disk and nothing is believed: sizes are counted, not read."""

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from django.utils.translation import gettext_noop

from .problems import UnreadableFile, shown
from .tables import SourceFile

MOST_ENTRIES = 1_000
MOST_BYTES = 200 * 2**20  # inflated, all entries together
MOST_RATIO = 100  # inflated to packed, where it matters
_RATIO_MATTERS = 10 * 2**20
_CHUNK = 2**18
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_OLDEST_STAMP = 2016  # TikTok did not exist before; zips without time stamps say 1980
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError, ValueError, struct.error)


def open_upload(name: str, content: bytes) -> list[SourceFile]:
    """The members of a zip, without what macOS adds; any other file (also XLSX, a zip inside) is itself.

    UnreadableFile for an empty upload and for a zip that is damaged, locked, a bomb, or holds no file.
    """
    if not content:
        raise UnreadableFile(gettext_noop("The file is empty."))
    if not is_zip(content):
        return [SourceFile(name=name, content=content)]
    with opened(content) as archive:
        if is_workbook(archive):
            return [SourceFile(name=name, content=content)]
        entries = [entry for entry in archive.infolist() if not entry.is_dir() and not _is_link(entry)]
        wanted = [entry for entry in entries if not _is_noise(_label(entry))]
        files = [
            SourceFile(name=_label(entry), content=inflated, modified=_day(entry), archive=name)
            for entry, inflated in each_inflated(archive, wanted)
        ]
    if not files:
        raise UnreadableFile(gettext_noop("There is no file in this zip."))
    return files


def is_zip(content: bytes) -> bool:
    return content[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")


def is_workbook(archive: zipfile.ZipFile) -> bool:
    return "xl/workbook.xml" in archive.namelist()


def opened(content: bytes) -> zipfile.ZipFile:
    """The zip, its directory checked: entries counted, none locked, none sharing bytes with another."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
        if len(entries) > MOST_ENTRIES:
            raise UnreadableFile(gettext_noop("This zip holds more than %(most)s files."), most=MOST_ENTRIES)
        if any(entry.flag_bits & 0x1 for entry in entries):
            raise UnreadableFile(gettext_noop("This zip is locked with a password. Unlock it and upload it again."))
        _refuse_overlap(entries, content)
    except _BROKEN as broken:
        raise UnreadableFile(gettext_noop("This zip is damaged or was cut off. Download it again and upload it.")) from broken
    return archive


def each_inflated(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> Iterator[tuple[zipfile.ZipInfo, bytes]]:
    """Entry and contents, one at a time; stops as soon as too much comes out, whatever the directory declares."""
    left = MOST_BYTES
    for entry in entries:
        content = _inflate_one(archive, entry, left)
        left -= len(content)
        yield entry, content


def _inflate_one(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    pieces, size = [], 0
    try:
        with archive.open(entry) as member:
            while piece := member.read(_CHUNK):
                size += len(piece)
                if size > left or (size > _RATIO_MATTERS and size > MOST_RATIO * max(entry.compress_size, 1)):
                    raise UnreadableFile(
                        gettext_noop("This zip unpacks to far more than it should (%(name)s) and was refused."),
                        name=shown(_label(entry)),
                    )
                pieces.append(piece)
    except _BROKEN as broken:
        raise UnreadableFile(
            gettext_noop("%(name)s in this zip is damaged or was cut off. Download it again and upload it."),
            name=shown(_label(entry)),
        ) from broken
    return b"".join(pieces)


def _refuse_overlap(entries: list[zipfile.ZipInfo], content: bytes) -> None:
    """Entries that share bytes are how a small zip becomes a huge one (CVE-2024-0450); Python 3.11 does not look."""
    free = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        mark, name_length, extra_length = _LOCAL_HEADER.unpack_from(content, entry.header_offset)
        if mark != b"PK\x03\x04" or entry.header_offset < free:
            raise zipfile.BadZipFile("entries overlap")
        free = entry.header_offset + _LOCAL_HEADER.size + name_length + extra_length + entry.compress_size
        if free > len(content):
            raise zipfile.BadZipFile("cut off")


def _label(entry: zipfile.ZipInfo) -> str:
    """The member's path as a label, never as a place: no root, no drive, no way up. Japanese Windows writes cp932."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("cp932")
        except UnicodeError:
            name = entry.filename
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..") and ":" not in part]
    return shown("/".join(parts)) or "?"


def _is_noise(label: str) -> bool:
    path = PurePosixPath(label)
    return "__MACOSX" in path.parts or path.name in (".DS_Store", "Thumbs.db", "desktop.ini") or path.name[:2] == "._"


def _is_link(entry: zipfile.ZipInfo) -> bool:
    return stat.S_ISLNK(entry.external_attr >> 16)


def _day(entry: zipfile.ZipInfo) -> date | None:
    try:
        day = date(*entry.date_time[:3])
    except ValueError:
        return None
    return day if day.year >= _OLDEST_STAMP else None
