"""The sender killed with kill -9, and two senders at once: no mail twice, none silently missing."""

import random
import threading

import pytest
from django.db import connection
from factories import at, join, make_brand, make_user
from mail_senders import (
    Sender,
    all_over,
    counted,
    kill_again_and_again,
    let_mail_leases_run_out,
    owe_mails,
    sender_environment,
)
from mail_server import SLOW, mail_server
from processes import database_environment, wait_for

from analytics.models import ReportMail, ReportReader
from analytics.reports.ledger import ensure_readers, make_due_mails
from tkcommerce.brands.models import Role

pytestmark = pytest.mark.django_db(transaction=True)
TUESDAY = at("2026-11-17T00:00Z")


@pytest.fixture
def book():
    """A mail server that thinks for up to 60 ms before it says that it took a mail: time to be killed in."""
    with mail_server(thinks=SLOW) as running:
        yield running


def owe(number):
    owe_mails([make_brand("ours")], number, TUESDAY.date(), TUESDAY)


@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "negative control: nothing is saved before the dot"])
def test_killed_again_and_again(book, guarded):
    owe(60)
    sender = Sender(sender_environment(database_environment(), book.port), guarded=guarded)
    try:
        kills = kill_again_and_again(sender, kills=15, longest=0.3, chance=random.Random(3), between=let_mail_leases_run_out)
        wait_for(all_over)
    finally:
        sender.stop()
    found = counted(book.ids)
    assert (found["silently_missing"], found["not_over"], found["strangers"]) == (0, 0, 0)
    if guarded:
        assert found["duplicates"] == 0
        assert found["unconfirmed"] <= kills
    else:
        assert found["duplicates"] > 0


def test_two_senders_share_the_work(book):
    owe(150)  # enough that one cannot finish before the other has begun
    senders = [Sender(sender_environment(database_environment(), book.port)) for _ in range(2)]
    try:
        wait_for(all_over)
    finally:
        for sender in senders:
            sender.stop()
    assert counted(book.ids) == {
        "mails": 150, "duplicates": 0, "silently_missing": 0, "not_over": 0, "unconfirmed": 0,
        "unconfirmed_but_delivered": 0, "strangers": 0,
    }  # fmt: skip
    assert book.connections > 1


def test_two_sweeps_at_once_make_each_mail_once():
    for number in range(20):
        join(make_user(f"p{number}@example.com"), make_brand(f"b{number}"), Role.OWNER)
    ensure_readers()
    ReportReader.objects.update(made_until=at("2026-11-10T12:00Z"), confirmed_at=at("2026-11-10T12:00Z"), next_due_at=TUESDAY)
    made, start = [], threading.Barrier(4)

    def sweep():
        start.wait()
        made.append(make_due_mails(TUESDAY))
        connection.close()

    threads = [threading.Thread(target=sweep) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == [0, 0, 0, 20]
    assert ReportMail.objects.count() == 20
