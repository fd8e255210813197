"""Real launches of `manage.py quickstart`, each on a data directory of its own, and none of them left behind."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from tkcommerce.quickstart.children import is_running

BASE = Path(__file__).resolve().parent.parent.parent
OF_THE_TESTS = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "DATA_DIR", "SITE_URL", "EMAIL_BACKEND")


def clean_environment(**more):
    """What a person's terminal has: nothing of the tests' own services."""
    return {name: value for name, value in os.environ.items() if name not in OF_THE_TESTS} | more


class Launch:
    def __init__(self, data_dir, *args, **env):
        self.data_dir = data_dir
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        command = [sys.executable, "manage.py", "quickstart", "--no-demo", "--data-dir", str(data_dir)]
        self._log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed in end()
        self.process = subprocess.Popen(
            [*command, "--port", str(self.port), *args],
            cwd=BASE,
            env=clean_environment(**env),
            stdout=self._log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    @property
    def output(self):
        self._log.seek(0)
        return self._log.read()

    def until_ready(self):
        return self.until("Ctrl-C stops everything")

    def until(self, text):
        deadline = time.monotonic() + 60
        while text not in self.output:
            assert self.process.poll() is None, self.output
            assert time.monotonic() < deadline, self.output
            time.sleep(0.1)
        return self

    def exit_code(self, after=None):
        if after is not None:
            self.process.send_signal(after)
        return self.process.wait(timeout=40)

    def family(self):
        """The pids of the launcher and of everything below it."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                fields = stat.read_text(errors="replace").rpartition(")")[2].split()
            except OSError:  # ended meanwhile
                continue
            parents[int(stat.parent.name)] = int(fields[1])
        family = {self.process.pid}
        while grown := {pid for pid, parent in parents.items() if parent in family} - family:
            family |= grown
        return family

    def gone(self, family, within):
        """Whether nobody of the family lives any more, after at most `within` seconds."""
        deadline = time.monotonic() + within
        while alive := [pid for pid in family if is_running(pid, "")]:
            if time.monotonic() > deadline:
                return False
            time.sleep(0.1)
        return not alive

    def manage(self, *args):
        """A management command in another terminal."""
        command, env = [sys.executable, "manage.py", *args], clean_environment(DATA_DIR=str(self.data_dir))
        return subprocess.run(command, cwd=BASE, env=env, capture_output=True, text=True, timeout=60)

    def end(self):
        if self.process.poll() is None:
            self.exit_code(after=signal.SIGTERM)
        self._log.close()


@pytest.fixture(scope="module")
def data_dirs():
    """Makes data directories that `nobody`, as whom PostgreSQL runs under root, can enter."""
    root = Path(tempfile.mkdtemp(prefix="tkcommerce-launch-"))
    root.chmod(0o755)
    yield root
    shutil.rmtree(root)


@pytest.fixture(scope="module")
def launch(data_dirs):
    launches = []

    def start(data_dir, *args, **env):
        launches.append(Launch(data_dir, *args, **env))
        return launches[-1]

    yield start
    for started in launches:
        started.end()


@pytest.fixture(scope="module")
def running(launch, data_dirs):
    """One launch that the tests of a module share; they leave it running."""
    return launch(data_dirs / "shared").until_ready()
