"""Kill the sender of weekly reports 200 times over 5,000 mails, then count: `python tests/benchmarks/kill_sender.py`.

Against a throw-away database and a real SMTP server that keeps its own book. Nothing is helped along: leases run out by
themselves. `--unguarded` is the negative control: nothing is saved before the dot. Prints one line of JSON; exit code 1 if
a mail is double, silently missing or not over, or more are unconfirmed than were killed.
"""

import argparse
import json
import os
import random
import sys
import time
from datetime import UTC, datetime
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
from factories import make_brand  # noqa: E402
from mail_senders import Sender, all_over, counted, kill_again_and_again, owe_mails, sender_environment  # noqa: E402
from mail_server import mail_server  # noqa: E402

from analytics.invariants import invariants  # noqa: E402
from tkcommerce.work.invariants import broken_rows  # noqa: E402

TUESDAY = datetime(2026, 11, 17, tzinfo=UTC)
LONGEST = 900  # seconds for what is left after the last kill


def run(options: argparse.Namespace) -> dict:
    call_command("migrate", verbosity=0)
    owe_mails([make_brand(f"b{n}") for n in range(50)], options.mails // 50, TUESDAY.date(), TUESDAY)
    chance, began = random.Random(options.seed), time.monotonic()
    here = dict(os.environ) | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with mail_server(thinks=options.thinks, seed=options.seed) as server:
        sender = Sender(sender_environment(here, server.port), guarded=not options.unguarded)
        try:
            in_hand = kill_again_and_again(sender, kills=options.kills, longest=options.longest, chance=chance)
            end = time.monotonic() + LONGEST
            while not all_over() and time.monotonic() < end:
                time.sleep(0.2)
        finally:
            sender.stop()
        return {
            "seed": options.seed, "guarded": not options.unguarded, "kills": options.kills, "kills_with_a_mail_in_hand": in_hand,
            **counted(server.ids),
            "invariants_broken": [rule.name for rule in invariants() if broken_rows(rule)],
            "seconds": round(time.monotonic() - began, 1),
        }  # fmt: skip


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--mails", type=int, default=5000)
    parser.add_argument("--longest", type=float, default=2.0, help="seconds until a kill, at most")
    parser.add_argument("--thinks", type=float, default=0.02, help="seconds of the server before it says yes, at most")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unguarded", action="store_true")
    options = parser.parse_args()
    found = run(options)
    print(json.dumps(found))
    wrong = ("duplicates", "silently_missing", "not_over", "strangers", "invariants_broken")
    return int(any(found[name] for name in wrong) or found["unconfirmed"] > options.kills)


if __name__ == "__main__":
    sys.exit(main())
