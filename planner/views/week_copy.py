"""A week copied into another one."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_POST

from planner.calendar.page import WEEK, place_of
from planner.calendar.week_copying import copy_week
from planner.calendar.week_forms import CopyWeekForm
from planner.refusals import Refused
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role
from tkcommerce.dates import week_of

from .answers import Toast, leave_toast
from .picked import back


@require_POST
@for_brand(Role.EDITOR)
def week_copy(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The address carries the filters of the week that the button stood in: only what they show is copied."""
    place = place_of(WEEK, brand, request.user, request.GET, now=timezone.now())
    form = CopyWeekForm(request.POST)
    if not form.is_valid():
        return back(request, brand, Toast(_("Choose the week to copy to first.")))
    week, to = (week_of(form.cleaned_data[name], starts_on=brand.week_starts_on) for name in ("week", "to"))
    try:
        act = copy_week(brand=brand, by=request.user, week=week, to=to, wanted=place.filters.wanted)
    except Refused as refusal:
        return back(request, brand, Toast(str(refusal)))
    text = ngettext("%(n)s video is copied.", "%(n)s videos are copied.", act.changed) % {"n": act.changed}
    if act.kept:
        over = ngettext(
            "%(n)s is left out: its day is over.", "%(n)s are left out: their days are over.", act.kept
        ) % {"n": act.kept}  # fmt: skip
        text = f"{text} {over}"
    undo_url = reverse("planner:act-undo", args=[brand.slug, act.batch])
    return leave_toast(request, Toast(text, undo_url), place.url(WEEK, week=to.start.isoformat()))
