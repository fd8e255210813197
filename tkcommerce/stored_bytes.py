"""Bytes on the private disk: written whole or not at all, safe against power loss, and known by their hash.

First under a passing name in `<room>/incoming`, then moved to their place. What a killed process leaves behind, half-written
or without a row that knows it, `forget_abandoned` deletes after a day.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.core.files.storage import default_storage

ABANDONED_AFTER = timedelta(days=1)


@dataclass(frozen=True)
class Spooled:
    """Bytes on disk under a passing name, flushed."""

    path: Path
    sha256: str
    size: int  # bytes


class TooLarge(Exception):
    """More bytes came than were allowed."""


def spool(room: str, chunks: Iterable[bytes], *, limit: int) -> Spooled:
    """Write the bytes to disk while hashing them; TooLarge when they are more than `limit`."""
    folder = Path(default_storage.path(f"{room}/incoming"))
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                size += len(chunk)
                if size > limit:
                    raise TooLarge
                digest.update(chunk)
                file.write(chunk)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        os.unlink(name)
        raise
    return Spooled(Path(name), digest.hexdigest(), size)


def settle(spooled: Spooled, name: str) -> None:
    """Move the bytes to their place, safe against power loss before the caller commits."""
    place = Path(default_storage.path(name))
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    os.replace(spooled.path, place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def forget_abandoned(room: str, known: Callable[[], set[str]]) -> int:
    """Delete what is a day old and not in `known()`, names as stored; returns how many files. `known` is asked only then."""
    root = Path(default_storage.path(room))
    yesterday = time.time() - ABANDONED_AFTER.total_seconds()
    old = [path for path in root.glob("*/*") if path.stat().st_mtime < yesterday]
    names = known() if old else set()
    abandoned = [path for path in old if f"{room}/{path.parent.name}/{path.name}" not in names]
    for path in abandoned:
        path.unlink(missing_ok=True)
    return len(abandoned)
