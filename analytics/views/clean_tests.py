"""Clean tests: plan one, look at it, call it off."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.clean_test_page import clean_test_page
from analytics.clean_tests import cancel_clean_test, outcomes_to_test, plan_clean_test
from analytics.forms.trials import CleanTestForm
from planner.refusals import Refused
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@for_brand(Role.EDITOR)
def clean_test_new(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = CleanTestForm(request.POST or None, brand=brand, outcomes=outcomes_to_test(brand))
    if request.method != "POST" or not form.is_valid():
        return render(request, "analytics/clean_test_new.html", {"form": form}, status=422 if form.is_bound else 200)
    try:
        test = plan_clean_test(brand=brand, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return render(request, "analytics/clean_test_new.html", {"form": form, "refusal": str(refusal)}, status=409)
    return redirect("analytics:pattern-test", brand.slug, test.pk)


@require_GET
@for_brand(Role.VIEWER)
def clean_test(request: HttpRequest, brand: Brand, test_id: int) -> HttpResponse:
    tests = brand.cleantests.select_related("facet", "level_a", "level_b")
    page = clean_test_page(get_object_or_404(tests, pk=test_id))
    return render(request, "analytics/clean_test.html", {"page": page, "toast": take_toast(request)})


@require_POST
@for_brand(Role.EDITOR)
def clean_test_cancel(request: HttpRequest, brand: Brand, test_id: int) -> HttpResponse:
    test = get_object_or_404(brand.cleantests, pk=test_id)
    try:
        cancel_clean_test(test=test, by=request.user)
        toast = Toast(_("The test is called off."))
    except Refused as refusal:
        toast = Toast(str(refusal))
    return leave_toast(request, toast, reverse("analytics:pattern-test", args=[brand.slug, test.pk]))
