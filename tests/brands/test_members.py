"""The members page: names for everybody, changes by managers, never above one's own role, never without an owner."""

import pytest
import time_machine
from django.core import mail
from django.utils.translation import override
from factories import join, make_user

from tkcommerce.brands.members import role_in
from tkcommerce.brands.models import Membership, Role

PAGE = "/b/ours/members/"


@pytest.fixture
def olga(ours):
    user = make_user("olga@example.com", name="Olga")
    join(user, ours, Role.OWNER)
    return user


def membership_of(user):
    return Membership.objects.get(user=user)


def change(client, user, role):
    return client.post(f"{PAGE}{membership_of(user).pk}/role/", {"role": role}, follow=True)


def remove(client, user):
    return client.post(f"{PAGE}{membership_of(user).pk}/remove/", follow=True)


def test_a_viewer_sees_names_and_roles_but_no_addresses_and_no_forms(as_ben, aiko, chika):
    page = as_ben.get(PAGE)
    text = page.content.decode()
    with override("en"):
        assert [str(row.membership) for row in page.context["rows"]] == ["Aiko · Manager", "Ben · Viewer"]
    assert "aiko@example.com" not in text
    assert "invitation" not in text
    assert "Chika" not in text


def test_three_members_cost_as_many_queries_as_two(as_aiko, ours, ben, django_assert_num_queries):
    as_aiko.get(PAGE)
    with django_assert_num_queries(6):
        as_aiko.get(PAGE)
    join(make_user("dai@example.com"), ours, Role.EDITOR)
    with django_assert_num_queries(6):
        as_aiko.get(PAGE)


def test_a_manager_changes_a_role(as_aiko, ours, ben):
    change(as_aiko, ben, Role.EDITOR)
    assert role_in(ours, ben) == Role.EDITOR


def test_nobody_gives_a_role_above_her_own(as_aiko, aiko, ours, ben):
    change(as_aiko, ben, Role.OWNER)
    change(as_aiko, aiko, Role.OWNER)
    assert (role_in(ours, ben), role_in(ours, aiko)) == (Role.VIEWER, Role.MANAGER)


def test_a_manager_can_neither_demote_nor_remove_an_owner(as_aiko, ours, olga):
    change(as_aiko, olga, Role.VIEWER)
    remove(as_aiko, olga)
    assert role_in(ours, olga) == Role.OWNER


def test_the_last_owner_stays(client, ours, olga, aiko):
    client.force_login(olga)
    said = change(client, olga, Role.MANAGER).content.decode()
    remove(client, olga)
    assert "A brand needs an owner" in said
    assert role_in(ours, olga) == Role.OWNER
    change(client, aiko, Role.OWNER)
    change(client, olga, Role.VIEWER)
    assert (role_in(ours, olga), role_in(ours, aiko)) == (Role.VIEWER, Role.OWNER)


def test_another_brands_member_is_not_found(as_aiko, theirs, chika):
    assert change(as_aiko, chika, Role.VIEWER).status_code == 404
    assert remove(as_aiko, chika).status_code == 404
    assert role_in(theirs, chika) == Role.OWNER


def test_a_removed_person_is_a_stranger_at_once_and_undo_brings_her_back(as_aiko, ours, ben, client):
    page = remove(as_aiko, ben)
    undo = page.context["undo_url"]
    assert role_in(ours, ben) == 0
    as_aiko.post(undo)
    assert role_in(ours, ben) == Role.VIEWER


def test_undo_is_for_ten_minutes_this_brand_and_signed(as_aiko, ours, ben, chika):
    undo = remove(as_aiko, ben).context["undo_url"]
    assert as_aiko.post(undo[:-4] + "xyz/").status_code == 404
    with time_machine.travel("2099-01-01"):
        as_aiko.force_login(membership_of_manager(ours))
        assert as_aiko.post(undo).status_code == 404
    as_aiko.force_login(chika)
    assert as_aiko.post(undo.replace("/ours/", "/theirs/")).status_code == 404
    assert role_in(ours, ben) == 0


def membership_of_manager(brand):
    return Membership.objects.get(brand=brand, role=Role.MANAGER).user


def test_a_manager_may_leave(as_aiko, aiko, ours):
    remove(as_aiko, aiko)
    assert role_in(ours, aiko) == 0
    assert as_aiko.get(PAGE).status_code == 404


@pytest.mark.parametrize(
    ("email", "role", "status"),
    [("not an address", 20, 422), ("d@example.com", 40, 422), ("d@example.com", 15, 422), ("BEN@example.com", 20, 422)],
)
def test_a_wrong_invitation_is_refused_and_nothing_is_mailed(as_aiko, ben, ours, email, role, status):
    assert as_aiko.post(f"{PAGE}invitations/", {"email": email, "role": role}).status_code == status
    assert ours.invitations.count() == 0
    assert mail.outbox == []


def test_a_mail_server_that_is_away_leaves_the_invitation_to_be_sent_again(as_aiko, ours, settings):
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    page = as_aiko.post(f"{PAGE}invitations/", {"email": "dai@example.com", "role": 20}, follow=True).content.decode()
    assert "the mail server did not take the mail" in page
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    as_aiko.post(f"{PAGE}invitations/{ours.invitations.get().pk}/resend/")
    assert [message.to for message in mail.outbox] == [["dai@example.com"]]
