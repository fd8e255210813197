"""The settings of a brand, and the way to its members, accounts and background work."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from tkcommerce.brands.access import for_brand
from tkcommerce.brands.brand_settings import change_settings
from tkcommerce.brands.forms import BrandForm
from tkcommerce.brands.models import Brand, Role


@for_brand(Role.MANAGER)
def settings(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = BrandForm(request.POST or None, instance=brand)
    if request.method != "POST" or not form.is_valid():
        brand.refresh_from_db()  # the frame shows what is saved, not what was typed
        return render(request, "brands/settings.html", {"form": form}, status=422 if form.is_bound else 200)
    change_settings(brand=brand, zone_before=form.zone_before)
    messages.success(request, _("Saved."))
    return redirect("brands:settings", brand_slug=brand.slug)
