#!/usr/bin/env python3
"""Django's command line. `quickstart` and `selftest` first make .venv, for which Python and pip are enough."""

import hashlib
import importlib.util
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent
VENV = BASE / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed.sha256"  # names the lock that is installed whole; a .venv without it is half made
RUNTIME, TESTS = BASE / "requirements.txt", BASE / "tests" / "requirements.txt"
WITHOUT_SERVICES = {"learn_patterns": {"SECRET_KEY": "unused", "DATABASE_URL": "postgresql:///unused", "REDIS_URL": "redis:///"}}
LOCKS = {"quickstart": [RUNTIME, TESTS], "selftest": [TESTS]}  # the first is installed, each of them will do


def main():
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # small matrices on a busy machine: more threads would wait for each other
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    if command in LOCKS and not inside:
        make_venv(LOCKS[command])
    if STAMP.exists() and not inside:
        os.execv(PYTHON, [str(PYTHON), str(BASE / "manage.py"), *sys.argv[1:]])
    if command == "selftest":
        os.chdir(BASE)
        os.execv(sys.executable, [sys.executable, "-m", "pytest", *sys.argv[2:]])
    if importlib.util.find_spec("django") is None:
        sys.exit("Django is not installed here: run `python3 manage.py quickstart` once, it makes .venv.")
    if command == "quickstart":
        from tkcommerce.quickstart.launcher import main as quickstart

        sys.exit(quickstart(sys.argv[2:]))
    from tkcommerce.quickstart.state import environment_of_running

    for name, value in (WITHOUT_SERVICES.get(command) or environment_of_running(os.environ)).items():
        os.environ.setdefault(name, value)
    if "DATABASE_URL" not in os.environ and command not in ("help", "--help", "version", "--version"):
        sys.exit("No database: start `python3 manage.py quickstart` in another terminal, or set DATABASE_URL.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tkcommerce.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


def make_venv(locks):
    """Install the first of `locks` into .venv, unless one of them is installed there already."""
    if sys.platform == "win32":
        sys.exit("The embedded PostgreSQL and Valkey need Linux or macOS: on Windows, run this inside WSL2.")
    if sys.version_info < (3, 11):  # noqa: UP036 - the one file that an older Python also reads
        sys.exit(f"Python 3.11 or newer is needed; {sys.executable} is {sys.version.split()[0]}.")
    import fcntl

    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that pip is stopped with us
    hold = os.open(BASE, os.O_RDONLY)
    fcntl.flock(hold, fcntl.LOCK_EX)  # one installer at a time; pip inherits it, so an orphaned pip holds it too
    wanted = [hashlib.sha256(lock.read_bytes()).hexdigest() for lock in locks]
    try:
        whole = PYTHON.exists() and STAMP.exists()
    except PermissionError:
        sys.exit(f"{VENV} stands on a Python that you may not use. Use a checkout that belongs to you.")
    if whole and STAMP.read_text() in wanted:
        return
    if not os.access(VENV if VENV.exists() else BASE, os.W_OK):
        sys.exit(f"Cannot write to {BASE}: .venv has to be made there. Use a checkout that belongs to you.")
    check_pip()
    print(f"Installing the packages of {locks[0].relative_to(BASE)} into .venv (once, half a minute).", flush=True)
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", "-qq", "--disable-pip-version-check"]
    safe = ["--no-input", "--require-hashes", "--only-binary", ":all:", "--requirement", str(locks[0])]
    try:
        if whole:
            STAMP.unlink()
        else:
            subprocess.run([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)], check=True)
        install(pip + safe, hold)
        STAMP.write_text(wanted[0])
    except KeyboardInterrupt:
        sys.exit("Interrupted while installing; the next start makes .venv anew.")
    except (subprocess.CalledProcessError, OSError) as reason:
        sys.exit(f"Installing failed ({reason.__class__.__name__}); the message above says why. Then start again.")


def install(command, hold):
    """Run pip, which has children of its own: all of them end with us; after our kill -9 they keep `hold`."""
    with subprocess.Popen(command, pass_fds=[hold], start_new_session=True) as pip:
        try:
            if pip.wait() != 0:
                raise subprocess.CalledProcessError(pip.returncode, command)
        except (KeyboardInterrupt, SystemExit):
            os.killpg(pip.pid, signal.SIGKILL)
            raise


def check_pip():
    """Leave with one sentence unless pip knows `--python` (22.3 and later)."""
    answer = subprocess.run([sys.executable, "-m", "pip", "--version"], capture_output=True, text=True)
    version = re.match(r"pip (\d+)\.(\d+)", answer.stdout)
    if not version:
        sys.exit(f"pip is missing for {sys.executable}: install it (Debian, Ubuntu: apt install python3-pip).")
    if tuple(map(int, version.groups())) < (22, 3):
        sys.exit(f"pip 22.3 or newer is needed (this is {version[0]}): python3 -m pip install --upgrade pip")


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        print("Interrupted.", file=sys.stderr)
        sys.exit(130)
