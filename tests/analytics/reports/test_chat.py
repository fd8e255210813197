"""The weekly report in the chat: once a week, never twice by itself, the address never shown again."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from factories import at, make_brand

from analytics.models import ChatHook, ChatPost
from analytics.reports.chat import due_week, make_due_posts, write_hook
from analytics.tasks import post_report_to_chat
from tkcommerce.work.claiming import claim, retry
from tkcommerce.work.models import State

pytestmark = pytest.mark.django_db
START = date(2026, 11, 9)


@pytest.fixture
def hook(ours, aiko, chat_server, settings):
    settings.CHAT_WEBHOOK_HOSTS = chat_server.hosts
    return write_hook(brand=ours, url=chat_server.url("/services/very-secret"), language="en", by=aiko)


@pytest.fixture
def post(hook):
    return ChatPost.objects.create(brand=hook.brand, week_start=START, run_after=timezone.now() - timedelta(hours=1))


def run(post):
    """As a worker does; the wait of an earlier try is over."""
    ChatPost.objects.filter(pk=post.pk).update(run_after=timezone.now() - timedelta(hours=1))
    post_report_to_chat(post.pk)
    post.refresh_from_db()
    return post.state, post.posted_at is not None


def test_it_is_posted_once_with_a_link_that_opens(chat_server, post, client):
    assert run(post) == (State.DONE, True)
    assert run(post) == (State.DONE, True)
    ((path, message),) = chat_server.posts
    assert path == "/services/very-secret"
    assert "しずくの庭" in str(message["blocks"])
    links = [element["url"] for element in message["blocks"][-1]["elements"]]
    shared = next(link for link in links if link.endswith("/shared/"))
    assert client.get(shared.removeprefix("http://127.0.0.1:8000")).status_code == 200


def test_a_busy_chat_is_tried_again_and_then_it_is_posted_once(chat_server, post):
    chat_server.answers = [(429, "rate_limited"), (503, ""), (200, "ok")]
    assert [run(post) for _ in range(3)] == [(State.QUEUED, False), (State.QUEUED, False), (State.DONE, True)]


def test_a_chat_that_cannot_be_reached_is_tried_again(chat_server, post):
    chat_server.close()
    assert run(post) == (State.QUEUED, False)
    assert post.last_error.startswith("The chat could not be reached")


@pytest.mark.parametrize("answer", [(404, "no_service"), (302, ""), (400, "invalid_payload")])
def test_what_the_chat_refuses_stops_and_says_why(chat_server, post, answer):
    chat_server.answers = [answer]
    assert run(post) == (State.FAILED, False)
    assert f"refused the message ({answer[0]} {answer[1]})" in post.last_error
    assert "secret" not in post.last_error


def test_an_answer_that_never_came_goes_to_a_person_and_out_again_only_by_her(chat_server, post):
    chat_server.answers = [None, (200, "ok")]
    assert run(post) == (State.HELD, False)
    assert run(post) == (State.HELD, False)
    assert len(chat_server.posts) == 1
    retry(post)
    assert run(post) == (State.DONE, True)


def test_a_worker_killed_while_posting_goes_to_a_person(chat_server, post):
    claimed = claim(ChatPost, post.pk)
    ChatPost.objects.filter(pk=post.pk).update(posting_since=timezone.now(), lease_until=claimed.lease_until - timedelta(hours=1))
    post_report_to_chat(post.pk)
    post.refresh_from_db()
    assert (post.state, chat_server.posts) == (State.HELD, [])
    retry(post)
    assert run(post) == (State.DONE, True)


def test_an_address_of_another_brand_does_not_open_here(chat_server, post, theirs, aiko):
    other = write_hook(brand=theirs, url=chat_server.url("/theirs"), language="en", by=aiko)
    ChatHook.objects.filter(brand=post.brand).update(sealed_url=other.sealed_url)
    assert run(post) == (State.FAILED, False)
    assert (post.last_error[:40], chat_server.posts) == ("The webhook's address cannot be read any", [])


def test_a_host_that_is_no_longer_allowed_gets_nothing(chat_server, post, settings):
    settings.CHAT_WEBHOOK_HOSTS = ["hooks.slack.com"]
    assert (run(post), chat_server.posts) == ((State.FAILED, False), [])


def test_a_post_whose_webhook_was_taken_away_stops(post):
    ChatHook.objects.all().delete()
    assert run(post) == (State.FAILED, False)


@pytest.mark.parametrize(
    ("now", "week", "due"),
    [
        ("2026-11-16T23:59Z", "2026-11-02", "2026-11-10T00:00Z"),
        ("2026-11-17T00:00Z", "2026-11-09", "2026-11-17T00:00Z"),
        ("2026-11-23T23:00Z", "2026-11-09", "2026-11-17T00:00Z"),
        ("2027-01-05T01:00Z", "2026-12-28", "2027-01-05T00:00Z"),
    ],
)
def test_the_week_that_tuesday_nine_o_clock_tells(ours, now, week, due):
    days, instant = due_week(ours, now=at(now))
    assert (days.start.isoformat(), instant) == (week, at(due))


def test_posts_are_made_once_and_only_for_what_came_due_since_the_webhook(hook):
    ChatHook.objects.update(at=at("2026-11-17T00:00:01Z"))
    assert make_due_posts(at("2026-11-18T00:00Z")) == 0
    ChatHook.objects.update(at=at("2026-11-16T00:00Z"))
    assert [make_due_posts(at("2026-11-18T00:00Z")) for _ in range(2)] == [1, 0]
    assert ChatPost.objects.get().week_start == START


def test_after_a_week_of_downtime_old_news_is_not_posted(hook):
    ChatHook.objects.update(at=at("2026-10-01T00:00Z"))
    assert make_due_posts(at("2026-11-23T00:00:01Z")) == 0


def address(name, slug="ours"):
    return reverse(f"analytics:{name}", args=[slug])


def test_the_address_is_never_shown_again(hook, as_aiko, ours):
    page = as_aiko.get(address("report-readers")).content.decode()
    assert "127.0.0.1/…cret" in page
    assert "very-secret" not in page
    assert "very-secret" not in ChatHook.objects.get().sealed_url


@pytest.mark.parametrize(
    "url", ["http://hooks.slack.com/x", "https://evil.example/x", "https://hooks.slack.com@evil.example/x", "x", ""]
)
def test_only_addresses_of_known_chats_are_taken(as_aiko, url):
    answer = as_aiko.post(address("report-chat-edit"), {"url": url, "language": "ja"})
    assert (answer.status_code, ChatHook.objects.count()) == (422, 0)


def test_a_manager_saves_tests_and_removes_it(as_aiko, chat_server, settings, ours):
    settings.CHAT_WEBHOOK_HOSTS = chat_server.hosts
    as_aiko.post(address("report-chat-edit"), {"url": chat_server.url("/s/x"), "language": "en"})
    assert "The test message was posted." in as_aiko.post(address("report-chat-test"), follow=True).content.decode()
    assert chat_server.posts[0][1]["text"].startswith("Test: the weekly report of しずくの庭")
    chat_server.answers = [(410, "gone")]
    assert "refused the message (410 gone)" in as_aiko.post(address("report-chat-test"), follow=True).content.decode()
    as_aiko.post(address("report-chat-remove"))
    assert not ours.chathooks.exists()
    assert as_aiko.post(address("report-chat-test")).status_code == 404


def test_a_name_mentions_nobody(chat_server, settings, as_aiko, aiko, ours):
    settings.CHAT_WEBHOOK_HOSTS = chat_server.hosts
    aiko.name = "<!channel> & co"
    aiko.save()
    write_hook(brand=ours, url=chat_server.url("/s"), language="en", by=aiko)
    as_aiko.post(address("report-chat-test"))
    assert chat_server.posts[0][1]["text"].endswith("Sent by &lt;!channel&gt; &amp; co.")


def test_a_failed_post_is_seen_where_readers_are_looked_after(chat_server, post, as_aiko):
    chat_server.answers = [(404, "no_service")]
    run(post)
    assert "refused the message (404 no_service)" in as_aiko.get(address("report-readers")).content.decode()


def test_one_brands_hook_is_not_the_others(hook, theirs, as_chika):
    assert "127.0.0.1/" not in as_chika.get(address("report-readers", "theirs")).content.decode()
    assert as_chika.post(address("report-chat-test", "theirs")).status_code == 404
    assert make_brand("third").chathooks.count() == 0


def test_the_work_page_says_what_it_is(post):
    with time_machine.travel("2026-11-18T01:00Z", tick=False):
        assert post.describe() == "Weekly report to the chat"
