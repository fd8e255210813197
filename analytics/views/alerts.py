"""What is unusual today: on a brand's home, and as a page with what was dismissed."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.alerts.dismissing import alerts_of, dismiss, undo_dismissal
from analytics.alerts.page import alerts_page, told_alerts
from analytics.queries.sources import sources_of
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def home_alerts(request: HttpRequest, brand: Brand) -> HttpResponse:
    return render(request, "analytics/_home_alerts.html", {"alerts": told_alerts(brand, today=today_of(brand))})


@require_GET
@for_brand(Role.VIEWER)
def alerts(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = alerts_page(brand, today=today_of(brand))
    return render(request, "analytics/alerts.html", {"page": page, "toast": take_toast(request)})


@require_POST
@for_brand(Role.EDITOR)
def alert_dismiss(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The alert of that key as it stands now; one that stands no more needs nothing."""
    standing = alerts_of(brand, sources_of(brand), today=today_of(brand))
    alert = next((one for one in standing if one.key == request.POST.get("key")), None)
    toast = Toast(_("This is over already."))
    if alert:
        dismissal = dismiss(brand=brand, alert=alert, by=request.user)
        undo = reverse("analytics:alert-undo", args=[brand.slug, dismissal.pk])
        toast = Toast(_("Dismissed for everybody. It comes back only with a new finding."), undo)
    if request.htmx:
        context = {"alerts": told_alerts(brand, today=today_of(brand)), "toast": toast}
        return render(request, "analytics/_home_alerts.html", context)
    return leave_toast(request, toast, reverse("analytics:alerts", args=[brand.slug]))


@require_POST
@for_brand(Role.EDITOR)
def alert_undo(request: HttpRequest, brand: Brand, dismissal_id: int) -> HttpResponse:
    dismissal = get_object_or_404(brand.alertdismissals, pk=dismissal_id)
    toast = Toast(_("Told again."))
    try:
        undo_dismissal(dismissal=dismissal, brand=brand, by=request.user)
    except Refused as refusal:
        toast = Toast(str(refusal))
    return leave_toast(request, toast, reverse("analytics:alerts", args=[brand.slug]))
