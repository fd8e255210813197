"""`manage.py send_weekly_reports`: what it would do, what it writes, what it sends."""

from datetime import timedelta
from email import message_from_bytes, policy
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone
from factories import make_brand, make_reader

from analytics.models import ReportMail, ReportReader, WeeklyReport

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dai(ours):
    return make_reader(ours)


def run(capsys, *options):
    """On a Wednesday morning in Tokyo."""
    with time_machine.travel("2026-11-18T01:00Z", tick=False):
        call_command("send_weekly_reports", *options)
    return capsys.readouterr().out.splitlines()


def test_a_dry_run_lists_and_changes_nothing(capsys, ours, dai):
    lines = run(capsys, "--week", "2026-W46", "--dry-run")
    assert lines == ["ours  2026-11-09  dai@example.com  marketer en  due 2026-11-18 01:00Z", "1 mails"]
    assert (ReportMail.objects.count(), WeeklyReport.objects.count(), mail.outbox) == (0, 0, [])


def test_files_instead_of_mails(capsys, ours, dai, tmp_path):
    path, _count = run(capsys, "--week", "2026-W46", "--to", str(tmp_path / "mails"))
    (written,) = (tmp_path / "mails").iterdir()
    assert str(written) == path
    message = message_from_bytes(written.read_bytes(), policy=policy.default)
    assert message["To"] == "dai@example.com"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (ReportMail.objects.count(), WeeklyReport.objects.count(), mail.outbox) == (0, 0, [])


def test_a_week_is_sent_once_however_often_it_is_asked_for(capsys, ours, dai):
    for lines in (2, 1):
        assert len(run(capsys, "--week", "2026-W46")) == lines
    assert [message.to for message in mail.outbox] == [["dai@example.com"]]
    assert ReportMail.objects.get().delivery == "sent"


def test_only_the_brand_that_is_named(capsys, ours, dai):
    make_reader(make_brand("other"), "emi@example.com")
    run(capsys, "--week", "2026-W46", "--brand", "other")
    assert [message.to for message in mail.outbox] == [["emi@example.com"]]


def test_a_brand_whose_week_begins_on_sunday_gets_its_own_week(capsys):
    make_reader(make_brand("sunday", week_starts_on=6))
    assert run(capsys, "--week", "2026-W46", "--dry-run")[0].startswith("sunday  2026-11-08  dai@example.com")


def test_without_options_it_does_what_the_sweep_does(capsys, ours):
    """By the database's clock, which no test can freeze: her hour was the last one."""
    call_command("send_weekly_reports")
    assert capsys.readouterr().out.splitlines() == ["0 mails"]
    now = timezone.now()
    slot, earlier = (now - timedelta(hours=1)).astimezone(ZoneInfo(ours.time_zone)), now - timedelta(days=2)
    dai = make_reader(ours, weekday=slot.weekday(), hour=slot.hour)
    ReportReader.objects.filter(pk=dai.pk).update(made_until=earlier)
    call_command("send_weekly_reports")
    assert [message.to for message in mail.outbox] == [["dai@example.com"]]
    assert capsys.readouterr().out.splitlines()[-1] == "1 mails"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--brand", "nobody"], "No brand nobody"),
        (["--week", "2026-W47"], "is not over yet for ours"),
        (["--week", "2026-W54"], "is no week"),
        (["--week", "last"], "is no week"),
        (["--week", "2026"], "is no week"),
    ],
)
def test_what_cannot_be_is_said(ours, options, said):
    with pytest.raises(CommandError, match=said), time_machine.travel("2026-11-18T01:00Z", tick=False):
        call_command("send_weekly_reports", *options)
