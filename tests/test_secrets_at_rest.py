"""What is sealed opens only where it was sealed, and only under its key."""

import base64

import pytest

from tkcommerce.secrets_at_rest import Unreadable, seal, unseal

PLACE, TEXT = "chathook:url:1", "https://hooks.slack.com/services/秘密"


def test_it_comes_back_as_it_was():
    assert unseal(seal(TEXT, place=PLACE), place=PLACE) == TEXT


def test_nothing_of_it_shows_and_equal_texts_look_different():
    one, two = seal(TEXT, place=PLACE), seal(TEXT, place=PLACE)
    assert one != two
    assert b"slack" not in base64.urlsafe_b64decode(one)


def test_moved_to_another_brand_it_does_not_open():
    sealed = seal(TEXT, place=PLACE)
    with pytest.raises(Unreadable):
        unseal(sealed, place="chathook:url:2")


@pytest.mark.parametrize("damaged", ["", "AQ==", "not base64 %", "é", "A" * 80])
def test_what_was_never_sealed_does_not_open(damaged):
    with pytest.raises(Unreadable):
        unseal(damaged, place=PLACE)


def test_each_changed_bit_is_seen():
    raw = base64.urlsafe_b64decode(seal("x", place=PLACE))
    for number in range(len(raw)):
        changed = bytes([*raw[:number], raw[number] ^ 1, *raw[number + 1 :]])
        with pytest.raises(Unreadable):
            unseal(base64.urlsafe_b64encode(changed).decode(), place=PLACE)


def test_a_field_key_added_later_opens_what_the_secret_key_sealed(settings):
    settings.FIELD_KEY = ""
    before = seal(TEXT, place=PLACE)
    settings.FIELD_KEY = "a key of its own"
    after = seal(TEXT, place=PLACE)
    assert (unseal(before, place=PLACE), unseal(after, place=PLACE)) == (TEXT, TEXT)
    settings.SECRET_KEY = "another one"
    with pytest.raises(Unreadable):
        unseal(before, place=PLACE)
    assert unseal(after, place=PLACE) == TEXT
