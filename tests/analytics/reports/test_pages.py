"""The weekly report inside the app: weeks, one week, one's own mail, and what managers look after."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from factories import at, join, make_account, make_brand, make_reader

from analytics.models import ReportMail, ReportReader, WeeklyReport
from analytics.reports.ledger import ensure_readers, report_of
from analytics.reports.notes import note_of
from tkcommerce.brands.models import Role
from tkcommerce.dates import Days, week_of

pytestmark = pytest.mark.django_db
NOW = "2026-11-18T01:00Z"  # Wednesday morning in Tokyo
WEEK, START = Days(date(2026, 11, 9), date(2026, 11, 16)), "2026-11-09"


@pytest.fixture(autouse=True)
def _wednesday():
    cache.clear()
    with time_machine.travel(NOW, tick=False):
        yield


def address(name, *parts, slug="ours"):
    return reverse(f"analytics:{name}", args=[slug, *parts])


def make_mail(reader, number=1, **fields):
    values = {
        "week_start": WEEK.start,
        "due_at": at("2026-11-17T00:00Z"),
        "run_after": at("2026-11-17T00:00Z"),
        "to": reader.email,
    }
    named = {"message_id": f"<{reader.pk}.{number}.{fields.get('week_start', '')}@example.com>"}
    return ReportMail.objects.create(brand=reader.brand, reader=reader, number=number, **values | named | fields)


def unconfirmed(reader):
    return make_mail(reader, delivery="unconfirmed", state="held", error_message="Nobody knows.")


def test_the_newest_week_is_there_before_anything_was_sent(ours, as_ben):
    page = as_ben.get(address("reports")).content.decode()
    assert address("report", START) in page
    assert "not sent yet" in page
    assert as_ben.get(address("report", START)).status_code == 200
    assert not WeeklyReport.objects.exists()


def test_a_frozen_week_says_what_the_mails_said(ours, as_ben):
    report_of(ours, WEEK, now=at(NOW))
    make_account(ours, "later")
    page = as_ben.get(address("reports"))
    assert [row.week for row in page.context["page"].object_list] == [WEEK]
    assert "not sent yet" not in page.content.decode()
    assert "TikTok account" in as_ben.get(address("report", START)).content.decode()


@pytest.mark.parametrize(
    "week", ["2026-11-16", "2026-11-10", "2027-01-04", "2020-01-06", "x", "2026-W46", "0001-01-01", "9999-12-31"]
)
def test_a_week_that_is_not_over_no_week_or_too_old_is_not_there(ours, as_aiko, week):
    for name in ("report-preview", "report-preview-mail"):
        assert as_aiko.get(address(name, week)).status_code == 404
    for name in ("report-note-edit", "report-test-create"):
        assert as_aiko.post(address(name, week)).status_code == 404


def test_edition_and_language_are_switched_and_nonsense_is_passed_over(ours, as_ben):
    for query, chosen in (
        ("?edition=manager&language=ja", ("manager", "ja")),
        ("", ("marketer", "en")),
        ("?edition=x&language=xx", ("marketer", "en")),
    ):
        page = as_ben.get(address("report", START) + query).context["pages"][0]
        assert (page.edition, page.language) == chosen


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_a_constant_number_of_questions(ours, as_aiko, aiko, django_assert_num_queries, number):
    ensure_readers()
    for n in range(number):
        reader = make_reader(ours, f"r{n}@example.com")
        report_of(ours, week_of(WEEK.start - timedelta(weeks=n)), now=at(NOW))
        unconfirmed(reader)
    for name, queries in (("reports", 7), ("report-mine", 6), ("report-readers", 8), ("report-mails", 7)):
        with django_assert_num_queries(queries):
            assert as_aiko.get(address(name)).status_code == 200
    with django_assert_num_queries(8):
        as_aiko.get(address("report", START))
    with django_assert_num_queries(10):
        as_aiko.get(address("report-preview", START))


def test_my_own_mail_is_mine_to_change(ours, as_ben, ben):
    page = as_ben.get(address("report-mine")).content.decode()
    assert "You get it every Tuesday at 9:00" in page
    assert 'name="is_combined"' not in page
    chosen = {"edition": "manager", "language": "ja", "weekday": "4", "hour": "17"}
    assert as_ben.post(address("report-mine"), chosen).url == address("report-mine")
    reader = ours.reportreaders.get(user=ben)
    assert (reader.edition, reader.language, reader.weekday, reader.hour) == ("manager", "ja", 4, 17)
    for act, field in (("pause", "paused_at"), ("unsubscribe", "stopped_at")):
        as_ben.post(address("report-mine"), {"act": act})
        reader.refresh_from_db()
        assert getattr(reader, field) is not None
    as_ben.post(address("report-mine"), {"act": "subscribe"})
    assert ours.reportreaders.listening().filter(user=ben).exists()


@pytest.mark.parametrize("wrong", [{"weekday": "7"}, {"hour": "24"}, {"edition": "boss"}, {"language": "xx"}, {"hour": ""}])
def test_what_cannot_be_is_refused_and_nothing_is_saved(ours, as_ben, ben, wrong):
    chosen = {"edition": "manager", "language": "ja", "weekday": "4", "hour": "17"}
    assert as_ben.post(address("report-mine"), chosen | wrong).status_code == 422
    assert ours.reportreaders.get(user=ben).weekday == 1


def test_one_mail_for_all_brands_is_offered_to_people_of_several(ours, theirs, as_ben, ben):
    join(ben, theirs, Role.VIEWER)
    assert 'name="is_combined"' in as_ben.get(address("report-mine")).content.decode()
    as_ben.post(
        address("report-mine"), {"edition": "manager", "language": "ja", "weekday": "1", "hour": "9", "is_combined": "on"}
    )
    ensure_readers()
    assert ours.reportreaders.get(user=ben).is_combined


def test_a_manager_sees_readers_asks_pauses_and_removes(ours, as_aiko):
    added = as_aiko.post(
        address("report-reader-add"), {"email": "Dai@example.com", "name": "Dai", "language": "en", "edition": "marketer"}
    )
    assert added.url == address("report-readers")
    assert mail.outbox[0].to == ["dai@example.com"]
    page = as_aiko.get(address("report-readers")).content.decode()
    assert "asked, no answer yet" in page
    dai = ours.reportreaders.get(email="dai@example.com")
    for act, said in (("pause", "Paused: Dai."), ("resume", "Resumed: Dai."), ("remove", "Dai no longer gets the report.")):
        done = as_aiko.post(address(f"report-reader-{act}", dai.pk), follow=True)
        assert said in done.content.decode()
    assert "dai@example.com" not in as_aiko.get(address("report-readers")).content.decode()


def test_a_refused_invitation_says_why(ours, as_aiko, ben):
    answer = as_aiko.post(address("report-reader-add"), {"email": ben.email, "name": "", "language": "en", "edition": "marketer"})
    assert answer.status_code == 422
    assert "ben@example.com is a member, and a reader already." in answer.content.decode()


def test_a_member_cannot_be_removed_as_a_reader(ours, as_aiko, ben):
    ensure_readers()
    reader = ours.reportreaders.get(user=ben)
    assert as_aiko.post(address("report-reader-remove", reader.pk)).status_code == 404


def test_the_preview_is_the_mail_of_that_reader_and_none_of_her_links(ours, as_aiko):
    dai = make_reader(ours, edition="manager", language="ja")
    page = as_aiko.get(address("report-preview", START) + f"?reader={dai.pk}").content.decode()
    assert f'src="{address("report-preview-mail", START)}?reader={dai.pk}"' in page
    shown = as_aiko.get(address("report-preview-mail", START) + f"?reader={dai.pk}")
    assert 'lang="ja"' in shown.content.decode()
    assert "/r/" not in shown.content.decode() + page


def test_the_mail_in_the_frame_runs_nothing(ours, as_aiko):
    shown = as_aiko.get(address("report-preview-mail", START))
    policy = shown.headers["Content-Security-Policy"]
    assert sorted(part.strip() for part in policy.split(";")) == [
        "base-uri 'none'", "default-src 'none'", "form-action 'none'", "frame-ancestors 'self'", "img-src data:",
        "sandbox allow-popups", "style-src 'unsafe-inline'",
    ]  # fmt: skip
    assert shown.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-src 'self'" in as_aiko.get(address("report-preview", START)).headers["Content-Security-Policy"]
    assert "frame-src" not in as_aiko.get(address("reports")).headers["Content-Security-Policy"]


@pytest.mark.parametrize("named", ["0", "x", "9" * 30, "-1", "\x00"])
def test_a_preview_for_nobody_is_not_there(ours, as_aiko, named):
    assert as_aiko.get(address("report-preview", START), {"reader": named}).status_code == 404


def test_a_reader_of_another_brand_is_not_there(ours, theirs, as_aiko):
    stranger = make_reader(theirs, "stranger@example.com")
    for name in ("report-preview", "report-preview-mail"):
        assert as_aiko.get(address(name, START), {"reader": stranger.pk}).status_code == 404
    assert as_aiko.post(address("report-test-create", START), {"reader": stranger.pk}).status_code == 404
    for act in ("pause", "resume", "remove"):
        assert as_aiko.post(address(f"report-reader-{act}", stranger.pk)).status_code == 404
    held = unconfirmed(stranger)
    for act in ("resend", "confirm"):
        assert as_aiko.post(address(f"report-mail-{act}", held.pk)).status_code == 404


def test_a_note_stands_on_the_page_and_in_the_mail_and_an_empty_one_goes(ours, as_aiko):
    as_aiko.post(address("report-note-edit", START), {"text": "Well done, <b>all</b>"})
    for name in ("report", "report-preview-mail"):
        assert "Well done, &lt;b&gt;all&lt;/b&gt;" in as_aiko.get(address(name, START)).content.decode()
    as_aiko.post(address("report-note-edit", START), {"text": "x" * 2001})
    assert note_of(ours, WEEK.start) == "Well done, <b>all</b>"
    as_aiko.post(address("report-note-edit", START), {"text": "  "})
    assert note_of(ours, WEEK.start) == ""


def test_a_test_goes_to_oneself_and_is_not_in_the_ledger(ours, as_aiko):
    dai = make_reader(ours, edition="manager", language="ja")
    as_aiko.post(address("report-test-create", START), {"reader": dai.pk, "to": "x@example.com"})
    (message,) = mail.outbox
    assert message.to == ["aiko@example.com"]
    assert message.subject.startswith("［テスト］")
    assert "しずくの庭" in message.subject
    assert not ReportMail.objects.exists()


def test_an_unconfirmed_mail_is_explained_and_settled(ours, as_aiko):
    held = unconfirmed(make_reader(ours))
    page = as_aiko.get(address("report-mails")).content.decode()
    assert "unconfirmed: perhaps sent" in page
    assert "if it arrived, mark it as sent; if not, send it again" in page
    as_aiko.post(address("report-mail-confirm", held.pk))
    as_aiko.post(address("report-mail-confirm", held.pk))
    held.refresh_from_db()
    assert (held.delivery, held.state, held.error_message) == ("sent", "done", "")


def test_sending_again_keeps_the_id_of_what_stopped_and_numbers_what_was_sent(ours, as_aiko):
    held = unconfirmed(make_reader(ours))
    sent = make_mail(make_reader(ours, "emi@example.com"), delivery="sent", state="done")
    for row in (held, sent):
        as_aiko.post(address("report-mail-resend", row.pk))
    held.refresh_from_db()
    assert (held.state, held.number) == ("queued", 1)
    assert list(sent.reader.mails.order_by("number").values_list("number", "delivery")) == [(1, "sent"), (2, "waiting")]
    assert ReportMail.objects.count() == 3


def test_sending_again_does_not_promise_a_mail_to_a_reader_who_gets_none(ours, as_aiko):
    reader = make_reader(ours)
    sent = make_mail(reader, delivery="sent", state="done")
    for paused, told in ((None, "once more"), (at("2026-11-20T00:00:00+00:00"), "gets no report now")):
        ReportReader.objects.filter(pk=reader.pk).update(paused_at=paused)
        page = as_aiko.post(address("report-mail-resend", sent.pk), follow=True).content.decode()
        answers = ("once more", "gets no report now")
        assert [answer for answer in answers if answer in page] == [told]


def test_only_the_newest_mail_of_a_week_can_be_sent_again_from_the_page(ours, as_aiko):
    reader = make_reader(ours)
    first, second = (make_mail(reader, number, delivery="sent", state="done") for number in (1, 2))
    page = as_aiko.get(address("report-mails")).content.decode()
    assert [address("report-mail-resend", row.pk) in page for row in (first, second)] == [False, True]


def test_an_unconfirmed_mail_can_be_settled_whatever_came_after_it(ours, as_aiko):
    reader = make_reader(ours)
    held = unconfirmed(reader)
    make_mail(reader, 2, delivery="sent", state="done")
    page = as_aiko.get(address("report-mails")).content.decode()
    assert [address(f"report-mail-{act}", held.pk) in page for act in ("resend", "confirm")] == [True, True]


def test_the_log_is_filtered_by_state(ours, as_aiko):
    held, sent = unconfirmed(make_reader(ours)), make_mail(make_reader(ours, "emi@example.com"), delivery="sent", state="done")
    for only, rows in (("unconfirmed", [held]), ("sent", [sent]), ("failed", []), ("nonsense", [held, sent])):
        shown = as_aiko.get(address("report-mails"), {"state": only}).context["page"].object_list
        assert sorted(row.mail.pk for row in shown) == sorted(row.pk for row in rows)


def test_a_viewer_reads_and_controls_only_her_own(ours, as_ben):
    other = make_reader(ours)
    page = as_ben.get(address("report", START)).content.decode()
    assert "/shared/" not in page
    assert address("report-preview", START) not in page
    for name in ("report-readers", "report-mails"):
        assert as_ben.get(address(name)).status_code == 403
    assert as_ben.post(address("report-reader-pause", other.pk)).status_code == 403
    as_ben.post(address("report-mine"), {"act": "unsubscribe", "reader": other.pk})
    assert ReportReader.objects.get(pk=other.pk).stopped_at is None


def test_a_stranger_finds_no_week(ours, as_chika):
    report_of(ours, WEEK, now=at(NOW))
    for name, parts in (("reports", []), ("report", [START]), ("report-mine", [])):
        assert as_chika.get(address(name, *parts)).status_code == 404


def test_a_brand_whose_week_begins_on_sunday(as_aiko, aiko):
    join(aiko, make_brand("sunday", week_starts_on=6), Role.VIEWER)
    assert as_aiko.get(address("report", "2026-11-08", slug="sunday")).status_code == 200
    assert as_aiko.get(address("report", START, slug="sunday"))["Location"] == address("report", "2026-11-08", slug="sunday")
