"""Goals of a month: looked at by everybody, set by managers."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from analytics.goals.editing import goal_changes, remove_goal, repeat_goals, set_goal
from analytics.goals.forms import GoalForm
from analytics.goals.lines import HOW
from analytics.goals.page import goals_answer, goals_page, month_lines, read_month
from analytics.goals.undoing import undo_goal_changes
from analytics.models import Goal
from analytics.table_files import table_response
from planner.models import SettingChange
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.views.answers import Toast, leave_toast, take_toast
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def goals(request: HttpRequest, brand: Brand) -> HttpResponse:
    if kind := request.GET.get("format"):
        page = goals_page(brand, request.GET, today=today_of(brand))
        return table_response(f"{brand.slug}-goals-{page.key}", *page.table(request.GET.get("chart", "")), kind)
    return _page(request, brand)


@require_GET
@for_brand(Role.VIEWER)
def goals_home(request: HttpRequest, brand: Brand) -> HttpResponse:
    lines = month_lines(brand, today=today_of(brand))
    return render(request, "analytics/_home_goals.html", {"lines": lines, "answer": goals_answer(lines) if lines else ""})


@require_POST
@for_brand(Role.MANAGER)
def goal_set(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = _form(request, brand, request.POST)
    if not form.is_valid():
        return _page(request, brand, form=form, status=422)
    try:
        goal = set_goal(goal=form.save(commit=False), brand=brand, by=request.user)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, brand, form=form, status=422)
    return _back(request, brand, _("“%(title)s” is saved") % {"title": goal}, undo=_undo_of(brand, goal.pk))


@require_POST
@for_brand(Role.MANAGER)
def goal_repeat(request: HttpRequest, brand: Brand) -> HttpResponse:
    month = read_month(request.GET.get("month", ""), today=today_of(brand)).start
    try:
        changes = repeat_goals(brand=brand, month=month, by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    undo = reverse("analytics:goals-undo", args=[brand.slug, changes[0].pk, changes[-1].pk])
    n = len(changes)
    return _back(request, brand, ngettext("%(n)s goal taken over.", "%(n)s goals taken over.", n) % {"n": n}, undo=undo)


@require_POST
@for_brand(Role.MANAGER)
def goal_remove(request: HttpRequest, brand: Brand, goal_id: int) -> HttpResponse:
    goal = get_object_or_404(brand.goals, pk=goal_id)
    try:
        remove_goal(goal=goal, by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return _back(request, brand, _("The goal is removed."), undo=_undo_of(brand, goal_id))


@require_POST
@for_brand(Role.MANAGER)
def goal_undo(request: HttpRequest, brand: Brand, change_id: int) -> HttpResponse:
    return _undone(request, brand, [get_object_or_404(goal_changes(brand), pk=change_id)])


@require_POST
@for_brand(Role.MANAGER)
def goals_undo(request: HttpRequest, brand: Brand, first: int, last: int) -> HttpResponse:
    """What one press of hers wrote: from the first to the last of its changes."""
    return _undone(request, brand, list(goal_changes(brand).filter(pk__gte=first, pk__lte=last, by=request.user)))


def _undone(request: HttpRequest, brand: Brand, changes: Sequence[SettingChange]) -> HttpResponse:
    """Back to the month of the goal, where she sees it."""
    text = _("The change is undone.")
    try:
        month = undo_goal_changes(brand=brand, changes=changes, by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return leave_toast(request, Toast(text), f"{reverse('analytics:goals', args=[brand.slug])}?month={month:%Y-%m}")


def _form(request: HttpRequest, brand: Brand, data: object = None) -> GoalForm:
    month = read_month(request.GET.get("month", ""), today=today_of(brand))
    return GoalForm(data, instance=Goal(brand=brand, month=month.start))


def _page(request: HttpRequest, brand: Brand, *, form: GoalForm | None = None, status: int = 200) -> HttpResponse:
    page = goals_page(brand, request.GET, today=today_of(brand))
    context = {"page": page, "form": form or _form(request, brand), "how": HOW, "toast": take_toast(request)}
    return render(request, "analytics/goals.html", context, status=status)


def _undo_of(brand: Brand, goal_id: int) -> str:
    change = goal_changes(brand).filter(row=goal_id).first()
    return reverse("analytics:goal-undo", args=[brand.slug, change.pk]) if change else ""


def _back(request: HttpRequest, brand: Brand, text: str, *, undo: str = "") -> HttpResponse:
    month = read_month(request.GET.get("month", ""), today=today_of(brand)).start
    return leave_toast(request, Toast(text, undo), f"{reverse('analytics:goals', args=[brand.slug])}?month={month:%Y-%m}")
