"""Several cards at once, and the undo of such an act."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from planner.calendar.bulk_forms import PickedForm
from planner.calendar.page import LIST, place_of
from planner.calendar.picking import change_picked, undo_act
from planner.refusals import Refused
from planner.vocabulary.tagging import Act
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, refusal_in_words


@require_POST
@for_brand(Role.EDITOR)
def picked(request: HttpRequest, brand: Brand) -> HttpResponse:
    place = place_of(LIST, brand, request.user, request.GET, now=timezone.now())
    form = PickedForm(request.POST, filters=place.filters, brand=brand)
    drop = "drop" in request.POST
    if not form.is_valid() or not (drop or form.acts):
        return back(request, brand, Toast(_("Choose what to change first.")))
    try:
        act = change_picked(brand=brand, picked=form.picked_versions, by=request.user, **({"drop": True} if drop else form.acts))
    except Refused as refusal:
        return back(request, brand, Toast(refusal_in_words(refusal, brand)))
    return back(request, brand, done(brand, act, dropped=drop))


@require_POST
@for_brand(Role.EDITOR)
def act_undo(request: HttpRequest, brand: Brand, batch: UUID) -> HttpResponse:
    try:
        act = undo_act(brand=brand, batch=batch, by=request.user)
    except Refused as refusal:
        return back(request, brand, Toast(refusal_in_words(refusal, brand)))
    text = ngettext("%(n)s video is as it was.", "%(n)s videos are as they were.", act.changed) % {"n": act.changed}
    kept = ngettext(
        "%(n)s was changed since and stays.", "%(n)s were changed since and stay.", act.kept
    ) % {"n": act.kept}  # fmt: skip
    return back(request, brand, Toast(f"{text} {kept}" if act.kept else text))


def done(brand: Brand, act: Act, *, dropped: bool) -> Toast:
    if not act.batch:
        return Toast(_("Nothing changed: they are like that already."))
    if dropped:
        text = ngettext("%(n)s video is off the calendar.", "%(n)s videos are off the calendar.", act.changed)
    else:
        text = ngettext("%(n)s video is changed.", "%(n)s videos are changed.", act.changed)
    return Toast(text % {"n": act.changed}, reverse("planner:act-undo", args=[brand.slug, act.batch]))


def back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    """To the page that was left, if it is one of ours."""
    url = request.META.get("HTTP_REFERER", "")
    home = reverse("planner:calendar", args=[brand.slug])
    if not url_has_allowed_host_and_scheme(url, {request.get_host()}) or home not in url:
        url = home
    return leave_toast(request, toast, url)
