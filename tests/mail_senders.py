"""Sender processes, killed with kill -9, and what the mail server's book says of it."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from django.db.models.functions import Now

from analytics.models import ReportMail, ReportReader
from analytics.reports.ledger import new_message_id
from tkcommerce.work.models import OPEN, State

PROGRAM = Path(__file__).with_name("mail_sender.py")


class Sender:
    """`start` and `kill`, again and again. `environment` names the database and the SMTP server."""

    def __init__(self, environment, *, guarded=True):
        args = [sys.executable, "-W", "ignore", str(PROGRAM), *([] if guarded else ["unguarded"])]
        self.nursery = subprocess.Popen(
            args, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, bufsize=1
        )
        self.start()

    def start(self):
        self.nursery.stdin.write("\n")
        self.pid = int(self.nursery.stdout.readline())

    def kill(self):
        os.kill(self.pid, signal.SIGKILL)

    def stop(self):
        self.kill()
        self.nursery.stdin.close()
        self.nursery.wait()
        self.nursery.stdout.close()


def sender_environment(environment, port):
    smtp = {"EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": str(port), "EMAIL_USE_TLS": "0", "LOG_LEVEL": "ERROR"}
    return environment | smtp | {"EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend"}


def owe_mails(brands, each, week_start, due_at):
    """`each` mails for each brand, put together already: what counts here is how they are handed over."""
    for brand in brands:
        readers = [
            ReportReader(brand=brand, email=f"r{number}.{brand.slug}@example.com", confirmed_at=due_at) for number in range(each)
        ]
        frozen = {"subject": "Report", "text": "Numbers\n" * 50, "html": "<p>Numbers</p>\n" * 50}
        ReportMail.objects.bulk_create(
            ReportMail(
                brand=brand, reader=reader, week_start=week_start, due_at=due_at, run_after=due_at, to=reader.email,
                message_id=new_message_id(), **frozen,
            )
            for reader in ReportReader.objects.bulk_create(readers)
        )  # fmt: skip


def all_over():
    return not ReportMail.objects.filter(state__in=OPEN).exists()


def kill_again_and_again(sender, *, kills, longest, chance, between=lambda: None):
    """Kill after a random time, `kills` times or until all is over, and start again; returns how often a mail was in hand."""
    in_hand = 0
    for _ in range(kills):
        time.sleep(chance.random() * longest)
        sender.kill()
        in_hand += ReportMail.objects.filter(state=State.RUNNING).exists()
        between()
        sender.start()
        if all_over():
            break
    return in_hand


def let_mail_leases_run_out():
    """As if 90 seconds had passed."""
    ReportMail.objects.filter(state=State.RUNNING).update(lease_until=Now())


def counted(ids):
    """What the ledger says against `ids`, the book of the mail server."""
    book, mails = Counter(ids), list(ReportMail.objects.values_list("message_id", "delivery"))
    return {
        "mails": len(mails),
        "duplicates": sum(book.values()) - len(book),
        "silently_missing": sum(1 for name, delivery in mails if delivery == "sent" and name not in book),
        "not_over": sum(1 for _name, delivery in mails if delivery not in ("sent", "unconfirmed")),
        "unconfirmed": sum(1 for _name, delivery in mails if delivery == "unconfirmed"),
        "unconfirmed_but_delivered": sum(1 for name, delivery in mails if delivery == "unconfirmed" and name in book),
        "strangers": len(set(book) - {name for name, _delivery in mails}),
    }
