"""From the ledger to a real SMTP server: states, headers, who is left out, what is tried again and what never is."""

from contextlib import closing
from datetime import date, timedelta
from email import message_from_bytes
from email.utils import parsedate_to_datetime

import pytest
from django.db.models.functions import Now
from factories import at, join, make_brand, make_user
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st

from analytics.models import ReportMail, ReportReader, WeeklyReport
from analytics.reports import compose, send
from analytics.reports.ledger import ensure_readers, make_due_mails, resend
from analytics.reports.send import send_mails
from analytics.reports.signed_links import readers_of
from analytics.reports.smtp import Outbox
from analytics.reports.stopping import stop_reader
from tkcommerce.brands.models import Membership, Role
from tkcommerce.work.claiming import claim, retry
from tkcommerce.work.models import State

TUESDAY = at("2026-11-17T00:00Z")
Stop = ReportReader.Stop


@pytest.fixture
def owed(ours, aiko, ben):
    """A mail each to Aiko and Ben."""
    return make_owed()


def make_owed():
    ensure_readers()
    before = TUESDAY - timedelta(days=1)
    ReportReader.objects.update(confirmed_at=before, made_until=before, next_due_at=before)
    make_due_mails(TUESDAY)
    ReportMail.objects.update(run_after=Now())
    return list(ReportMail.objects.order_by("reader__email"))


def told(mail):
    mail = ReportMail.objects.get(pk=mail.pk)
    return mail.state, mail.delivery, mail.last_error


def due_now():
    ReportMail.objects.filter(state=State.QUEUED).update(run_after=Now())


def test_each_reader_gets_one_mail_with_its_headers(owed, server, settings):
    settings.SITE_URL, settings.UNSUBSCRIBE_ADDRESS = "https://tk.example.com", "stop@example.com"
    send_mails(owed[0].pk)
    assert [told(mail) for mail in owed] == [("done", "sent", "")] * 2
    assert ReportMail.objects.filter(reply="250 2.0.0 taken", sent_at__isnull=False).count() == 2
    first = server.mails[0]
    assert (first["To"], first["Message-ID"], first["Auto-Submitted"]) == (
        "aiko@example.com",
        owed[0].message_id,
        "auto-generated",
    )
    assert (first["Content-Language"], first["List-Unsubscribe-Post"]) == ("en", "List-Unsubscribe=One-Click")
    link, mailto = first["List-Unsubscribe"].strip().split(", ")
    assert link.startswith("<https://tk.example.com/")
    assert readers_of(mailto.partition("unsubscribe%20")[2].strip(">").replace("%3A", ":")) == [owed[0].reader_id]
    assert parsedate_to_datetime(first["Date"])
    assert [part.get_content_type() for part in first.walk()] == ["multipart/alternative", "text/plain", "text/html"]


def test_what_is_sent_is_what_is_frozen_and_a_second_try_says_the_same(owed, server):
    server.of_mail = lambda _mail: "451 later"
    send_mails(owed[0].pk)
    frozen = ReportMail.objects.get(pk=owed[0].pk)
    assert (told(owed[0])[:2], frozen.to) == (("queued", "waiting"), "aiko@example.com")
    ReportReader.objects.update(language="ja")
    WeeklyReport.objects.all().delete()
    server.of_mail = lambda _mail: None
    due_now()
    send_mails(owed[0].pk)
    assert server.mails[0]["Subject"].strip() == frozen.subject
    assert server.mails[0].get_body(("plain",)).get_content().split() == frozen.text.split()


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda reader: ReportReader.objects.update(paused_at=Now()), "The reader has paused the report."),
        (lambda reader: stop_reader(reason=Stop.UNSUBSCRIBED, email=reader.email), "The reader unsubscribed."),
        (lambda reader: stop_reader(reason=Stop.BOUNCED, email=reader.email), "The reader's address takes no mail."),
        (lambda reader: Membership.objects.all().delete(), "The reader does not belong to the brand any more."),
        (
            lambda reader: ReportReader.objects.update(confirmed_at=None),
            "The reader has not confirmed that she wants the report.",
        ),
    ],
    ids=["paused", "unsubscribed", "bounced", "removed", "unconfirmed"],
)
@pytest.mark.parametrize("moment", ["before it is claimed", "just before the dot"])
def test_who_is_not_to_get_it_gets_nothing_up_to_the_last_moment(owed, server, monkeypatch, change, why, moment):
    if moment == "before it is claimed":
        change(owed[0].reader)
    else:
        look = send._commit
        monkeypatch.setattr(send, "_commit", lambda mail, prepared: (change(mail.reader), look(mail, prepared)))
    send_mails(owed[0].pk)
    assert told(owed[0]) == ("done", "skipped", why)
    assert owed[0].message_id not in server.ids


