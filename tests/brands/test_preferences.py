"""Language, appearance and name: changed by the person alone, and back to where she was."""

import pytest


def test_language_and_theme_stay_with_the_person(as_aiko, aiko):
    as_aiko.post("/preferences/language/", {"language": "ja"})
    as_aiko.post("/preferences/theme/", {"theme": "dark"})
    aiko.refresh_from_db()
    assert (aiko.language, aiko.theme) == ("ja", "dark")
    assert '<html lang="ja" data-theme="dark">' in as_aiko.get("/preferences/").content.decode()


@pytest.mark.parametrize(
    ("target", "landed"),
    [
        ("/preferences/?x=1", "/preferences/?x=1"),
        ("https://evil.example/", "/"),
        ("//evil.example", "/"),
        ("javascript:alert(1)", "/"),
    ],
)
def test_back_to_where_she_was_but_never_to_another_host(as_aiko, target, landed):
    assert as_aiko.post("/preferences/theme/", {"theme": "light", "next": target}).headers["Location"] == landed


def test_an_unknown_theme_changes_nothing(as_aiko, aiko):
    as_aiko.post("/preferences/theme/", {"theme": "neon"})
    aiko.refresh_from_db()
    assert aiko.theme == ""


def test_reading_alone_changes_nothing(as_aiko):
    assert as_aiko.get("/preferences/theme/").status_code == 405
    assert as_aiko.get("/preferences/language/").status_code == 405


def test_the_form_saves_all_three_and_speaks_the_new_language(as_aiko, aiko):
    answer = as_aiko.post("/preferences/", {"name": "愛子", "language": "ja", "theme": "light"}, follow=True)
    aiko.refresh_from_db()
    assert (aiko.name, aiko.language, aiko.theme) == ("愛子", "ja", "light")
    assert '<html lang="ja" data-theme="light">' in answer.content.decode()


def test_what_is_wrong_is_said_beside_the_field(as_aiko, aiko):
    answer = as_aiko.post("/preferences/", {"name": "x" * 81, "language": "xx", "theme": ""})
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.content.decode()
    assert 'id="id_name_error"' in answer.content.decode()
    aiko.refresh_from_db()
    assert aiko.language == "en"


def test_the_page_is_closed_to_the_signed_out(client, db):
    assert client.get("/preferences/").headers["Location"].startswith("/account/login/")
