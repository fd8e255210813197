"""PostgreSQL and Valkey: those that the environment names, else embedded ones, each by itself."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

import kombu
import psycopg

from tkcommerce.quickstart import CannotStart
from tkcommerce.quickstart.children import Children
from tkcommerce.quickstart.postgres import start_postgres
from tkcommerce.quickstart.valkey import start_valkey

SOCKET_PATH_LIMIT = 100  # of the kernel: 104 on macOS, 108 on Linux
SOCKET_NAME_LENGTH = 50  # the random directory and PostgreSQL's file in it


def start_services(
    children: Children, data_dir: Path, socket_dir: Path, environ: Mapping[str, str], *, keep: bool
) -> dict[str, str]:
    """DATABASE_URL and REDIS_URL of services that answer. `keep` = durable; False is fast, for throw-away data."""
    database, broker = environ.get("DATABASE_URL"), environ.get("REDIS_URL")
    if database:
        _check_database(database)
    if broker:
        _check_broker(broker)
    return {
        "DATABASE_URL": database or start_postgres(children, data_dir, socket_dir, keep=keep),
        "REDIS_URL": broker or start_valkey(children, data_dir, socket_dir, keep=keep),
    }


def stop_services(children: Children) -> None:
    children.stop("valkey")
    children.stop("postgres")


def make_short_dir(prefix: str) -> Path:
    """A new directory, closed to others, with a path short enough for a unix socket in it."""
    usual = tempfile.gettempdir()
    short = usual if len(usual) + SOCKET_NAME_LENGTH < SOCKET_PATH_LIMIT else "/tmp"
    return Path(tempfile.mkdtemp(prefix=prefix, dir=os.path.realpath(short)))


def _check_database(url: str) -> None:
    try:
        psycopg.connect(url, connect_timeout=5).close()
    except psycopg.Error as reason:
        why = str(reason).strip().splitlines()[-1]
        raise CannotStart(f"DATABASE_URL is set, but does not answer ({why}): correct it, or unset it.") from None


def _check_broker(url: str) -> None:
    try:
        with kombu.Connection(url, connect_timeout=5) as connection:
            connection.ensure_connection(max_retries=1, timeout=5)
    except (OSError, kombu.exceptions.KombuError) as reason:
        raise CannotStart(f"REDIS_URL is set, but does not answer ({reason}): correct it, or unset it.") from None
