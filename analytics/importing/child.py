"""Reading a stranger's file happens in a process of its own: what eats all memory or never ends takes nobody with it.

Forked, so that it starts at once and knows what we know; it touches no database and answers with plain values.
"""

import os
import pickle
import resource
import select
import signal
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django.utils.translation import gettext_noop

from .problems import UnreadableFile
from .working_folders import working_folder

MEMORY = 440 * 2**20  # bytes of address space beyond what the worker has itself
SECONDS = 600  # of processor time, and of the clock
TOO_MUCH = gettext_noop("The file takes too much memory or time to read. Export a shorter period, or save it as CSV.")
_PAGE = resource.getpagesize()
Answer = TypeVar("Answer")
Say = Callable[[int], None]  # rows read so far


def in_child(do: Callable[[Say], Answer], heard: Say, *, memory: int = MEMORY, seconds: int = SECONDS) -> Answer:
    """What `do` returns, or the exception it raises; `heard` is called here with what it says of its progress.

    UnreadableFile when it needs more memory or time than it may have.
    """
    return in_children([do], heard, memory=memory, seconds=seconds)[0]


def in_children(
    tasks: list[Callable[[Say], Answer]], heard: Say, *, memory: int = MEMORY, seconds: int = SECONDS
) -> list[Answer]:
    """Several at once; `heard` is told their sum. The first exception ends all of them."""
    with working_folder() as place:
        answers = [Path(place, str(number)) for number in range(len(tasks))]
        pipes, pids = [], []
        try:
            for do, answer in zip(tasks, answers, strict=True):
                pipe, pid = _fork(do, answer, memory, seconds)
                pipes.append(pipe)
                pids.append(pid)
            _listen(pipes, heard, time.monotonic() + seconds)
        finally:
            for pid in pids:
                _end(pid)
            for pipe in pipes:
                os.close(pipe)
        return [_opened(answer) for answer in answers]


def _fork(do: Callable[[Say], Answer], answer: Path, memory: int, seconds: int) -> tuple[int, int]:
    told, tell = os.pipe()
    pid = os.fork()
    if pid:
        os.close(tell)
        return told, pid
    try:  # from here on the child
        os.close(told)
        _limit(memory, seconds)
        _write(answer, _outcome(do, tell))
    except BaseException:  # memory ran out even for saying so: no answer says it
        os._exit(1)
    os._exit(0)


def _limit(memory: int, seconds: int) -> None:
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    own = int(Path("/proc/self/statm").read_text().split()[0]) * _PAGE if os.path.exists("/proc/self/statm") else 0
    if own:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]  # stays: the reader of workbooks, started from here, has its own
        resource.setrlimit(resource.RLIMIT_AS, (own + memory, hard))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _outcome(do: Callable[[Say], Answer], tell: int) -> tuple[bool, object]:
    try:
        return True, do(lambda rows: os.write(tell, rows.to_bytes(8, "big")) and None)
    except MemoryError:
        return False, UnreadableFile(TOO_MUCH)
    except Exception as error:
        error.__notes__ = [traceback.format_exc(limit=-8)]
        return False, error


def _write(answer: Path, outcome: tuple[bool, object]) -> None:
    passing = answer.with_suffix(".half")
    with passing.open("wb") as file:
        pickle.dump(outcome, file, protocol=5)
    passing.rename(answer)


def _listen(pipes: list[int], heard: Say, end: float) -> None:
    """Until every child has closed its pipe, or time is over."""
    open_pipes, said = set(pipes), dict.fromkeys(pipes, 0)
    while open_pipes and (left := end - time.monotonic()) > 0:
        ready, _, _ = select.select(list(open_pipes), [], [], min(left, 5))
        for pipe in ready:
            words = os.read(pipe, 8 * 1024)
            if words:
                said[pipe] = int.from_bytes(words[-8:], "big")
            else:
                open_pipes.discard(pipe)
        heard(sum(said.values()))


def _end(pid: int) -> None:
    """A child that has closed its pipe ends by itself in a moment; one that has not is killed."""
    for _time in range(200):
        if os.waitpid(pid, os.WNOHANG)[0]:
            return
        time.sleep(0.01)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


def _opened(answer: Path) -> Answer:
    if not answer.exists():
        raise UnreadableFile(TOO_MUCH)
    with answer.open("rb") as file:
        fine, value = pickle.load(file)  # noqa: S301 (our own child wrote it)
    if fine:
        return value
    raise value
