"""The admin panel shows a manager the rows of her brands and no way to any other."""

from datetime import date

import pytest
from django.contrib import admin
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.utils.translation import override
from factories import join, make_account, make_brand, make_import, make_planned_video, make_posted_video

from planner.models import Account
from tkcommerce.brands.admin import BrandScopedAdmin, ScopedAdmin
from tkcommerce.brands.models import Brand, Role, User


@pytest.fixture
def rows(ours, theirs):
    """One of each in both brands, so that a leak has something to leak."""
    return {brand.slug: make_rows(brand) for brand in (ours, theirs)}


def make_rows(brand):
    account = make_account(brand, handle=f"handle.{brand.slug}")
    make_posted_video(account, date(2026, 11, 1), external_id="7", caption=f"caption-{brand.slug}")
    make_planned_video(brand, date(2026, 11, 2), hook=f"hook-{brand.slug}")
    make_import(brand, sha256="a" * 64, filename=f"file-{brand.slug}.csv")
    return account


@pytest.fixture
def as_root(client, db):
    client.force_login(User.objects.create_superuser("root@example.com", "x", language="en"))
    return client


def listed(response):
    return [str(row) for row in response.context["cl"].queryset]


@pytest.mark.parametrize(("person", "status"), [("aiko", 200), ("chika", 200), ("ben", 302)])
def test_managers_and_owners_may_enter_and_viewers_may_not(client, request, person, status):
    client.force_login(request.getfixturevalue(person))
    assert client.get("/admin/").status_code == status


def test_a_viewer_is_told_no_and_a_stranger_signs_in_at_the_front_door(client, ben):
    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    assert client.get("/admin/login/?next=/admin/").headers["Location"] == "/account/login/?next=/admin/"
    client.force_login(ben)
    assert client.get("/admin/", follow=True).status_code == 403


def test_a_manager_who_is_demoted_is_out_at_once(as_aiko, aiko):
    aiko.memberships.update(role=Role.EDITOR)
    assert as_aiko.get("/admin/").status_code == 302


@pytest.mark.parametrize(
    "path", ["planner/account", "analytics/metricimport", "brands/brand", "brands/user", "brands/membership"]
)
def test_lists_filters_and_searches_stay_inside_her_brands(as_aiko, rows, chika, path):
    for query in ("", "?q=theirs", "?q=chika", "?o=1"):
        text = as_aiko.get(f"/admin/{path}/{query}").content.decode().replace(query.strip("?"), "").replace("q=theirs", "")
        assert not [word for word in ("handle.theirs", "file-theirs", ">Theirs<", "chika@example.com") if word in text]


def test_every_change_page_of_another_brand_is_not_there(as_aiko, rows, theirs, chika):
    for model, site in admin.site._registry.items():
        if isinstance(site, ScopedAdmin):
            for row in [row for row in model._default_manager.all() if belongs_to(row, theirs, chika)]:
                base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/{row.pk}"
                for act in ("change", "delete", "history"):
                    assert as_aiko.get(f"{base}/{act}/").status_code in (302, 403, 404), f"{base}/{act}/"


def belongs_to(row, brand, person):
    return row in (brand, person) or getattr(row, "brand", None) == brand


def test_actions_reach_no_row_of_another_brand(as_aiko, rows):
    chosen = {"action": "delete_selected", "_selected_action": [rows["theirs"].pk], "post": "yes"}
    as_aiko.post("/admin/planner/account/", chosen)
    assert Account.objects.filter(pk=rows["theirs"].pk).exists()


def test_choices_name_only_her_brands(as_aiko, rows, theirs):
    form = as_aiko.get("/admin/planner/account/add/").context["adminform"].form
    assert [str(label) for _, label in form.fields["brand"].choices] == ["---------", "しずくの庭"]
    as_aiko.post("/admin/planner/account/add/", {"brand": theirs.pk, "handle": "sneaky", "kind": "official"})
    assert Account.objects.filter(handle="sneaky").exists() is False


