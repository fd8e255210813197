"""manage.py on a bare machine: what it makes, what it heals, and what it says when it cannot."""

import ast
import hashlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent.parent
SYSTEM_PYTHON = "/usr/bin/python3"  # open to every user, which root's own may not be
BARE = Path(sys.base_prefix) / "bin" / "python3"  # outside any virtual environment
NO_PACKAGES = "# nothing to install\n"


@pytest.fixture
def checkout():
    """manage.py with locks that ask for nothing, so a whole .venv is made in a second. Open to every user."""
    place = Path(tempfile.mkdtemp(prefix="tkcommerce-checkout-"))
    place.chmod(0o755)
    shutil.copy(BASE / "manage.py", place)
    (place / "tests").mkdir()
    for lock in ("requirements.txt", "tests/requirements.txt"):
        (place / lock).write_text(NO_PACKAGES)
    yield place
    place.chmod(0o755)
    shutil.rmtree(place)


def run(checkout, command="quickstart", python=BARE, **options):
    ended = subprocess.run([python, checkout / "manage.py", command], capture_output=True, text=True, timeout=60, **options)
    return ended.returncode, ended.stdout, ended.stderr.splitlines()[-1] if ended.stderr else ""


def stamp(checkout):
    return checkout / ".venv" / "installed.sha256"


MADE = (1, "Django is not installed here: run `python3 manage.py quickstart` once, it makes .venv.")  # no packages!


def test_it_makes_the_venv_once_and_goes_on_inside(checkout):
    code, said, error = run(checkout)
    assert (code, error) == MADE
    assert said == "Installing the packages of requirements.txt into .venv (once, half a minute).\n"
    assert stamp(checkout).read_text() == hashlib.sha256(NO_PACKAGES.encode()).hexdigest()
    assert run(checkout)[1] == ""


def test_a_changed_lock_is_installed_but_the_tests_lock_serves_both(checkout):
    (checkout / "tests/requirements.txt").write_text("# more\n")
    run(checkout, "selftest")
    assert run(checkout, "quickstart")[1] == ""
    (checkout / "tests/requirements.txt").write_text("# changed\n")
    (checkout / "requirements.txt").write_text("# changed, too\n")
    assert run(checkout, "quickstart")[1] != ""


def test_a_half_made_venv_heals_itself(checkout):
    run(checkout)
    stamp(checkout).unlink()  # as when it is interrupted
    (checkout / ".venv" / "half").write_text("")
    assert run(checkout)[0::2] == MADE
    assert stamp(checkout).exists()
    assert not (checkout / ".venv" / "half").exists()


def test_a_failed_install_says_so_and_is_tried_again(checkout):
    (checkout / "requirements.txt").write_text("./is-not-there-1.0-py3-none-any.whl --hash=sha256:" + "0" * 64 + "\n")
    failed = (1, "Installing failed (CalledProcessError); the message above says why. Then start again.")
    assert run(checkout)[0::2] == failed
    assert not stamp(checkout).exists()
    (checkout / "requirements.txt").write_text(NO_PACKAGES)
    assert run(checkout)[0::2] == MADE


def test_an_old_python_can_read_the_file_and_is_refused(checkout):
    ast.parse((BASE / "manage.py").read_text(), feature_version=(3, 8))
    old = (
        "import runpy, sys; sys.version_info = (3, 10, 4); sys.version = '3.10.4 (old)';"
        f"sys.argv = ['manage.py', 'quickstart']; runpy.run_path({str(checkout / 'manage.py')!r}, run_name='__main__')"
    )
    ended = subprocess.run([BARE, "-c", old], capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr == f"Python 3.11 or newer is needed; {BARE} is 3.10.4.\n"


def test_a_python_without_pip_is_refused(checkout):
    without = checkout / "without"
    subprocess.run([BARE, "-m", "venv", "--without-pip", without], check=True)
    python = without / "bin" / "python"
    said = f"pip is missing for {python}: install it (Debian, Ubuntu: apt install python3-pip)."
    assert run(checkout, python=python)[0::2] == (1, said)
    assert not (checkout / ".venv").exists()


def test_an_old_pip_is_refused(checkout):
    (checkout / "old" / "pip").mkdir(parents=True)
    (checkout / "old" / "pip" / "__init__.py").write_text("")
    (checkout / "old" / "pip" / "__main__.py").write_text("print('pip 20.3.4 from nowhere')\n")
    said = "pip 22.3 or newer is needed (this is pip 20.3): python3 -m pip install --upgrade pip"
    assert run(checkout, env=os.environ | {"PYTHONPATH": str(checkout / "old")})[0::2] == (1, said)


def test_a_checkout_that_cannot_be_written_is_refused(checkout):
    checkout.chmod(0o555)
    root = os.geteuid() == 0  # who may write everywhere
    somebody = {"python": SYSTEM_PYTHON, "user": pwd.getpwnam("nobody").pw_uid} if root else {}
    said = f"Cannot write to {checkout}: .venv has to be made there. Use a checkout that belongs to you."
    assert run(checkout, **somebody)[0::2] == (1, said)


def test_a_venv_of_somebody_else_is_refused(checkout):
    run(checkout)
    (checkout / ".venv" / "bin").chmod(0o000)
    somebody = {"python": SYSTEM_PYTHON, "user": pwd.getpwnam("nobody").pw_uid} if os.geteuid() == 0 else {}
    said = f"{checkout}/.venv stands on a Python that you may not use. Use a checkout that belongs to you."
    assert run(checkout, **somebody)[0::2] == (1, said)
    (checkout / ".venv" / "bin").chmod(0o755)


def test_an_interruption_before_installing_is_one_word(checkout):
    (checkout / "early" / "pip").mkdir(parents=True)
    (checkout / "early" / "pip" / "__init__.py").write_text("")
    interrupts = "import os, signal, time\nos.kill(os.getppid(), signal.SIGINT)\ntime.sleep(1)\n"
    (checkout / "early" / "pip" / "__main__.py").write_text(interrupts)
    assert run(checkout, env=os.environ | {"PYTHONPATH": str(checkout / "early")}) == (130, "", "Interrupted.")
