"""Feed mutated exports to the readers, guided by coverage: `python tests/benchmarks/fuzz_imports.py -max_total_time=60 CORPUS`.

Needs atheris, which is none of our packages: install it into a copy of .venv. CORPUS is a folder for what it finds; the small
exports of tests/data are where it starts. It stops at the first exception that is neither a refusal nor a question.
"""

import os
import sys
from datetime import date
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))
for name, value in {"DATABASE_URL": "postgres://none/none", "REDIS_URL": "redis://none", "SECRET_KEY": "of fuzzing only"}.items():
    os.environ.setdefault(name, value)
os.environ["DJANGO_SETTINGS_MODULE"] = "tkcommerce.settings"
import django  # noqa: E402

django.setup()
with atheris.instrument_imports(include=["analytics.importing"]):
    from analytics.importing.archive import open_upload
    from analytics.importing.choices import ChoiceNeeded
    from analytics.importing.parse import parse_tables
    from analytics.importing.problems import UnreadableFile
    from analytics.importing.tables import Hints

HINTS = Hints(today=date(2026, 4, 1), zone="Asia/Tokyo", currency="JPY", market="JP")


def read(content: bytes) -> None:
    """Workbooks are read by a process of their own, whose coverage nobody sees."""
    if content[:2] == b"PK":
        return
    try:
        for file in open_upload("table 20260301 - 20260307.csv", content):
            parse_tables(file, HINTS)
    except (UnreadableFile, ChoiceNeeded):
        return


def main() -> None:
    seeds = sorted({str(path.parent) for path in (ROOT / "tests/data").glob("*/*.*")})
    atheris.Setup([*sys.argv, *seeds], read)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
