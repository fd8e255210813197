"""Learning with other brands: what it means, how it stands, and the owner's switch."""

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.forms.sharing import SharingForm
from analytics.pattern_sharing import share_patterns
from analytics.sharing_page import sharing_page
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def pattern_sharing(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = sharing_page(brand, request.user)
    return render(request, "analytics/pattern_sharing.html", {"page": page, "toast": take_toast(request)})


@require_POST
@for_brand(Role.OWNER)
def pattern_share(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = SharingForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    is_on = form.cleaned_data["is_on"]
    share_patterns(brand=brand, is_on=is_on, by=request.user)
    told = (
        _("This brand learns together with other brands.") if is_on else _("This brand shares nothing with other owners' brands.")
    )
    return leave_toast(request, Toast(told), reverse("analytics:pattern-sharing", args=[brand.slug]))
