"""Calls to the outside go only where they may, follow nothing, and say what is known when they fail."""

import socket

import pytest

from tkcommerce.outgoing import ANSWER_LIMIT, NoAnswer, NotAllowed, NotReached, allowed, post_json

HOSTS = ["hooks.slack.com"]


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.slack.com/services/x",
        "https://hooks.slack.com.evil.example/x",
        "https://evil.example/hooks.slack.com",
        "https://user@hooks.slack.com/x",
        "https://hooks.slack.com@evil.example/x",
        "https://hooks.slack.com:8443/x",
        "https://hooks.slack.com:99999/x",
        "https://evil.example\\@hooks.slack.com/x",
        "https://hooks.slack.com/x y",
        "https://hooks.slack.com/x\r\nHost: evil.example",
        "https://hooks.slack.com/秘密",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://[oops/x",
        "//hooks.slack.com/x",
        "file:///etc/passwd",
        "",
    ],
)
def test_what_may_not_be_called(url):
    assert not allowed(url, hosts=HOSTS)
    with pytest.raises(NotAllowed):
        post_json(url, {}, hosts=HOSTS)


@pytest.mark.parametrize("url", ["https://hooks.slack.com/services/T0/B0/x", "https://HOOKS.slack.com:443/x?y=1"])
def test_what_may_be_called(url):
    assert allowed(url, hosts=HOSTS)


def test_a_message_arrives_as_json(chat_server):
    answer = post_json(chat_server.url("/a/b?c=1"), {"text": "春"}, hosts=chat_server.hosts)
    assert (answer.status, answer.text) == (200, "ok")
    assert chat_server.posts == [("/a/b?c=1", {"text": "春"})]


def test_a_redirect_is_an_answer_and_not_followed(chat_server):
    chat_server.answers = [(302, "gone there")]
    assert post_json(chat_server.url("/"), {}, hosts=chat_server.hosts).status == 302
    assert len(chat_server.posts) == 1


def test_a_long_answer_is_cut(chat_server):
    chat_server.answers = [(200, "x" * (ANSWER_LIMIT + 9))]
    assert len(post_json(chat_server.url("/"), {}, hosts=chat_server.hosts).text) == ANSWER_LIMIT


def test_an_answer_that_breaks_off_leaves_it_open_whether_it_arrived(chat_server):
    chat_server.answers = [None]
    with pytest.raises(NoAnswer):
        post_json(chat_server.url("/"), {}, hosts=chat_server.hosts)
    assert len(chat_server.posts) == 1


def test_nobody_listening_means_nothing_was_sent():
    with socket.create_server(("127.0.0.1", 0)) as free:
        place = f"127.0.0.1:{free.getsockname()[1]}"
    with pytest.raises(NotReached):
        post_json(f"https://{place}/secret", {}, hosts=[place])


def test_a_server_with_an_unknown_certificate_gets_nothing(chat_server, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(NotReached):
        post_json(chat_server.url("/"), {}, hosts=chat_server.hosts)
    assert chat_server.posts == []