def test_a_row_cannot_be_moved_to_another_brand(as_aiko, aiko, rows, ours):
    second = make_brand("second")
    join(aiko, second, Role.OWNER)
    account = rows["ours"]
    form = {"brand": second.pk, "handle": "renamed", "kind": "official", "market": "JP", "time_zone": "Asia/Tokyo"}
    as_aiko.post(f"/admin/planner/account/{account.pk}/change/", form)
    account.refresh_from_db()
    assert account.brand == ours


def test_a_row_may_not_point_into_another_brand(rows, ours):
    video = make_planned_video(ours, None)
    video.account = rows["theirs"]
    with override("en"), pytest.raises(ValidationError, match="This belongs to another brand"):
        video.full_clean()


def test_a_deletion_that_would_reach_another_brand_is_refused_without_names(as_aiko, rows, ours):
    rows["theirs"].videos.update(account=rows["ours"])  # what must never be: a row of theirs that hangs on ours
    text = as_aiko.get(f"/admin/planner/account/{rows['ours'].pk}/delete/").content.decode()
    assert "caption-theirs" not in text


def test_autocomplete_finds_only_people_of_her_brands(as_root, as_chika, aiko):
    query = "/admin/autocomplete/?app_label=brands&model_name=membership&field_name=user&term=aiko"
    assert as_chika.get(query).json()["results"] == []


def test_a_manager_reads_people_and_changes_nothing_about_them(as_aiko, aiko, ben):
    text = as_aiko.get(f"/admin/brands/user/{ben.pk}/change/").content.decode()
    assert "ben@example.com" in text
    assert not [word for word in ("md5$", "pbkdf2", "superuser", "is_superuser") if word in text]
    as_aiko.post(
        f"/admin/brands/user/{aiko.pk}/change/", {"name": "A", "language": "en", "is_superuser": "on", "is_active": "on"}
    )
    aiko.refresh_from_db()
    assert (aiko.is_superuser, aiko.name) == (False, "Aiko")
    assert as_aiko.get("/admin/brands/user/add/").status_code == 403


@pytest.mark.parametrize(
    "query", ["password__startswith=md5", "is_superuser__exact=1", "memberships__brand__slug=theirs", "email__startswith=b"]
)
def test_secrets_are_no_lookups(as_aiko, query):
    status = as_aiko.get(f"/admin/brands/user/?{query}").status_code
    assert status == (200 if query.startswith("email") else 400)


def test_the_pepper_is_no_lookup(as_aiko, ours):
    assert as_aiko.get(f"/admin/brands/brand/?pepper__startswith={ours.pepper[0]}").status_code == 400


@pytest.mark.parametrize(
    "path", ["brands/membership/add", "brands/brand/add", "brands/invitation/add", "analytics/metricimport/add"]
)
def test_roles_brands_and_facts_are_not_made_in_the_panel_by_managers(as_aiko, path):
    assert as_aiko.get(f"/admin/{path}/").status_code == 403


def test_view_on_site_which_would_look_up_any_row_is_gone(as_aiko, rows):
    assert as_aiko.get(f"/admin/r/1/{rows['theirs'].pk}/").status_code == 404


def test_superusers_see_all_brands(as_root, rows):
    assert sorted(listed(as_root.get("/admin/planner/account/"))) == ["@handle.ours", "@handle.theirs"]
    assert as_root.get("/admin/brands/brand/add/").status_code == 200


def test_every_list_and_row_of_her_own_opens(as_aiko, rows, ours, aiko):
    for model, site in admin.site._registry.items():
        if isinstance(site, ScopedAdmin):
            base = f"/admin/{model._meta.app_label}/{model._meta.model_name}/"
            assert as_aiko.get(base).status_code == 200, base
            for row in [row for row in model._default_manager.all() if belongs_to(row, ours, aiko)]:
                assert as_aiko.get(f"{base}{row.pk}/change/").status_code == 200, row


def test_the_base_refuses_models_that_are_not_a_brands():
    with pytest.raises(ImproperlyConfigured, match="Brand is not BrandOwned"):
        BrandScopedAdmin(Brand, admin.site)
