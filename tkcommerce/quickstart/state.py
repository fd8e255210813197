"""What runs on a data directory: the lock that only one launcher can hold, its state file, the secret key."""

import fcntl
import json
import os
import secrets
import shutil
import signal
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path

from tkcommerce.quickstart import CannotStart
from tkcommerce.quickstart.children import is_running

BASE_DIR = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True)
class State:
    """Of a running launcher; after a crash, what it left behind."""

    pid: int
    url: str
    socket_dir: str  # holds the sockets of the embedded services
    environment: dict[str, str]  # what settings.py needs to reach the same services
    children: dict[str, int] = field(default_factory=dict)  # name → pid

    def write(self, data_dir: Path) -> None:
        making = data_dir / "quickstart.json.new"
        making.write_text(json.dumps(asdict(self), indent=1))
        making.chmod(0o600)  # it holds the secret key
        making.rename(_state_file(data_dir))


def read_state(data_dir: Path) -> State | None:
    try:
        return State(**json.loads(_state_file(data_dir).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def environment_of_running(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment of the quickstart on DATA_DIR (default .data), for other commands; empty when none runs.

    Empty, too, when DATABASE_URL is set: then the machine has its own arrangement.
    """
    data_dir = Path(environ.get("DATA_DIR") or BASE_DIR / ".data")
    state = read_state(data_dir)
    if "DATABASE_URL" in environ or state is None:
        return {}
    try:
        with open(data_dir / "quickstart.lock") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return state.environment
    except OSError:
        pass
    return {}


@contextmanager
def held(data_dir: Path) -> Iterator[None]:
    """Make the data directory and hold it; CannotStart when it cannot be written or another launcher has it."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = open(data_dir / "quickstart.lock", "a")  # noqa: SIM115 - closed below, kept open meanwhile
    except OSError as reason:
        raise CannotStart(f"Cannot write to {data_dir} ({reason.strerror}): choose another with --data-dir.") from None
    with lock:
        _lock_or_refuse(lock.fileno(), data_dir)
        try:
            yield
        finally:
            _state_file(data_dir).unlink(missing_ok=True)


def _lock_or_refuse(lock: int, data_dir: Path) -> None:
    for _ in range(5):
        try:
            return fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:  # perhaps only environment_of_running, having a look
            time.sleep(0.1)
    state = read_state(data_dir)
    whom = f"pid {state.pid}, {state.url}" if state else "still starting"
    raise CannotStart(f"Another quickstart ({whom}) uses {data_dir}: stop it, or choose another --data-dir and --port.")


def end_leftovers(data_dir: Path) -> None:
    """End what a killed launcher left: children (where the kernel did not, as on macOS) and its socket directory."""
    left = read_state(data_dir)
    if left is None:
        return
    words = {"postgres": "postgres", "valkey": "valkey-server"}
    alive = {pid for name, pid in left.children.items() if is_running(pid, words.get(name, "tkcommerce"))}
    deadline = time.monotonic() + 10
    while alive:
        # SIGINT first: PostgreSQL's fast stop, and a warm one for the others.
        _signal_group(alive, signal.SIGINT if time.monotonic() < deadline else signal.SIGKILL)
        time.sleep(0.3)
        alive = {pid for pid in alive if is_running(pid, "")}
    shutil.rmtree(left.socket_dir, ignore_errors=True)
    _state_file(data_dir).unlink(missing_ok=True)


def _signal_group(pids: set[int], number: signal.Signals) -> None:
    for pid in pids:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(pid, number)


def secret_key(data_dir: Path) -> str:
    """The SECRET_KEY of this data directory, made at the first start and kept: sessions survive a restart."""
    file = data_dir / "secret_key"
    if not file.exists():
        making = file.with_suffix(".new")
        making.touch(mode=0o600)
        making.write_text(secrets.token_urlsafe(50))
        making.rename(file)
    return file.read_text()


def _state_file(data_dir: Path) -> Path:
    return data_dir / "quickstart.json"
