import shutil
import tempfile
from pathlib import Path

import pytest
from processes import Celery, Valkey, environment, forget_connections, wait_for

WITH_FAULT = Path(__file__).with_name("worker_with_fault.py")


@pytest.fixture
def valkey(monkeypatch):
    directory = Path(tempfile.mkdtemp(prefix="tkcv-", dir="/tmp"))
    server = Valkey(directory)
    monkeypatch.setenv("CELERY_BROKER_URL", server.url)
    forget_connections(monkeypatch)
    yield server
    server.kill()
    server.client.close()
    forget_connections(monkeypatch)
    shutil.rmtree(directory)


@pytest.fixture
def start(valkey, transactional_db, tmp_path):
    """start("worker" | "beat" | a fault of worker_with_fault.py) → a process that is ready."""
    started = []

    def begin(what="worker"):
        number = len(started)
        worker = ["worker", "-Q", "import,rollup,sweep", "-c", "1", "--without-gossip", "--without-mingle", "-l", "INFO"]
        commands = {
            "worker": ["-m", "celery", "-A", "tkcommerce", *worker, "-n", f"w{number}@test"],
            "beat": [
                "-m",
                "celery",
                "-A",
                "tkcommerce",
                "beat",
                "-s",
                str(tmp_path / f"beat{number}"),
                "--pidfile",
                "",
                "-l",
                "INFO",
            ],
        }
        args = commands.get(what) or [str(WITH_FAULT), what, *worker, "-n", f"w{number}@test"]
        process = Celery(args, tmp_path / f"{number}.log", environment(valkey))
        started.append(process)
        wait_for(lambda: process.said("beat: Starting" if what == "beat" else " ready."))
        return process

    yield begin
    for process in started:
        process.kill()
