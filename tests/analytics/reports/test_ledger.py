"""The rows of the ledger: who becomes a reader, which mails are owed, each once; weeks frozen once."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from factories import at, join, make_account, make_brand, make_user

from analytics.models import ReportMail, ReportReader, WeeklyReport
from analytics.reports.ledger import ensure_readers, make_due_mails, make_mails, report_of, resend
from tkcommerce.brands.models import Brand, Membership, Role
from tkcommerce.dates import Days
from tkcommerce.work import sweeping
from tkcommerce.work.models import State

TUESDAY = at("2026-11-17T00:00Z")  # 09:00 in Tokyo
WEEK = Days(date(2026, 11, 9), date(2026, 11, 16))


def joined(*, before=TUESDAY - timedelta(days=1)):
    """Whoever is a member by now reads since then."""
    ensure_readers()
    ReportReader.objects.update(confirmed_at=before, made_until=before, next_due_at=before)
    return ReportReader.objects.order_by("pk")


def rows(**which):
    found = ReportMail.objects.filter(**which).order_by("due_at", "brand", "reader")
    return [(mail.reader.email, mail.week_start.isoformat(), mail.kind, mail.delivery) for mail in found]


def test_members_become_readers_by_themselves(aiko, ben, chika, ours, theirs):
    Membership.objects.filter(user=ben).update(role=Role.EDITOR)
    assert (ensure_readers(), ensure_readers()) == (3, 0)
    found = ReportReader.objects.order_by("email").values_list("brand", "email", "name", "language", "edition", "weekday", "hour")
    assert list(found) == [
        (ours.pk, "aiko@example.com", "Aiko", "en", "manager", 1, 9),
        (ours.pk, "ben@example.com", "Ben", "en", "marketer", 1, 9),
        (theirs.pk, "chika@example.com", "Chika", "en", "manager", 1, 9),
    ]
    assert ReportReader.objects.listening().count() == 3


def test_an_outsider_who_becomes_a_member_stays_one_reader(ours, aiko):
    row = ReportReader.objects.create(brand=ours, email="Aiko@Example.com", confirm_token="t", hour=7)
    assert ensure_readers() == 1
    row.refresh_from_db()
    assert (row.user, row.hour, row.confirm_token, row.confirmed_at is None) == (aiko, 7, "", False)


def test_who_left_or_was_shut_out_listens_no_more(ours, aiko, ben):
    ensure_readers()
    Membership.objects.filter(user=aiko).delete()
    ben.is_active = False
    ben.save(update_fields=["is_active"])
    assert ReportReader.objects.listening().count() == 0


def test_what_is_due_is_made_once(ours, aiko, ben):
    joined()
    assert make_due_mails(TUESDAY - timedelta(seconds=1)) == 0
    assert [make_due_mails(TUESDAY + timedelta(seconds=n)) for n in (0, 0, 5, 3600)] == [2, 0, 0, 0]
    assert rows() == [(email, "2026-11-09", "weekly", "waiting") for email in ("aiko@example.com", "ben@example.com")]
    assert ReportMail.objects.filter(due_at=TUESDAY).count() == 2


def test_the_key_is_unique_whoever_inserts(ours, aiko):
    joined()
    make_due_mails(TUESDAY)
    mail = ReportMail.objects.get()
    with pytest.raises(IntegrityError):
        ReportMail.objects.create(
            brand=ours, kind=mail.kind, week_start=mail.week_start, reader=mail.reader, due_at=TUESDAY,
            message_id="<other@example.com>", run_after=TUESDAY,
        )  # fmt: skip


def test_after_eighteen_days_away_each_missed_week_stands_there_once(ours, aiko):
    joined(before=TUESDAY - timedelta(days=15))
    assert make_due_mails(TUESDAY + timedelta(days=3)) == 3
    assert [row[1:] for row in rows()] == [
        ("2026-10-26", "weekly", "skipped"),
        ("2026-11-02", "weekly", "skipped"),
        ("2026-11-09", "weekly", "waiting"),
    ]
    late = ReportMail.objects.earliest("due_at")
    assert (late.state, late.last_error) == (State.DONE, "It was more than six days late, and the next report was near.")


@pytest.mark.parametrize(
    "values",
    [{"paused_at": TUESDAY}, {"stopped_at": TUESDAY, "stop_reason": "bounced"}, {"confirmed_at": None}],
    ids=["paused", "stopped", "unconfirmed"],
)
def test_who_does_not_listen_is_owed_nothing_also_later(ours, aiko, values):
    listening = {"paused_at": None, "stopped_at": None, "stop_reason": "", "confirmed_at": TUESDAY - timedelta(days=1)}
    joined().update(**values)
    assert make_due_mails(TUESDAY) == 0
    ReportReader.objects.update(**listening, next_due_at=TUESDAY)
    assert make_due_mails(TUESDAY + timedelta(hours=1)) == 0
    assert make_due_mails(TUESDAY + timedelta(days=7)) == 1


def test_a_changed_rule_is_looked_at_at_once(ours, aiko):
    reader = joined().get()
    make_due_mails(TUESDAY - timedelta(hours=2))
    assert ReportReader.objects.get().next_due_at == TUESDAY
    reader.hour = 8
    reader.save(update_fields=["hour"])
    assert make_due_mails(TUESDAY - timedelta(minutes=30)) == 0  # by the database's clock it is looked at now
    ReportReader.objects.update(next_due_at=TUESDAY - timedelta(hours=1))
    assert make_due_mails(TUESDAY - timedelta(minutes=30)) == 1


def test_a_changed_zone_is_looked_at_at_once(ours, aiko, theirs, chika):
    joined()
    make_due_mails(TUESDAY - timedelta(hours=1))
    before = dict(ReportReader.objects.values_list("brand", "next_due_at"))
    ours.time_zone = "Asia/Kathmandu"
    ours.save(update_fields=["time_zone"])
    after = dict(ReportReader.objects.values_list("brand", "next_due_at"))
    assert (after[ours.pk] == before[ours.pk], after[theirs.pk] == before[theirs.pk]) == (False, True)


def test_one_mail_for_all_brands_is_one_row_that_goes_out(ours, theirs, aiko):
    join(aiko, theirs, Role.VIEWER)
    third = make_brand("third", name="A brand", week_starts_on=6)
    join(aiko, third, Role.OWNER)
    joined().update(is_combined=True)
    assert make_due_mails(TUESDAY) == 3
    assert {(mail.brand.slug, mail.kind, mail.delivery, mail.week_start.day) for mail in ReportMail.objects.all()} == {
        ("third", "combined", "waiting", 8),
        ("ours", "combined", "skipped", 9),
        ("theirs", "combined", "skipped", 9),
    }
    part = ReportMail.objects.filter(brand=ours).get()
    assert part.last_error == "It is part of the reader's one mail for all her brands."


def test_thirty_zones_of_different_rules_each_period_once(db):
    zones = ["Africa/Cairo", "Africa/Casablanca", "Africa/Johannesburg", "Africa/Lagos", "America/Anchorage", "America/Chicago"]
    zones += ["America/Havana", "America/Mexico_City", "America/New_York", "America/Santiago", "America/Sao_Paulo"]
    zones += ["America/St_Johns", "Antarctica/Troll", "Asia/Gaza", "Asia/Jerusalem", "Asia/Kathmandu", "Asia/Kolkata"]
    zones += ["Asia/Tehran", "Asia/Tokyo", "Australia/Eucla", "Australia/Lord_Howe", "Australia/Sydney", "Europe/Dublin"]
    zones += ["Europe/Lisbon", "Europe/Paris", "Pacific/Auckland", "Pacific/Chatham", "Pacific/Kiritimati"]
    zones += ["Pacific/Marquesas", "Pacific/Pago_Pago"]
    assert len(set(zones)) == 30
    for zone in zones:
        name = zone.partition("/")[2].lower().replace("_", "-")
        join(make_user(f"{name}@example.com"), make_brand(name, time_zone=zone), Role.OWNER)
    start = at("2026-09-20T00:00Z")
    joined(before=start)
    for hours in range(0, 24 * 7 * 16, 7):  # over both changes of clocks, and the year's last week
        make_due_mails(start + timedelta(hours=hours))
        make_due_mails(start + timedelta(hours=hours))
    for brand in Brand.objects.all():
        weeks = list(brand.reportmails.order_by("week_start").values_list("week_start", flat=True))
        assert weeks == [weeks[0] + timedelta(days=7 * n) for n in range(16)]
        assert {mail.due_at.astimezone().weekday() for mail in brand.reportmails.all()} <= {0, 1, 2}
    assert not ReportMail.objects.filter(delivery="skipped").exists()


def test_a_person_can_have_a_week_sent_and_sent_again(ours, aiko, ben):
    joined()
    now = TUESDAY - timedelta(days=1)
    assert (make_mails(ours, WEEK, now=now), make_mails(ours, WEEK, now=now)) == (2, 0)
    assert make_due_mails(TUESDAY) == 0
    first = ReportMail.objects.first()
    again, third = resend(first), resend(first)
    assert (again.number, third.number, again.delivery, again.state) == (2, 3, "waiting", "queued")
    assert len({first.message_id, again.message_id, third.message_id}) == 3


def test_a_week_is_frozen_when_it_is_first_asked_for(ours):
    first = report_of(ours, WEEK, now=TUESDAY)
    make_account(ours)
    assert report_of(ours, WEEK, now=TUESDAY + timedelta(days=1)) == first
    assert WeeklyReport.objects.count() == 1


def test_a_sweep_makes_what_is_due_and_lives_through_a_maker_that_fails(ours, aiko, settings, caplog):
    joined()
    settings.WORK_MAKERS = ["tests.no.such.maker", "analytics.reports.ledger.make_due_mails"]
    sweeping.sweep()
    assert ReportMail.objects.exists()
    assert "tests.no.such.maker" in caplog.text


def test_when_nothing_is_due_it_is_four_short_queries(ours, aiko):
    joined()
    make_due_mails()
    with CaptureQueriesContext(connection) as queries:
        make_due_mails()
    assert len(queries) == 4
