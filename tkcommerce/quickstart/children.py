"""Child processes that cannot outlive the launcher, each with its lines prefixed by its name."""

import ctypes
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from tkcommerce.quickstart import CannotStart

PR_SET_PDEATHSIG = 1
# Loaded before any fork: a child that has become `nobody` may not be able to read the libraries any more.
_libc = ctypes.CDLL(None) if sys.platform == "linux" else None

Say = Callable[[str, str], None]


class StopAsked(Exception):
    """Ctrl-C, SIGTERM or SIGHUP arrived while the launcher waited for something."""


class Child:
    """A process in a session of its own, so that Ctrl-C reaches only the launcher, who stops it in order."""

    def __init__(self, name: str, args: Sequence[str | Path], say: Say, stop_signal: signal.Signals, **popen: Any):
        self.name = name
        self.lines: deque[str] = deque(maxlen=40)
        self._stop_signal = stop_signal
        self._process = subprocess.Popen(
            args,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
            preexec_fn=die_with(os.getpid(), stop_signal),
            **popen,
        )
        self._reader = threading.Thread(target=self._read, args=[say], daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        """None while it runs; negative is the signal that killed it."""
        return self._process.poll()

    def said(self, text: str) -> bool:
        return any(text in line for line in tuple(self.lines))

    def ask_to_stop(self) -> None:
        if self.exit_code is None:
            self._process.send_signal(self._stop_signal)

    def end(self, deadline: float) -> None:
        """Wait until `deadline` (monotonic), then kill what is left of its process group."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(max(0.0, deadline - time.monotonic()))
        self.kill()
        self._process.wait()
        self._reader.join(timeout=2)

    def kill(self) -> None:
        with suppress(ProcessLookupError, PermissionError):  # macOS says EPERM of a group that holds only zombies
            os.killpg(self.pid, signal.SIGKILL)

    def _read(self, say: Say) -> None:
        for line in self._process.stdout:
            if line.strip():
                self.lines.append(line.rstrip())
                say(self.name, line.rstrip())


def die_with(launcher: int, death_signal: signal.Signals) -> Callable[[], None] | None:
    """Linux: the kernel sends `death_signal` to the child when the launcher is gone, even after its kill -9.

    Elsewhere the next start ends what is left (state.end_leftovers).
    """
    if _libc is None:
        return None

    def arrange() -> None:
        _libc.prctl(PR_SET_PDEATHSIG, death_signal)
        if os.getppid() != launcher:  # it died before the call above
            os._exit(1)

    return arrange


class Children:
    """All children of one launcher, and the wish to stop."""

    def __init__(self, say: Say):
        self.stop_asked = threading.Event()
        self.killed = False
        self.say = say
        self._running: dict[str, Child] = {}

    def start(
        self,
        name: str,
        args: Sequence[str | Path],
        *,
        stop_signal: signal.Signals = signal.SIGTERM,
        env: Mapping[str, str] | None = None,
        **popen: Any,
    ) -> Child:
        """`popen` goes to subprocess.Popen (cwd, user, group …)."""
        child = Child(name, args, self.say, stop_signal, env=env, **popen)
        self._running[name] = child
        return child

    def __getitem__(self, name: str) -> Child:
        return self._running[name]

    def pids(self) -> dict[str, int]:
        return {name: child.pid for name, child in self._running.items()}

    def wait_until(self, done: Callable[[], bool], *, within: float = float("inf"), what: str = "") -> None:
        """Return when `done()`; StopAsked when asked to stop; CannotStart when a child ends or `within` seconds pass."""
        deadline = time.monotonic() + within
        while not done():
            if self.stop_asked.wait(0.05):
                raise StopAsked
            for child in self._running.values():
                if child.exit_code is not None and not done():
                    raise CannotStart(_epitaph(child))
            if time.monotonic() > deadline:
                raise CannotStart(f"{what} did not answer within {within:.0f} seconds; its lines above may say why.")

    def run(self, name: str, args: Sequence[str | Path], **popen: Any) -> list[str]:
        """Start a child that ends by itself, wait for it, return its last lines; CannotStart when it fails."""
        child = self.start(name, args, **popen)
        self.wait_until(lambda: child.exit_code == 0)
        self.stop(name)
        return list(child.lines)

    def stop(self, *names: str, within: float = 20.0) -> None:
        """Ask the named children in this order, wait for all of them, kill those that take longer than `within` s."""
        ending = [self._running[name] for name in names if name in self._running]
        for child in ending:
            child.ask_to_stop()
        deadline = time.monotonic() + within
        for child in ending:
            child.end(deadline)
            del self._running[child.name]

    def kill(self) -> None:
        self.killed = True
        for child in self._running.values():
            child.kill()


def _epitaph(child: Child) -> str:
    code = child.exit_code or 0
    how = f"was killed by {signal.Signals(-code).name}" if code < 0 else f"ended with exit code {code}"
    return f"{child.name} {how}, so everything was stopped; nothing committed is lost. Its lines above may say why."


def is_running(pid: int, word: str) -> bool:
    """Whether `pid` is a live process whose command line holds `word`: a bare pid may have gone to somebody else."""
    if sys.platform == "linux":  # small images have no ps
        try:
            command = Path(f"/proc/{pid}/cmdline").read_text(errors="replace")  # empty for a zombie
        except OSError:
            return False
    else:
        asked = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
        command = asked.stdout.strip()
    return bool(command) and word in command
