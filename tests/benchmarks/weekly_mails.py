"""A Tuesday morning: build and hand over the reports of all brands: `python tests/benchmarks/weekly_mails.py --brands 100`.

Against a throw-away database and a real SMTP server, with two senders. Aim: 1,000 brands × 5 readers in 15 minutes on two
cores. Prints one line of JSON: what the maker takes when nothing is due and when all is, mails a second, and memory.
"""

import argparse
import json
import os
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
for name in ("DATABASE_URL", "REDIS_URL", "TKCOMMERCE_TEST_SERVICES"):
    os.environ.pop(name, None)
import tkcommerce.quickstart.pytest_services  # noqa: E402, F401 (starts PostgreSQL and Valkey, and stops them at the end)

os.environ["DJANGO_SETTINGS_MODULE"] = "tkcommerce.settings"
os.environ["LOG_LEVEL"] = "ERROR"
import django  # noqa: E402

django.setup()
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from factories import join, make_account, make_brand, make_planned_video, make_posted_video, make_user  # noqa: E402
from mail_senders import Sender, all_over, counted, sender_environment  # noqa: E402
from mail_server import mail_server  # noqa: E402

from analytics.models import ReportReader  # noqa: E402
from analytics.reports.ledger import ensure_readers, make_due_mails  # noqa: E402
from tkcommerce.brands.models import Role  # noqa: E402

TUESDAY = datetime(2026, 11, 17, tzinfo=UTC)


def fill(brands: int, readers: int) -> None:
    people = [make_user(f"p{number}@example.com") for number in range(readers)]
    for number in range(brands):
        brand = make_brand(f"b{number}")
        account = make_account(brand, f"b{number}")
        for back in range(10):
            make_posted_video(account, date(2026, 11, 14) - timedelta(days=back), external_id=f"{number}{back}")
        make_planned_video(brand, date(2026, 11, 19))
        for person in people:
            join(person, brand, Role.EDITOR)
    ensure_readers()
    before = TUESDAY - timedelta(days=1)
    ReportReader.objects.update(confirmed_at=before, made_until=before, next_due_at=TUESDAY)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def took(now: datetime) -> float:
    began = time.perf_counter()
    make_due_mails(now)
    return round(time.perf_counter() - began, 4)


def memory(sender: Sender) -> float:
    """Resident, in MB."""
    line = next(line for line in Path(f"/proc/{sender.pid}/status").read_text().splitlines() if line.startswith("VmRSS"))
    return round(int(line.split()[1]) / 1024, 1)


def run(options: argparse.Namespace) -> dict:
    call_command("migrate", verbosity=0)
    fill(options.brands, options.readers)
    idle = min(took(TUESDAY - timedelta(hours=1)) for _ in range(5))
    making = took(TUESDAY)
    here = dict(os.environ) | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with mail_server() as server:
        senders = [Sender(sender_environment(here, server.port)) for _ in range(2)]
        began, memories = time.monotonic(), []
        try:
            while not all_over() and time.monotonic() - began < 1800:
                time.sleep(1)
                memories.append(max(memory(sender) for sender in senders))
            seconds = time.monotonic() - began
        finally:
            for sender in senders:
                sender.stop()
        sizes = [len(mail.as_bytes()) for mail in server.mails[:20]]
        return {
            "brands": options.brands, "readers_each": options.readers, **counted(server.ids),
            "seconds_idle_maker": idle, "seconds_making_all": making, "seconds_sending": round(seconds, 1),
            "mails_a_second": round(len(server.mails) / seconds, 1), "connections": server.connections,
            "memory_mb_after_a_quarter": memories[len(memories) // 4], "memory_mb_at_the_end": memories[-1],
            "bytes_a_mail": sum(sizes) // max(len(sizes), 1),
        }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--brands", type=int, default=1000)
    parser.add_argument("--readers", type=int, default=5)
    found = run(parser.parse_args())
    print(json.dumps(found))
    return int(found["not_over"] > 0 or found["duplicates"] > 0)


if __name__ == "__main__":
    sys.exit(main())