@pytest.mark.parametrize("delivery", ["sending", "committing"])
def test_found_after_a_crash(owed, server, delivery):
    row = claim(ReportMail, owed[0].pk)
    ReportMail.objects.filter(pk=row.pk).update(delivery=delivery, lease_until=Now())
    send_mails(row.pk)
    if delivery == "sending":
        assert told(row)[:2] == ("done", "sent")
        return
    assert told(row)[:2] == ("held", "unconfirmed")
    assert "nobody knows whether it was sent" in told(row)[2]
    due_now()
    send_mails(owed[1].pk)
    assert row.message_id not in server.ids
    assert retry(row)
    send_mails(row.pk)
    assert (told(row)[:2], server.ids.count(row.message_id)) == (("done", "sent"), 1)


@pytest.mark.parametrize(("answer", "taken"), [("lose the answer", 2), ("hang up", 0)])
def test_a_lost_answer_is_unconfirmed_and_never_sent_again_by_itself(owed, server, answer, taken):
    server.of_mail = lambda _mail: answer
    for _ in range(2):
        send_mails(owed[0].pk)
        due_now()
    assert [told(mail)[:2] for mail in owed] == [("held", "unconfirmed")] * 2
    assert len(server.mails) == taken


def test_one_bad_address_stops_its_reader_and_holds_up_nobody(owed, server):
    server.of_address = lambda address: "550 5.1.1 no such user" if address.startswith("aiko") else None
    send_mails(owed[0].pk)
    assert told(owed[0]) == (
        "failed",
        "failed",
        "The mail server says that this address takes no mail (550 5.1.1 no such user). Its reader gets no more reports.",
    )
    assert told(owed[1])[:2] == ("done", "sent")
    assert list(ReportReader.objects.filter(stop_reason=Stop.BOUNCED).values_list("email", flat=True)) == ["aiko@example.com"]


def test_what_is_refused_for_good_fails_at_once_and_stops_nobody(owed, server):
    server.of_mail = lambda _mail: "554 5.7.1 spam"
    send_mails(owed[0].pk)
    assert told(owed[0]) == ("failed", "failed", "The mail server refused it (554 5.7.1 spam).")
    assert not ReportReader.objects.exclude(stop_reason="").exists()


def test_what_may_pass_is_tried_again_a_bounded_number_of_times(owed, server):
    server.of_address = lambda _address: "450 4.2.1 greylisted"
    send_mails(owed[0].pk)
    assert told(owed[0]) == ("queued", "waiting", "The mail server did not take it yet (450 4.2.1 greylisted).")
    ReportMail.objects.update(attempts=ReportMail.MAX_ATTEMPTS - 1)
    due_now()
    send_mails(owed[0].pk)
    assert told(owed[0])[:2] == ("failed", "failed")


