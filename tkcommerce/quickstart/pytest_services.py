"""pytest plug-in (pyproject.toml, addopts): throw-away PostgreSQL and Valkey, up before the settings are read."""

import atexit
import fcntl
import os
import shutil
import signal
from pathlib import Path
from types import FrameType

import pytest

from tkcommerce.quickstart import CannotStart
from tkcommerce.quickstart.children import Children
from tkcommerce.quickstart.services import make_short_dir, start_services, stop_services

PREFIX = "tkctest-"


def start() -> None:
    """Start the services that the environment does not name, and say in the environment where all of it is.

    pytest-xdist's workers inherit that environment, so only the first process starts any.
    """
    data_dir = _data_dir()
    socket_dir = data_dir / "run"
    socket_dir.mkdir(mode=0o700)
    children = Children(lambda name, line: None)
    atexit.register(_stop, children, data_dir)
    signal.signal(signal.SIGTERM, _as_ctrl_c)
    try:
        services = start_services(children, data_dir, socket_dir, os.environ, keep=False)
    except CannotStart as reason:
        raise pytest.UsageError(str(reason)) from None
    if "DATABASE_URL" not in os.environ:
        os.environ["TKCOMMERCE_TEST_OWN_DATABASE"] = "1"
    os.environ.update(services)
    os.environ.update(
        TKCOMMERCE_TEST_SERVICES="up",
        DATA_DIR=str(data_dir),
        SECRET_KEY="of the tests only",
        SITE_URL="http://127.0.0.1:8000",
        HTTPS="0",
        COMPRESS_STATIC="0",
        EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    )


def _as_ctrl_c(number: int, frame: FrameType | None) -> None:
    """SIGTERM would end pytest without its closing; Ctrl-C does not."""
    raise KeyboardInterrupt


def _data_dir() -> Path:
    """A new directory, after removing those of runs that were killed; the lock says which still live."""
    directory = make_short_dir(PREFIX)
    _lock(directory)  # for as long as this process lives
    directory.chmod(0o755)  # under root, PostgreSQL runs as nobody and has to get in
    for left in directory.parent.glob(f"{PREFIX}*"):
        if left.stat().st_uid == os.getuid() and _lock(left) is not None:
            shutil.rmtree(left, ignore_errors=True)
    return directory


def _lock(directory: Path) -> int | None:
    held = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(held)
        return None
    return held


def _stop(children: Children, data_dir: Path) -> None:
    stop_services(children)
    shutil.rmtree(data_dir, ignore_errors=True)


def pytest_configure(config: pytest.Config) -> None:
    """The database goes with its server: dropping it first would only wait for connections that tests left open."""
    if "TKCOMMERCE_TEST_OWN_DATABASE" in os.environ:
        config.option.reuse_db = True


if "TKCOMMERCE_TEST_SERVICES" not in os.environ:
    start()
