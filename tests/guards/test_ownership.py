"""Every model that holds a brand's data is BrandOwned, every admin of one is scoped, every other one is the superusers'."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.core.management import call_command
from django.db import models
from django.test import RequestFactory

from tkcommerce.brands.admin import BrandScopedAdmin, ScopedAdmin
from tkcommerce.brands.models import Brand, BrandOwned, User

OUR_APPS = ("work", "brands", "planner", "analytics")


def our_models():
    return [model for label in OUR_APPS for model in apps.get_app_config(label).get_models()]


def not_owned(found):
    """Models that point to a brand, or to something a brand owns, without being BrandOwned; or whose brand may be missing."""
    wrong = []
    for model in found:
        targets = [field.related_model for field in model._meta.fields if field.is_relation]
        if any(target is Brand or issubclass(target, BrandOwned) for target in targets) and not issubclass(model, BrandOwned):
            wrong.append(f"{model.__name__} is not BrandOwned")
        if issubclass(model, BrandOwned):
            brand = model._meta.get_field("brand")
            if brand.null or brand.remote_field.on_delete is not models.CASCADE or brand.related_model is not Brand:
                wrong.append(f"{model.__name__}.brand may be missing or outlive its brand")
    return wrong


def not_scoped(registry):
    return [
        f"{model.__name__}: {type(site).__name__}"
        for model, site in registry.items()
        if issubclass(model, BrandOwned) and not isinstance(site, BrandScopedAdmin)
    ]


def test_every_model_of_a_brand_says_so():
    assert len(our_models()) > 15
    assert not_owned(our_models()) == []


def test_the_guard_sees_models_that_do_not():
    class Loose(models.Model):
        brand = models.ForeignKey(Brand, on_delete=models.CASCADE, related_name="+")

        class Meta:
            app_label, managed = "guards", False

        def __str__(self):
            return ""

    class Optional(BrandOwned):
        brand = models.ForeignKey(Brand, null=True, on_delete=models.SET_NULL, related_name="+")

        class Meta:
            app_label, managed = "guards", False

        def __str__(self):
            return ""

    try:
        assert not_owned([Loose, Optional]) == [
            "Loose is not BrandOwned",
            "Optional.brand may be missing or outlive its brand",
        ]
        stock = admin.ModelAdmin(Optional, admin.site)
        assert not_scoped({Optional: stock}) == ["Optional: ModelAdmin"]
    finally:
        del apps.all_models["guards"]
        apps.clear_cache()


def test_every_admin_of_a_brands_model_is_scoped():
    assert not_scoped(admin.site._registry) == []


def test_every_other_admin_is_closed_to_managers(aiko):
    request = RequestFactory().get("/admin/")
    request.user = aiko
    others = {model: site for model, site in admin.site._registry.items() if not isinstance(site, ScopedAdmin)}
    assert [model.__name__ for model, site in others.items() if site.has_module_permission(request)] == []
    assert {model for model, site in admin.site._registry.items() if type(site).__mro__[1] is ScopedAdmin} == {Brand, User}


@pytest.mark.django_db
def test_models_and_migrations_agree():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
