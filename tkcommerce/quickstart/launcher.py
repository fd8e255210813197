"""`python3 manage.py quickstart`: the whole product on one machine, in one terminal."""

import argparse
import http.client
import os
import shutil
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from types import FrameType

from django.conf import settings

from tkcommerce.quickstart import CannotStart
from tkcommerce.quickstart.children import Children, StopAsked
from tkcommerce.quickstart.preparation import DEMO
from tkcommerce.quickstart.services import make_short_dir, start_services, stop_services
from tkcommerce.quickstart.state import BASE_DIR, State, end_leftovers, held, secret_key

HOST = "127.0.0.1"
TICK = "tkcommerce.work.tasks.sweep"  # comes every few seconds and would drown the other lines
KILLED = 130  # what a shell makes of Ctrl-C
_printing = threading.Lock()


def main(argv: list[str]) -> int:
    """The exit code: 0 after Ctrl-C or SIGTERM, 130 after a second one, 1 after one sentence on stderr."""
    options = _parser().parse_args(argv)
    children = Children(say)
    _listen_to_signals(children)
    try:
        with held(options.data_dir):
            end_leftovers(options.data_dir)
            _refuse_taken(options.port)
            _run(children, options.data_dir, options.port, demo=options.demo)
    except StopAsked:
        return KILLED if children.killed else 0
    except CannotStart as reason:
        print(f"quickstart: {reason}", file=sys.stderr)
    except OSError as reason:
        print(f"quickstart: {reason.strerror}: {reason.filename or reason}.", file=sys.stderr)
    return 1


def _run(children: Children, data_dir: Path, port: int, *, demo: bool) -> None:
    """Start everything in order, say where it is, and watch: ends only by StopAsked or CannotStart."""
    began = time.monotonic()
    url = f"http://{HOST}:{port}"
    with _socket_dir() as socket_dir, _stopped(children):
        state = State(os.getpid(), url, str(socket_dir), environment={})
        state.write(data_dir)
        services = start_services(children, data_dir, socket_dir, os.environ, keep=True)
        state = replace(state, environment=_environment(data_dir, url) | services, children=children.pids())
        state.write(data_dir)
        os.environ.update(state.environment)
        sign_ins = _prepare(children, demo=demo)
        _start_application(children, data_dir, port)
        replace(state, children=children.pids()).write(data_dir)
        children.wait_until(lambda: _serves(port), within=120, what="web")
        say("web", f"first page after {time.monotonic() - began:.1f} s")
        for name, word in (("worker", " ready."), ("beat", "beat: Starting")):
            children.wait_until(lambda child=children[name], word=word: child.said(word), within=120, what=name)
        _show(url, sign_ins)
        children.wait_until(lambda: False)


def _environment(data_dir: Path, url: str) -> dict[str, str]:
    """What settings.py asks of a machine, for one where browser and server share it."""
    return {
        "DATA_DIR": str(data_dir),
        "SECRET_KEY": os.environ.get("SECRET_KEY") or secret_key(data_dir),
        "SITE_URL": url,
        "HTTPS": "0",
        "COMPRESS_STATIC": "0",
        "EMAIL_BACKEND": os.environ.get("EMAIL_BACKEND") or "django.core.mail.backends.console.EmailBackend",
        "PYTHONUNBUFFERED": "1",
    }


def _prepare(children: Children, *, demo: bool) -> list[str]:
    """Tables, catalogues, static files and the demo brand; the lines with the demo's sign-ins."""
    module = [sys.executable, "-m", "tkcommerce.quickstart.preparation", *([] if demo else ["--no-demo"])]
    lines = children.run("preparation", module, cwd=BASE_DIR)
    return lines[lines.index(DEMO) + 1 :] if DEMO in lines else []


def _start_application(children: Children, data_dir: Path, port: int) -> None:
    gunicorn = [sys.executable, "-m", "gunicorn", "tkcommerce.wsgi", "--bind", f"{HOST}:{port}"]
    gunicorn += ["--workers", "2", "--threads", "4", "--no-control-socket"]
    children.start("web", [*gunicorn, "--config", "python:tkcommerce.quickstart.gunicorn_log"], cwd=BASE_DIR)
    celery = [sys.executable, "-W", "ignore:You're running the worker with superuser", "-m", "celery"]
    celery += ["--quiet", "--app", "tkcommerce"]
    queues = ",".join(sorted({route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}))
    worker = ["worker", "--queues", queues, "--concurrency", "2", "--without-gossip", "--without-mingle"]
    children.start("worker", [*celery, *worker, "--loglevel", "INFO"], cwd=BASE_DIR)
    schedule = str(data_dir / "beat-schedule")
    children.start("beat", [*celery, "beat", "--schedule", schedule, "--pidfile", "", "--loglevel", "INFO"], cwd=BASE_DIR)


def _serves(port: int) -> bool:
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/health/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def _show(url: str, sign_ins: list[str]) -> None:
    lines = ["", f"  {url}/", *(f"  {line}" for line in sign_ins), "  Ctrl-C stops everything; the data stays.", ""]
    with _printing, suppress(OSError):
        print("\n".join(lines), flush=True)


@contextmanager
def _stopped(children: Children) -> Iterator[None]:
    """Afterwards nothing runs any more: first what makes work, then what does it, then what keeps it."""
    try:
        yield
    finally:
        began = time.monotonic()
        say("stop", "stopping everything (once more Ctrl-C kills)")
        children.stop("preparation", "beat", "worker", "web")
        stop_services(children)
        say("stop", f"all stopped in {time.monotonic() - began:.1f} s")


@contextmanager
def _socket_dir() -> Iterator[Path]:
    directory = make_short_dir("tkcommerce-")
    try:
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _listen_to_signals(children: Children) -> None:
    def on_signal(number: int, frame: FrameType | None) -> None:
        if children.stop_asked.is_set():
            children.kill()
        children.stop_asked.set()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)


def _refuse_taken(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as reason:
            raise CannotStart(f"Port {port} cannot be had ({reason.strerror}): choose another with --port.") from None


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="manage.py quickstart", description=__doc__)
    parser.add_argument("--port", type=_port, default=8000)
    parser.add_argument("--data-dir", type=lambda text: Path(text).absolute(), default=BASE_DIR / ".data")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="do not make the demo brand")
    return parser


def _port(text: str) -> int:
    if not text.isdigit() or not 0 < int(text) < 65536:
        raise argparse.ArgumentTypeError(f"{text!r} is not a port (1 to 65535)")
    return int(text)


def say(name: str, line: str) -> None:
    if line.startswith("INFO") and TICK in line:
        return
    with _printing, suppress(OSError):  # the terminal may be gone
        print(f"{time.strftime('%H:%M:%S')} {name:<11} | {line}", flush=True)
