"""The pages of approval: what waits, the panels, the link for somebody outside, the settings; and who is refused what."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse
from factories import at, join, make_planned_video, make_user

from planner.approval.approving import ask_approval, decide
from planner.approval.commenting import add_comment
from planner.approval.guessing import MOST
from planner.approval.guest_links import make_link
from planner.approval.steps import save_step
from planner.approval.stopping import stop_posting
from planner.checklist.ticking import tick
from planner.history import entries_of
from planner.models import ApprovalStep, ChecklistItem, GuestLink, Video
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Role

DAY = date(2026, 11, 25)
INBOX = "/b/ours/approvals/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def dai(ours):
    user = make_user("dai@example.com", name="Dai")
    join(user, ours, Role.EDITOR)
    return user


@pytest.fixture
def chain(ours, aiko):
    ChecklistItem.objects.filter(brand=ours).update(severity="warn")
    return [
        save_step(step=ApprovalStep(brand=ours), by=aiko, name="Brand", people=[aiko]),
        save_step(step=ApprovalStep(brand=ours), by=aiko, name="Legal", outside=True),
    ]


def asked(brand, by, **fields):
    video = make_planned_video(brand, DAY, state="editing", **{"hook": "初雪の日", "caption": "工場の朝"} | fields)
    return ask_approval(video=video, by=by, version=video.version)


@pytest.fixture
def video(ours, chain, aiko):
    return asked(ours, aiko)


@pytest.fixture
def outside(video, aiko, client):
    """(the link, its address) of a video that waits for somebody outside, whose browser asks for English."""
    client.defaults["HTTP_ACCEPT_LANGUAGE"] = "en"
    decide(round_=video.rounds.get(), step=0, by=aiko, verdict="approved")
    link, token = make_link(round_=video.rounds.get(), name="Sakura", by=aiko)
    return link, reverse("guest", args=[token])


def url(name, *args, brand="ours"):
    return reverse(f"planner:{name}", args=[brand, *args])


def yes(step=1):
    return {"step": step, "verdict": "approved"}


def writes(video, aiko, ours):
    """(name, arguments, data, least role) of every write."""
    round_ = video.rounds.get()
    decision = decide(round_=round_, step=0, by=aiko, verdict="approved")
    link, _token = make_link(round_=video.rounds.get(), name="Sakura", by=aiko)
    said = add_comment(video=video, text="x", by=aiko)
    ticked = tick(video=video, item=ours.checklistitems.get(code="rights"), by=aiko)
    stop = stop_posting(brand=ours, reason="x", by=aiko)
    item, word, step = ours.checklistitems.first(), ours.ngwords.first(), ours.approvalsteps.first()
    return [
        ("approval-ask", [video.pk], {"version": 1}, 20), ("approval-decide", [round_.pk], yes(), 20),
        ("approvals-accept", [], {"seen": f"{round_.pk}-1"}, 20), ("approval-undo", [decision.pk], {}, 20),
        ("approval-withdraw", [video.pk], {"version": 1}, 20), ("video-stop", [video.pk], {"reason": "x"}, 20),
        ("brand-stop", [], {"reason": "x"}, 20), ("stop-remove", [stop.pk], {}, 20),
        ("guest-link-create", [round_.pk], {"name": "x", "days": 7}, 20), ("guest-link-withdraw", [link.pk], {}, 20),
        ("check-tick", [video.pk, item.pk], {}, 20), ("check-undo", [ticked.pk], {}, 20),
        ("comment-add", [video.pk], {"text": "x"}, 20), ("comment-remove", [said.pk], {}, 20),
        ("comment-restore", [said.pk], {}, 20), ("approval-step-new", [], {}, 30), ("approval-step-edit", [step.pk], {}, 30),
        ("approval-step-hide", [step.pk], {}, 30), ("approval-step-show", [step.pk], {}, 30),
        ("approval-step-up", [step.pk], {}, 30), ("approval-step-down", [step.pk], {}, 30), ("delegation-add", [], {}, 20),
        ("checklist-item-new", [], {}, 30), ("checklist-item-edit", [item.pk], {}, 30),
        ("checklist-item-hide", [item.pk], {}, 30), ("checklist-item-show", [item.pk], {}, 30), ("word-add", [], {}, 30),
        ("word-hide", [word.pk], {}, 30), ("word-show", [word.pk], {}, 30),
    ]  # fmt: skip


def test_viewers_editors_and_strangers_write_only_what_they_may(client, ours, theirs, video, aiko, ben, dai, chika):
    every = writes(video, aiko, ours)
    client.force_login(ben)
    assert [name for name, args, data, _role in every if client.post(url(name, *args), data).status_code != 403] == []
    client.force_login(chika)
    assert [name for name, args, data, _role in every if client.post(url(name, *args), data).status_code != 404] == []
    by_id = [(name, args, data) for name, args, data, _role in every if args]
    found = [name for name, args, data in by_id if client.post(url(name, *args, brand="theirs"), data).status_code != 404]
    assert found == []
    client.force_login(dai)
    high = [name for name, args, data, role in every if role == 30 and client.post(url(name, *args), data).status_code != 403]
    assert high == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_inbox_takes_the_same_queries_whatever_waits(as_aiko, ours, aiko, chain, count, django_assert_num_queries):
    for n in range(count):
        asked(ours, aiko, hook=f"video {n}")
    with django_assert_num_queries(12):
        html = as_aiko.get(INBOX).content.decode()
    assert html.count("data-approve") == count


def test_the_home_page_says_how_many_wait(as_aiko, ours, aiko, chain):
    assert as_aiko.get(url("home-approvals")).content.decode().strip() == ""
    asked(ours, aiko)
    assert "Look at 1 video" in as_aiko.get(url("home-approvals")).content.decode()


def test_from_the_inbox_she_approves_several_and_takes_one_back(as_aiko, ours, aiko, chain):
    first, second = asked(ours, aiko), asked(ours, aiko, hook="二つ目")
    ids = [one.rounds.get().pk for one in (first, second)]
    page = as_aiko.post(url("approvals-accept"), {"seen": [f"{pk}-0" for pk in ids]}, follow=True).content.decode()
    assert "2 videos are approved by you." in page
    assert page.count("/undo/") == 2
    decision = first.rounds.get().decisions.get()
    page = as_aiko.post(url("approval-undo", decision.pk), {"next": INBOX}, follow=True).content.decode()
    assert ("Your approval is taken back." in page, first.rounds.get().at_step) == (True, 0)


def test_a_refusal_is_told_and_leads_nowhere_else(as_aiko, video):
    round_ = video.rounds.get()
    told = yes(0) | {"verdict": "rejected", "next": "https://evil.example/"}
    response = as_aiko.post(url("approval-decide", round_.pk), told)
    assert response.headers["Location"] == url("video", video.pk) + "#approval"
    assert "Say why you send it back." in as_aiko.get(url("video", video.pk)).content.decode()
    assert as_aiko.post(url("approval-decide", round_.pk), {"step": "x"}).status_code == 400


def test_a_tick_answers_with_its_card_and_the_approval(as_aiko, ours, video):
    item = ours.checklistitems.get(code="rights")
    response = as_aiko.post(url("check-tick", video.pk, item.pk), {"evidence": "Folder 12"}, headers={"HX-Request": "true"})
    html = response.content.decode()
    assert (response.status_code, 'id="checklist"' in html, 'id="approval"' in html, "Folder 12" in html) == (200,) + (True,) * 3
    again = as_aiko.post(url("check-tick", video.pk, item.pk), headers={"HX-Request": "true"})
    assert (again.status_code, "is ticked already." in again.content.decode()) == (409, True)


def test_the_guest_sees_one_video_and_no_names(client, outside, aiko, video):
    add_comment(video=video, text="internal words", by=aiko)
    response = client.get(outside[1])
    html = response.content.decode()
    assert ("初雪の日" in html, "工場の朝" in html, "Aiko" in html, "internal words" in html) == (True, True, False, False)
    told = [response.headers[name] for name in ("Referrer-Policy", "X-Robots-Tag")]
    assert told == ["same-origin", "noindex, nofollow, noarchive"]
    assert "no-store" in response.headers["Cache-Control"]


def test_looking_uses_nothing_up_and_one_decision_does(client, outside, video):
    link, address = outside
    for _n in range(3):
        assert client.get(address).status_code == 200
    assert client.post(address, yes() | {"verdict": "rejected"}).status_code == 409
    assert client.post(address, yes() | {"comment": "Fine."}).status_code == 302
    video.refresh_from_db()
    link.refresh_from_db()
    assert (video.state, link.used_at is not None) == ("approved", True)
    decision = link.round.decisions.last()
    assert (decision.guest, decision.by, video.comments.get().guest) == ("Sakura", None, "Sakura")
    assert "You approved it." in client.get(address).content.decode()
    client.post(address, yes() | {"verdict": "rejected", "reason": "x"})
    video.refresh_from_db()
    assert video.state == "approved"


def test_a_guest_sends_back_with_a_reason_and_history_names_her(client, outside, video):
    client.post(outside[1], yes() | {"verdict": "rejected", "reason": "Not true"})
    video.refresh_from_db()
    assert video.state == "editing"
    told = entries_of(video.changes.all()[:1], brand=video.brand, today=DAY, vocabulary=vocabulary_of(video.brand))[0]
    assert (told.who, told.verb) == ("Sakura (guest)", "sent it back")
    assert "Sakura" not in "".join(line.after for line in told.lines)


def test_the_form_of_a_guest_works_as_a_browser_sends_it_over_https(outside, video):
    """Its CSRF check wants the cookie, the field, and an origin of this host; `same-origin` makes browsers send both headers."""
    browser = Client(enforce_csrf_checks=True)
    page = browser.get(outside[1], secure=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    address = "https://testserver" + outside[1]
    headers = {"Referer": address, "Origin": "https://testserver"}
    assert browser.post(outside[1], yes(), secure=True, headers=headers).status_code == 403
    told = yes() | {"csrfmiddlewaretoken": token}
    assert browser.post(outside[1], told, secure=True, headers={"Origin": "null"}).status_code == 403
    assert browser.post(outside[1], told, secure=True, headers={"Referer": address}).status_code == 302
    video.refresh_from_db()
    assert video.state == "approved"


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ({"revoked_at": at("2026-11-22T11:00:00+09:00")}, "The brand has revoked it."),
        ({"expires_at": at("2026-11-22T12:00:00+09:00")}, "It has expired."),
        ({"step": 0}, "The video was changed or decided meanwhile."),
    ],
)
def test_a_dead_link_opens_and_decides_nothing(client, outside, video, change, text):
    link, address = outside
    GuestLink.objects.filter(pk=link.pk).update(**change)
    assert (client.get(address).status_code, text in client.get(address).content.decode()) == (410, True)
    assert client.post(address, yes()).status_code == 410 or client.post(address, yes()).status_code == 409
    assert Video.objects.get(pk=video.pk).state == "review"
    assert client.get(address + "cover/").status_code == 404


def test_an_unknown_token_is_a_404_and_guessing_ends(client, outside):
    for _n in range(MOST):
        assert client.get("/g/unknown/").status_code == 404
    assert client.get(outside[1]).status_code == 404


def test_the_link_is_shown_once_and_mailed(as_aiko, video, aiko):
    decide(round_=video.rounds.get(), step=0, by=aiko, verdict="approved")
    told = {"name": "Sakura", "email": "sakura@example.com", "days": 3}
    page = as_aiko.post(url("guest-link-create", video.rounds.get().pk), told, follow=True).content.decode()
    token = re.search(r"/g/([\w-]+)/", page)[1]
    assert token in mail.outbox[0].body
    assert token not in as_aiko.get(url("video", video.pk)).content.decode()
    assert GuestLink.objects.get().expires_at == at("2026-11-22T12:00:00+09:00") + timedelta(days=3)


def test_managers_set_the_chain_and_the_list(as_aiko, ours, aiko, dai):
    told = {"name": "Final", "people": [dai.pk], "remind_after_hours": "４８"}
    as_aiko.post(url("approval-step-new"), told)
    step = ours.approvalsteps.get()
    assert (step.name, [row.user for row in step.people.all()], step.remind_after_hours) == ("Final", [dai], 48)
    assert as_aiko.post(url("approval-step-new"), {"name": "x", "remind_after_hours": 24}).status_code == 422
    assert "Final" in as_aiko.get(url("approval-settings")).content.decode()
    as_aiko.post(url("checklist-item-new"), {"label_ja": "字幕", "severity": "block"})
    assert ours.checklistitems.last().label_en == "字幕"
    as_aiko.post(url("word-add"), {"word": "やばい", "law": "brand"})
    page = as_aiko.get(url("checklist-settings")).content.decode()
    assert ("字幕" in page, "やばい" in page) == (True, True)
