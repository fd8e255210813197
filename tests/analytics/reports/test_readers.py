"""Who gets the weekly report, and who is asked first."""

import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from factories import at, join, make_brand, make_reader, make_user

from analytics.models import ReportReader
from analytics.queries.reports import present
from analytics.reports.ledger import ensure_readers
from analytics.reports.readers import (
    change_reader,
    confirm_reader,
    find_invited,
    invite_outside,
    own_reader,
    pause_reader,
    readers_among,
    remove_outside,
    resume_reader,
    subscribe_reader,
    unsubscribe_reader,
)
from tkcommerce.brands.models import Role

ASKED = {"name": "Dai", "language": "en", "edition": "manager"}


@pytest.fixture(autouse=True)
def _nobody_was_asked_yet(db):
    cache.clear()


def ask(brand, by, email="dai@example.com", **fields):
    return invite_outside(brand=brand, by=by, email=email, **ASKED | fields)


def token_of(message):
    return re.search(r"/r/([^/]+)/confirm/", message.body)[1]


def listening(brand):
    return sorted(brand.reportreaders.listening().values_list("email", flat=True))


def test_a_member_finds_her_own_reader_even_before_the_sweep(ours, aiko, ben):
    assert own_reader(brand=ours, user=ben).email == "ben@example.com"
    assert (own_reader(brand=ours, user=ben), ReportReader.objects.count()) == (ours.reportreaders.get(user=ben), 2)


def test_pause_resume_stop_and_start_again_act_at_once(ours, ben):
    reader = own_reader(brand=ours, user=ben)
    for verb, gets_it in (
        (pause_reader, False), (pause_reader, False), (resume_reader, True), (unsubscribe_reader, False),
        (unsubscribe_reader, False), (subscribe_reader, True), (subscribe_reader, True),
    ):  # fmt: skip
        verb(reader=reader)
        assert bool(listening(ours)) is gets_it


def test_unsubscribing_does_not_hide_a_bounce(ours):
    reader = make_reader(ours, stopped_at=at("2026-11-01T00:00Z"), stop_reason="bounced")
    unsubscribe_reader(reader=reader)
    assert reader.stop_reason == "bounced"


def test_one_mail_for_all_brands_holds_for_all_of_them(ours, theirs, ben):
    join(ben, theirs, Role.VIEWER)
    here, there = (own_reader(brand=brand, user=ben) for brand in (ours, theirs))
    change_reader(reader=here, edition="manager", language="en", weekday=4, hour=17, is_combined=True)
    there.refresh_from_db()
    assert (there.is_combined, there.weekday, there.edition) == (True, 1, "marketer")


def test_someone_outside_gets_nothing_but_the_question(ours, aiko):
    reader = ask(ours, aiko)
    assert listening(ours) == []
    assert (reader.email, reader.confirmed_at) == ("dai@example.com", None)
    (message,) = mail.outbox
    assert (message.to, message.subject) == (["dai@example.com"], "Do you want the weekly report of しずくの庭?")
    found = find_invited(token_of(message))
    confirm_reader(reader=found)
    confirm_reader(reader=found)
    assert listening(ours) == ["dai@example.com"]


def test_the_question_works_once_more_after_yes_and_not_after_fourteen_days(ours, aiko):
    with time_machine.travel("2026-11-01T00:00Z", tick=False):
        ask(ours, aiko)
        token = token_of(mail.outbox[0])
        assert find_invited(token).email == "dai@example.com"
    with time_machine.travel("2026-11-15T00:00:01Z", tick=False):
        assert find_invited(token) is None
    assert find_invited("made up") is None


def test_a_later_question_replaces_the_earlier_link(ours, aiko):
    with time_machine.travel("2026-11-01T00:00Z", tick=False):
        ask(ours, aiko)
    cache.clear()
    with time_machine.travel("2026-11-01T01:00Z", tick=False):
        ask(ours, aiko)
        first, second = map(token_of, mail.outbox)
        assert (find_invited(first), find_invited(second).email) == (None, "dai@example.com")


def test_the_same_address_is_not_asked_twice_in_ten_minutes_by_whatever_brand(ours, theirs, aiko):
    ask(ours, aiko)
    for brand, email in ((ours, "DAI@example.com"), (theirs, "dai@example.com")):
        with pytest.raises(ValidationError, match="asked a moment ago"):
            ask(brand, aiko, email)
    assert len(mail.outbox) == 1


def test_who_must_not_be_asked(ours, aiko, ben):
    make_reader(ours, "happy@example.com")
    make_reader(ours, "no@example.com", stopped_at=at("2026-11-01T00:00Z"), stop_reason="unsubscribed")
    make_reader(ours, "spam@example.com", stopped_at=at("2026-11-01T00:00Z"), stop_reason="complained")
    for email, said in (
        ("Ben@example.com", "is a member"), ("happy@example.com", "gets the report already"),
        ("no@example.com", "does not want"), ("spam@example.com", "does not want"),
    ):  # fmt: skip
        with pytest.raises(ValidationError, match=said):
            ask(ours, aiko, email)
    assert mail.outbox == []


def test_an_address_that_bounced_may_be_asked_again(ours, aiko):
    make_reader(ours, stopped_at=at("2026-11-01T00:00Z"), stop_reason="bounced")
    reader = ask(ours, aiko)
    assert (reader.stopped_at, reader.confirmed_at) == (None, None)


def test_a_brand_cannot_ask_the_whole_world(ours, aiko):
    for number in range(50):
        make_reader(ours, f"p{number}@example.com", confirmed_at=None, confirm_token="x")
    with pytest.raises(ValidationError, match="Too many invitations"):
        ask(ours, aiko)


def test_names_cannot_steer_the_question(aiko):
    brand = make_brand("evil", name="E\r\nBcc: x@example.com")
    reader = ask(brand, aiko, name="D\r\nBcc: x@example.com\u202e\x00")
    message = mail.outbox[0].message()
    assert (message["Bcc"], message["Subject"]) == (None, "Do you want the weekly report of E Bcc: x@example.com?")
    assert reader.name == "D Bcc: x@example.com"


def test_off_the_list_means_no_mail_and_no_link_that_works(ours, aiko):
    reader = make_reader(ours)
    remove_outside(reader=reader)
    assert (listening(ours), readers_among([reader.pk]), list(present(ours.reportreaders.all()))) == ([], [], [])
    assert ask(ours, aiko).pk == reader.pk


def test_her_own_no_outlasts_being_taken_off_the_list(ours, aiko):
    reader = make_reader(ours)
    unsubscribe_reader(reader=reader)
    remove_outside(reader=reader)
    with pytest.raises(ValidationError, match="does not want"):
        ask(ours, aiko)


def test_whoever_leaves_the_brand_is_no_reader(ours, ben):
    reader = own_reader(brand=ours, user=ben)
    ben.memberships.all().delete()
    assert (readers_among([reader.pk]), listening(ours)) == ([], [])


def test_someone_outside_who_becomes_a_member_keeps_her_choices(ours):
    reader = make_reader(ours, edition="manager", weekday=3)
    join(make_user("dai@example.com"), ours, Role.VIEWER)
    ensure_readers()
    kept = ours.reportreaders.get()
    assert (kept.pk, kept.user.email, kept.edition, kept.weekday) == (reader.pk, "dai@example.com", "manager", 3)


def test_readers_are_given_in_order_and_only_those_who_belong(ours, theirs, ben):
    one, two = make_reader(ours), make_reader(theirs)
    assert readers_among([two.pk, 0, one.pk]) == [two, one]
