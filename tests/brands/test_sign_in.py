"""Signing in, the code that checks an address, a forgotten password, and the first owner: end to end, out of the mailbox."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.core.management import CommandError, call_command
from factories import make_user

from tkcommerce.brands.members import role_in
from tkcommerce.brands.models import Brand, Role, User

PASSWORD = "a long enough password"


@pytest.fixture(autouse=True)
def _own_limits(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def dai(db):
    person = make_user("dai@example.com")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def sign_in(client, password=PASSWORD, email="dai@example.com"):
    return client.post("/account/login/", {"login": email, "password": password})


def signed_in(client):
    return "_auth_user_id" in client.session


def test_the_right_password_signs_in_whatever_the_case_of_the_address(client, dai):
    sign_in(client, email="Dai@Example.com")
    assert signed_in(client) is True
    client.post("/account/logout/")
    assert signed_in(client) is False


def test_a_wrong_password_does_not_and_soon_waits(client, dai):
    for _ in range(12):
        sign_in(client, "wrong")
    sign_in(client)
    assert signed_in(client) is False


def test_the_limits_live_in_the_database(settings):
    assert settings.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"


def test_an_unchecked_address_gets_a_code_and_the_code_signs_in(client, db):
    make_user("eri@example.com")
    sign_in(client, email="eri@example.com")
    assert signed_in(client) is False
    code = re.search(r"^\s*([A-Z0-9]{3,4}-?[A-Z0-9]{3,4})\s*$", mail.outbox[0].body, re.MULTILINE)[1]
    client.post("/account/confirm-email/", {"code": "WRONG1"})
    assert signed_in(client) is False
    client.post("/account/confirm-email/", {"code": code})
    assert signed_in(client) is True
    assert EmailAddress.objects.get(email="eri@example.com").verified is True


def set_password(client, address, password):
    form = client.get(address, follow=True)
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


def test_a_forgotten_password_is_set_anew_by_mail_once(client, dai):
    client.post("/account/password/reset/", {"email": "dai@example.com"})
    address = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]
    set_password(client, address, "another-long-one-77")
    assert "key" in client.get(address, follow=True).request["PATH_INFO"]
    dai.refresh_from_db()
    assert dai.check_password("another-long-one-77") is True
    with pytest.raises(IndexError):
        set_password(client, address, "a-third-long-one-88")  # the link is spent: it no longer leads to a form


def test_an_unknown_address_is_answered_the_same(client, dai):
    known = client.post("/account/password/reset/", {"email": "dai@example.com"})
    unknown = client.post("/account/password/reset/", {"email": "nobody@example.com"})
    assert (known.status_code, known.headers["Location"]) == (unknown.status_code, unknown.headers["Location"])


def test_one_command_makes_brand_and_owner_and_a_link_to_set_the_password(client, db, capsys):
    call_command("create_brand", "shizuku", name="しずくの庭", owner="Olga@Example.com", language="en")
    brand, olga = Brand.objects.get(), User.objects.get()
    assert (brand.slug, olga.email, role_in(brand, olga)) == ("shizuku", "olga@example.com", Role.OWNER)
    address = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", capsys.readouterr().out)[1]
    set_password(client, address, "owner-long-one-99")
    sign_in(client, "owner-long-one-99", "olga@example.com")
    assert client.get("/b/shizuku/").status_code == 200


def test_a_brand_abroad_is_made_with_its_own_days_and_money(db):
    abroad = {"time_zone": "America/New_York", "currency": "USD", "home_market": "US"}
    call_command("create_brand", "abroad", name="Abroad", owner="olga@example.com", **abroad)
    assert Brand.objects.values(*abroad).get() == abroad
    with pytest.raises(CommandError, match="Mars/Base"):
        call_command("create_brand", "mars", name="Mars", owner="olga@example.com", time_zone="Mars/Base")
    assert Brand.objects.count() == 1


@pytest.mark.parametrize(("slug", "owner"), [("shizuku", "x@example.com"), ("no good", "x@example.com"), ("new", "nobody")])
def test_a_wrong_brand_is_refused_whole(db, slug, owner):
    Brand.objects.create(slug="shizuku", name="here already")
    with pytest.raises(CommandError):
        call_command("create_brand", slug, name="N", owner=owner)
    assert (Brand.objects.count(), User.objects.count()) == (1, 0)
