"""The two locks: everything pinned with hashes, and the tests' lock holds the whole run-time lock."""

import re
import tomllib
from pathlib import Path

import pytest

BASE = Path(__file__).resolve().parent.parent.parent


def pins(lock):
    """requirement ("name==version ; marker") → its hashes."""
    text = re.sub(r"^\s*#.*\n", "", (BASE / lock).read_text(), flags=re.MULTILINE).replace("\\\n", "")
    blocks = (line.split("--hash=") for line in text.splitlines() if line.strip())
    return {" ".join(first.split()): {part.strip() for part in rest} for first, *rest in blocks}


@pytest.mark.parametrize("lock", ["requirements.txt", "tests/requirements.txt"])
def test_every_package_is_pinned_with_hashes(lock):
    assert [pin for pin, hashes in pins(lock).items() if "==" not in pin or not hashes] == []


def test_the_tests_lock_contains_the_run_time_lock():
    """So a .venv made by selftest serves quickstart as it is (manage.py, LOCKS)."""
    tests = pins("tests/requirements.txt")
    assert {pin for pin, hashes in pins("requirements.txt").items() if tests.get(pin) != hashes} == set()


def test_every_dependency_of_the_project_is_in_the_lock():
    project = tomllib.loads((BASE / "pyproject.toml").read_text())["project"]
    names = {re.match(r"[\w-]+", line)[0] for line in project["dependencies"]}
    assert names - {re.match(r"[\w-]+", pin)[0] for pin in pins("requirements.txt")} == set()