def test_while_the_server_is_away_only_one_mail_of_a_batch_is_tried(owed, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS = "127.0.0.1", 9, False
    send_mails(owed[0].pk)
    assert [ReportMail.objects.get(pk=mail.pk).attempts for mail in owed] == [1, 0]


def test_a_brand_whose_week_cannot_be_told_fails_its_own_mails_only(owed, server, chika):
    mails = make_owed()
    WeeklyReport.objects.create(
        brand=owed[0].brand, week_start=owed[0].week_start, week_end=date(2026, 11, 16), content={"broken": True}
    )
    for _ in range(5):
        send_mails(mails[0].pk)
        due_now()
    assert [(state, delivery) for state, delivery, _ in map(told, mails)] == [
        ("failed", "failed"), ("failed", "failed"), ("done", "sent"),
    ]  # fmt: skip
    assert told(mails[0])[2].startswith("The report could not be put together (KeyError")


def test_a_process_that_dies_each_time_ends_where_a_person_sees_it(owed):
    ReportMail.objects.filter(pk=owed[0].pk).update(state=State.FAILED, delivery="committing", error_message="tried")
    ReportMail.objects.filter(pk=owed[1].pk).update(state=State.FAILED, delivery="sending", error_message="tried")
    make_due_mails(TUESDAY)
    assert [told(mail)[1] for mail in owed] == ["unconfirmed", "failed"]


def test_a_sender_that_stalled_past_its_lease_sends_nothing(owed, server):
    stalled = claim(ReportMail, owed[0].pk)
    ReportMail.objects.filter(pk=stalled.pk).update(lease_until=Now())
    send_mails(stalled.pk)
    with closing(Outbox()) as outbox, pytest.raises(send.LeaseLost):
        send.send_one(stalled, outbox=outbox)
    assert server.ids.count(stalled.message_id) == 1


def test_sent_again_because_a_person_asks(owed, server):
    send_mails(owed[0].pk)
    again = resend(owed[0])
    due_now()
    send_mails(again.pk)
    assert [mail["To"] for mail in server.mails].count("aiko@example.com") == 2


def test_one_mail_tells_all_brands_and_leaves_one_brand_out_when_its_reader_is_removed(ours, theirs, aiko, server):
    join(aiko, theirs, Role.EDITOR)
    ensure_readers()
    ReportReader.objects.update(is_combined=True)
    mails = make_owed()
    lead = next(mail for mail in mails if mail.delivery == "waiting")
    part = next(mail for mail in mails if mail.delivery == "skipped")
    assert [row.pk for row in compose.audience_of(lead)] == [lead.pk, part.pk]
    Membership.objects.filter(user=aiko, brand=part.brand).delete()
    assert [row.pk for row in compose.audience_of(lead)] == [lead.pk]
    Membership.objects.create(user=aiko, brand=part.brand, role=Role.EDITOR)
    send_mails(lead.pk)
    assert (told(lead)[:2], len(server.mails)) == (("done", "sent"), 1)
    kept = ReportMail.objects.get(pk=lead.pk)
    assert (kept.to, kept.subject, kept.html) == ("aiko@example.com", "", ""), "another brand's numbers in this brand's log"


def test_a_message_id_finds_whom_to_stop_in_every_brand(owed, theirs, aiko):
    join(aiko, theirs, Role.VIEWER)
    ensure_readers()
    ReportMail.objects.update(to="AIKO@example.com")
    assert stop_reader(reason=Stop.COMPLAINED, message_id=owed[0].message_id.strip("<>")) == 2
    assert stop_reader(reason=Stop.BOUNCED, message_id="<unknown@example.com>") == 0
    assert set(ReportReader.objects.filter(user=aiko).values_list("stop_reason", flat=True)) == {"complained"}


NASTY = st.text(st.characters(codec="utf-8", categories=("L", "Cc", "Cf", "Zl", "Zp", "Po")), max_size=60)


@given(subject=NASTY)
@hypothesis_settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_another_header(owed, subject):
    prepared = compose.Prepared(
        pages=(compose.Page(1, date(2026, 11, 9)),), to="aiko@example.com", language="ja",
        subject=compose.one_line(subject)[:200], text="text", html="<p>text</p>", unsubscribe="https://tk.example.com/x",
    )  # fmt: skip
    message = compose.message_of(owed[0], prepared).message()
    assert sorted(message.keys()) == sorted(
        ["Auto-Submitted", "Content-Language", "Content-Type", "Date", "From", "List-Unsubscribe", "List-Unsubscribe-Post",
         "MIME-Version", "Message-ID", "Subject", "To"]
    )  # fmt: skip
    parsed = message_from_bytes(message.as_bytes(linesep="\r\n"))
    assert (sorted(parsed.keys()), parsed.defects) == (sorted(message.keys()), [])


@pytest.mark.parametrize("address", ["a\r\nBcc: b@example.com", "ア" * 40 + "@example.com", ";", "a@example.com, c@example.com"])
def test_an_address_that_no_header_can_say_is_nobodys(owed, server, address):
    ReportMail.objects.filter(pk=owed[0].pk).update(to=address, subject="s", text="t", html="h")
    for _ in range(5):
        send_mails(owed[0].pk)
        due_now()
    assert told(owed[0])[:2] == ("failed", "failed")
    assert [mail["To"] for mail in server.mails] == ["ben@example.com"]


def test_mails_of_many_brands_share_a_connection(db, server):
    for number in range(5):
        join(make_user(f"p{number}@example.com"), make_brand(f"b{number}"), Role.OWNER)
    mails = make_owed()
    send_mails(mails[3].pk)
    assert (len(server.mails), server.connections) == (5, 1)
