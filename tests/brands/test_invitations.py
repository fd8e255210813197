"""From the invitation to the first sign-in: one link, one address, fourteen days, once."""

import re
import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import connection
from django.test import Client
from factories import join, make_brand, make_user

from tkcommerce.brands.invitations import accept, hash_of, invite
from tkcommerce.brands.members import role_in
from tkcommerce.brands.models import Invitation, Membership, Role, User

PASSWORD = "kaze-to-mizu-2026"


@pytest.fixture
def link(ours, aiko):
    invite(brand=ours, email="Dai@Example.com", role=Role.EDITOR, by=aiko)
    return link_in(mail.outbox[-1])


def link_in(message):
    return re.search(r"http://127\.0\.0\.1:8000(/invitations/\S+/)", message.body)[1]


def english(client):
    client.cookies["django_language"] = "en"
    return client


def test_the_token_is_in_the_mail_and_only_its_hash_in_the_database(link):
    token = link.split("/")[2]
    assert list(Invitation.objects.values_list("token_hash", "email")) == [(hash_of(token), "dai@example.com")]


def test_the_mail_speaks_the_brands_language(ours, aiko):
    ours.language = "en"
    invite(brand=ours, email="dai@example.com", role=Role.EDITOR, by=aiko)
    message = mail.outbox[0]
    assert (message.subject, message.to) == ("Invitation to しずくの庭", ["dai@example.com"])
    assert "Aiko invites you to plan and measure the TikTok commerce of しずくの庭 together." in message.body


def test_a_new_person_signs_up_with_that_address_and_is_a_member_without_a_code(client, link, ours):
    english(client).get(link)
    form = {"email": "mallory@example.com", "name": "Dai", "password1": PASSWORD}
    assert client.post("/account/signup/", form).status_code == 302
    dai = User.objects.get(name="Dai")
    assert (dai.email, role_in(ours, dai), dai.language) == ("dai@example.com", Role.EDITOR, "en")
    assert EmailAddress.objects.get(user=dai).verified is True
    assert client.get("/b/ours/").status_code == 200
    assert User.objects.filter(email="mallory@example.com").exists() is False


def test_sign_up_is_closed_without_an_invitation(client, db):
    assert "By invitation" in english(client).get("/account/signup/").content.decode()
    client.post("/account/signup/", {"email": "x@example.com", "name": "X", "password1": PASSWORD})
    assert User.objects.count() == 0


def test_sign_up_closes_when_the_invitation_is_withdrawn_meanwhile(client, link):
    client.get(link)
    Invitation.objects.update(withdrawn_at="2026-11-22T00:00Z")
    client.post("/account/signup/", {"name": "Dai", "password1": PASSWORD})
    assert User.objects.filter(email="dai@example.com").exists() is False


def test_a_person_with_an_account_signs_in_and_joins(client, link, ours):
    dai = make_user("dai@example.com")
    assert "Sign in as dai@example.com" in english(client).get(link).content.decode()
    client.force_login(dai)
    assert "You are invited with the role Editor." in client.get(link).content.decode()
    assert client.post(f"{link}accept/").headers["Location"] == "/b/ours/"
    assert role_in(ours, dai) == Role.EDITOR
    assert client.get(link).headers["Location"] == "/b/ours/"


def test_somebody_else_cannot_use_the_link(as_chika, link, ours, chika):
    assert "This invitation is for dai@example.com" in as_chika.get(link).content.decode()
    as_chika.post(f"{link}accept/")
    assert role_in(ours, chika) == 0


def test_looking_does_not_accept(client, link, ours):
    dai = make_user("dai@example.com")
    client.force_login(dai)
    client.get(link)
    assert client.get(f"{link}accept/").status_code == 405
    assert role_in(ours, dai) == 0


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"accepted_at": "2026-11-01T00:00Z"}, "This link was used already."),
        ({"withdrawn_at": "2026-11-01T00:00Z"}, "This invitation was withdrawn."),
        ({"expires_at": "2026-11-01T00:00Z"}, "This link has expired."),
    ],
)
def test_a_spent_link_says_why_and_opens_nothing(client, link, ours, change, said):
    Invitation.objects.update(**change)
    assert said in english(client).get(link).content.decode()
    assert "By invitation" in client.get("/account/signup/").content.decode()
    dai = make_user("dai@example.com")
    client.force_login(dai)
    client.post(f"{link}accept/")
    assert role_in(ours, dai) == 0


def test_an_unknown_link_is_not_found(client, db):
    assert client.get("/invitations/nonsense/").status_code == 404


def test_a_link_lives_fourteen_days(client, link):
    made = Invitation.objects.get()
    assert abs(made.expires_at - made.created_at - timedelta(days=14)) < timedelta(seconds=5)
    with time_machine.travel(made.expires_at):
        assert "This link has expired." in english(client).get(link).content.decode()


def test_sending_again_replaces_the_link(as_aiko, link, ours):
    as_aiko.post(f"/b/ours/members/invitations/{Invitation.objects.get().pk}/resend/")
    as_aiko.logout()
    assert as_aiko.get(link).status_code == 404
    assert as_aiko.get(link_in(mail.outbox[-1])).status_code == 200
    assert Invitation.objects.count() == 1


def test_a_manager_cannot_renew_or_withdraw_an_owners_invitation(as_aiko, ours):
    olga = make_user("olga@example.com")
    join(olga, ours, Role.OWNER)
    boss = invite(brand=ours, email="boss@example.com", role=Role.OWNER, by=olga)
    as_aiko.post(f"/b/ours/members/invitations/{boss.pk}/withdraw/")
    as_aiko.post(f"/b/ours/members/invitations/{boss.pk}/resend/")
    boss.refresh_from_db()
    assert (boss.withdrawn_at, boss.token_hash, len(mail.outbox)) == (None, boss.token_hash, 1)


def test_another_brands_invitation_is_not_found(as_chika, link):
    pk = Invitation.objects.get().pk
    assert as_chika.post(f"/b/theirs/members/invitations/{pk}/withdraw/").status_code == 404
    assert as_chika.post(f"/b/theirs/members/invitations/{pk}/resend/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_make_one_membership():
    brand, dai = make_brand("ours"), make_user("dai@example.com")
    owner = make_user("olga@example.com")
    join(owner, brand, Role.OWNER)
    invitation = invite(brand=brand, email="dai@example.com", role=Role.EDITOR, by=owner)
    together, answers = threading.Barrier(2), []

    def tab():
        together.wait()
        answers.append(accept(invitation=invitation, by=dai))
        connection.close()

    tabs = [threading.Thread(target=tab) for _ in range(2)]
    for thread in tabs:
        thread.start()
    for thread in tabs:
        thread.join()
    assert sorted(answers) == [False, True]
    assert Membership.objects.filter(user=dai).count() == 1


def test_the_post_needs_a_token_of_the_form(link):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user("dai@example.com"))
    assert strict.post(f"{link}accept/").status_code == 403
