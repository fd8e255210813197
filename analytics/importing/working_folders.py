"""Passing folders in the temporary directory while a file is read; what a killed process left of them is swept away."""

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

LEFT_AFTER = 3600  # seconds since anything in it was written; reading has far stricter limits (child.SECONDS)
_PREFIX = "tkcommerce-import-"


def working_folder() -> tempfile.TemporaryDirectory:
    """Ours alone; gone with its object."""
    return tempfile.TemporaryDirectory(prefix=_PREFIX)


def forget_left_behind() -> int:
    """Delete the working folders of this user in which nothing was written for an hour; returns how many."""
    now, swept = time.time(), 0
    for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        with suppress(OSError):  # its owner, or another sweep, was faster; and sweeping stops no import
            if _is_ours(folder) and now - _last_written(folder) > LEFT_AFTER:
                shutil.rmtree(folder)
                swept += 1
    return swept


def _is_ours(folder: Path) -> bool:
    """The temporary directory is everybody's: a link there may lead anywhere."""
    return folder.is_dir() and not folder.is_symlink() and folder.lstat().st_uid == os.getuid()


def _last_written(folder: Path) -> float:
    return max(path.stat().st_mtime for path in (folder, *folder.iterdir()))
