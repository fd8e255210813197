"""Which mails a person wants from the brand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from planner.posting.forms import WishForm
from planner.posting.reminding import QUIET_FROM, QUIET_UNTIL, choose_reminders, wants
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast


@for_brand(Role.VIEWER)
def reminders(request: HttpRequest, brand: Brand) -> HttpResponse:
    """One's own only."""
    form = WishForm(request.POST or None, initial={"kinds": sorted(wants(brand, request.user))})
    if request.method == "POST":
        form = WishForm(request.POST)
        if form.is_valid():
            choose_reminders(brand=brand, person=request.user, kinds=set(form.cleaned_data["kinds"]))
            return leave_toast(request, Toast(_("Saved.")), reverse("planner:reminders", args=[brand.slug]))
    context = {"form": form, "toast": take_toast(request), "quiet_from": QUIET_FROM, "quiet_until": QUIET_UNTIL}
    return render(request, "planner/reminders.html", context, status=422 if form.is_bound else 200)
