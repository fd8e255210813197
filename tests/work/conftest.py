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
    """start("worker" | "beat" | a fault of worker_with_fault.py, …) → the processes (or the only one), when all are ready."""
    started = []

    def begin(*whats):
        wanted = [(what, launch(what, len(started) + place)) for place, what in enumerate(whats or ("worker",))]
        started.extend(process for _what, process in wanted)
        for what, process in wanted:
            sign = "beat: Starting" if what == "beat" else " ready."
            wait_for(lambda process=process, sign=sign: process.said(sign))
        return wanted[0][1] if len(wanted) == 1 else [process for _what, process in wanted]

    def launch(what, number):
        worker = ["worker", "-Q", "import,rollup,sweep", "-c", "1", "--without-gossip", "--without-mingle", "-l", "INFO"]
        worker += ["-n", f"w{number}@test"]
        beat = ["beat", "-s", str(tmp_path / f"beat{number}"), "--pidfile", "", "-l", "INFO"]
        celery = ["-m", "celery", "-A", "tkcommerce"]
        args = {"worker": celery + worker, "beat": celery + beat}.get(what, [str(WITH_FAULT), what, *worker])
        return Celery(args, tmp_path / f"{number}.log", environment(valkey))

    yield begin
    for process in started:
        process.kill()
