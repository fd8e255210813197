"""Senders that can be killed: `mail_sender.py [unguarded]` forks one for each line it reads, and says its process id.

Forked, because Django needs two seconds to start. Each sends whatever the ledger owes until it is killed. `unguarded` saves
nothing before the dot: a negative control.
"""

import os
import sys
import time

import django

django.setup()

from django.urls import reverse  # noqa: E402 (models need the set-up)

from analytics.models import ReportMail  # noqa: E402
from analytics.reports import send  # noqa: E402
from tkcommerce.work.claiming import due  # noqa: E402


def send_on():
    while True:
        waiting = due(ReportMail).filter(attempts__lt=ReportMail.MAX_ATTEMPTS).order_by("run_after", "pk")
        first = waiting.values_list("pk", flat=True).first()
        if first:
            send.send_mails(first)
        else:
            time.sleep(0.02)


if "unguarded" in sys.argv:
    send._commit = lambda mail, prepared: None

reverse("reports:web", args=["x"])  # loads all addresses once, not in each child
for _line in sys.stdin:
    child = os.fork()
    if not child:
        send_on()
    print(child, flush=True)
    os.waitpid(child, 0)
