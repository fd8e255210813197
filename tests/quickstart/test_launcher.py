"""The one command, as people run it: starting, refusing in one sentence, being killed, stopping."""

import http.client
import json
import os
import re
import shutil
import signal
import socket
import stat

import psycopg
import pytest

ADD = "from tkcommerce.brands.models import Brand; Brand.objects.create(slug='kept', name='Kept')"
COUNT = "from tkcommerce.brands.models import Brand; print('kept:', Brand.objects.filter(slug='kept').count())"


def sentence(launch):
    """What a launch says that refuses at once: exactly one line."""
    assert launch.exit_code() == 1
    (line,) = launch.output.splitlines()
    return line


def pid_of(launch, child):
    return json.loads((launch.data_dir / "quickstart.json").read_text())["children"][child]


def test_it_serves_the_page_whose_address_it_prints(running):
    connection = http.client.HTTPConnection("127.0.0.1", running.port, timeout=10)
    connection.request("GET", "/account/login/")
    assert connection.getresponse().status == 200
    connection.close()
    assert f"\n  http://127.0.0.1:{running.port}/\n" in running.output


def test_every_line_says_when_and_who(running):
    log = running.output.partition(f"\n\n  http://127.0.0.1:{running.port}/")[0]
    assert [line for line in log.splitlines() if not re.match(r"\d\d:\d\d:\d\d \w+ +\| ", line)] == []
    assert {"postgres", "valkey", "preparation", "web", "worker", "beat"} <= set(re.findall(r"^\S+ (\w+) ", log, re.M))


def test_other_commands_find_its_services(running):
    assert running.manage("shell", "-c", COUNT).stdout.splitlines()[-1] == "kept: 0"


def test_what_is_secret_is_readable_by_its_owner_only(running):
    files = [running.data_dir / "secret_key", running.data_dir / "quickstart.json"]
    assert [stat.filemode(file.stat().st_mode) for file in files] == ["-rw-------"] * 2
    sockets = json.loads(files[1].read_text())["socket_dir"]
    assert stat.filemode(os.stat(sockets).st_mode) == "drwx------"


def test_a_second_copy_on_the_same_data_is_refused(running, launch):
    said = sentence(launch(running.data_dir))
    whom = f"pid {running.process.pid}, http://127.0.0.1:{running.port}"
    assert said == (
        f"quickstart: Another quickstart ({whom}) uses {running.data_dir}: stop it, or choose another --data-dir and --port."
    )
    assert running.process.poll() is None


def test_a_taken_port_is_refused(running, launch, data_dirs):
    said = sentence(launch(data_dirs / "taken", "--port", str(running.port)))
    assert said == (f"quickstart: Port {running.port} cannot be had (Address already in use): choose another with --port.")


def test_a_place_that_cannot_be_written_is_refused(launch, data_dirs):
    (data_dirs / "a-file").write_text("")
    place = data_dirs / "a-file" / "below"
    assert sentence(launch(place)) == (f"quickstart: Cannot write to {place} (Not a directory): choose another with --data-dir.")


@pytest.mark.parametrize("name", ["DATABASE_URL", "REDIS_URL"])
def test_a_named_service_that_does_not_answer_is_refused(name, launch, data_dirs):
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    url = {"DATABASE_URL": f"postgresql://a@127.0.0.1:{port}/a", "REDIS_URL": f"redis://127.0.0.1:{port}/0"}[name]
    refused = launch(data_dirs / name, **{name: url})
    assert refused.exit_code() == 1
    said = refused.output.splitlines()[-1]
    assert said.startswith(f"quickstart: {name} is set, but does not answer (")
    assert said.endswith("): correct it, or unset it.")


def test_what_is_committed_survives_every_kill(launch, data_dirs):
    """kill -9 of the launcher takes everything down; the next start has the row; a killed child stops the rest."""
    first = launch(data_dirs / "killed").until_ready()
    assert first.manage("shell", "-c", ADD).returncode == 0
    family, sockets = first.family(), json.loads((first.data_dir / "quickstart.json").read_text())["socket_dir"]
    assert len(family) > 10
    first.process.kill()
    assert first.gone(family, within=15)
    refused = first.manage("check")
    assert refused.returncode == 1
    assert refused.stderr == ("No database: start `python3 manage.py quickstart` in another terminal, or set DATABASE_URL.\n")

    second = launch(first.data_dir).until_ready()
    assert not os.path.exists(sockets)
    assert second.manage("shell", "-c", COUNT).stdout.splitlines()[-1] == "kept: 1"
    family = second.family()
    os.kill(pid_of(second, "worker"), signal.SIGKILL)
    assert second.exit_code() == 1
    assert second.output.splitlines()[-1] == (
        "quickstart: worker was killed by SIGKILL, so everything was stopped; nothing committed is lost. "
        "Its lines above may say why."
    )
    assert second.gone(family, within=0)


def test_ctrl_c_stops_in_order_and_leaves_named_services_alone(launch, data_dirs):
    """With DATABASE_URL and REDIS_URL set, neither is started here, nor stopped."""
    server = os.environ["DATABASE_URL"].rpartition("/")[0]
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("CREATE DATABASE named_service")
        named = {"DATABASE_URL": f"{server}/named_service", "REDIS_URL": f"{os.environ['REDIS_URL']}?virtual_host=6"}
        started = launch(data_dirs / "named", **named).until_ready()
        family = started.family()
        assert started.exit_code(after=signal.SIGINT) == 0
        assert started.gone(family, within=0)
        connection.execute("DROP DATABASE named_service")
    assert not (started.data_dir / "pg18").exists()
    assert not (started.data_dir / "valkey").exists()
    assert not (started.data_dir / "quickstart.json").exists()


def test_a_data_directory_that_only_its_owner_may_enter_works(launch, data_dirs):
    """Under root, PostgreSQL runs as nobody; its data then lie where nobody can go, and are found again."""
    closed = data_dirs / "closed"
    closed.mkdir(mode=0o700)
    for _ in range(2):
        started = launch(closed / "data").until("ready to accept connections")
        assert started.exit_code(after=signal.SIGTERM) == 0
    assert started.output.count("database system is shut down") == 1
    shutil.rmtree((closed / "data" / "pg18").resolve())


def test_a_stop_while_it_prepares_is_clean_and_a_second_one_kills(launch, data_dirs):
    early = launch(data_dirs / "early")
    early.until("postgres")
    family = early.family()
    assert early.exit_code(after=signal.SIGTERM) == 0
    assert early.gone(family, within=0)

    again = launch(early.data_dir).until("ready.")
    family = again.family()
    again.process.send_signal(signal.SIGINT)
    again.until("stopping everything")
    assert again.exit_code(after=signal.SIGINT) == 130
    assert again.gone(family, within=0)
