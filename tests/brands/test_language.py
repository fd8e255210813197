"""The reader's language: her own, else the cookie's, else the browser's, else Japanese."""

import pytest


def language_of(answer):
    return answer.headers["Content-Language"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("headers", "language"),
    [
        ({}, "ja"),
        ({"Accept-Language": "en-GB,en;q=0.9"}, "en"),
        ({"Accept-Language": "ja"}, "ja"),
        ({"Accept-Language": "fr"}, "ja"),
    ],
)
def test_before_signing_in_the_browser_decides(client, headers, language):
    answer = client.get("/account/login/", headers=headers)
    assert language_of(answer) == language
    assert f'<html lang="{language}"' in answer.content.decode()


def test_the_cookie_is_stronger_than_the_browser(client, db):
    client.post("/preferences/language/", {"language": "en"})
    assert language_of(client.get("/account/login/", headers={"Accept-Language": "ja"})) == "en"


def test_her_own_choice_is_stronger_than_both(as_aiko):
    as_aiko.cookies["django_language"] = "ja"
    assert language_of(as_aiko.get("/preferences/", headers={"Accept-Language": "ja"})) == "en"


def test_an_unknown_language_changes_nothing(as_aiko, aiko):
    as_aiko.post("/preferences/language/", {"language": "xx"})
    aiko.refresh_from_db()
    assert aiko.language == "en"
