"""The room of patterns stands alone: analysts import it without Django, settings or a database."""

import re
import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parents[3]
ALONE = """
import sys
from analytics.patterns.estimates import learn
strangers = {name.partition(".")[0] for name in sys.modules} & {"django", "celery", "psycopg", "tkcommerce", "planner"}
sys.exit(", ".join(strangers) or 0)
"""


def test_it_is_imported_without_django_and_without_settings():
    ended = subprocess.run([sys.executable, "-c", ALONE], cwd=BASE, env={}, capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_it_imports_numbers_and_nothing_else():
    sources = sorted((BASE / "analytics/patterns").glob("*.py"))
    imported = {name for source in sources for name in re.findall(r"^(?:from|import) (\w+)", source.read_text(), re.MULTILINE)}
    assert imported == {
        "analytics", "collections", "csv", "dataclasses", "functools", "itertools", "json", "math", "numpy", "pandas", "re",
        "scipy", "time", "unicodedata",
    }  # fmt: skip
    inside = {name for source in sources for name in re.findall(r"^from (analytics[\w.]*)", source.read_text(), re.MULTILINE)}
    assert {name.rpartition(".")[0] for name in inside} == {"analytics.patterns"}
