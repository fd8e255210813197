"""Goals of a month: looked at by everybody, set by managers."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from analytics.goals.editing import remove_goal, repeat_goals, set_goal
from analytics.goals.forms import GoalForm
from analytics.goals.lines import HOW
from analytics.goals.page import goals_answer, goals_page, month_lines, read_month
from analytics.models import Goal
from analytics.table_files import table_response
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
    return _back(request, brand, _("“%(title)s” is saved") % {"title": goal})


@require_POST
@for_brand(Role.MANAGER)
def goal_repeat(request: HttpRequest, brand: Brand) -> HttpResponse:
    month = read_month(request.GET.get("month", ""), today=today_of(brand)).start
    try:
        n = repeat_goals(brand=brand, month=month, by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return _back(request, brand, ngettext("%(n)s goal taken over.", "%(n)s goals taken over.", n) % {"n": n})


@require_POST
@for_brand(Role.MANAGER)
def goal_remove(request: HttpRequest, brand: Brand, goal_id: int) -> HttpResponse:
    goal = get_object_or_404(brand.goals, pk=goal_id)
    try:
        remove_goal(goal=goal, by=request.user)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return _back(request, brand, _("The goal is removed."))


def _form(request: HttpRequest, brand: Brand, data: object = None) -> GoalForm:
    month = read_month(request.GET.get("month", ""), today=today_of(brand))
    return GoalForm(data, instance=Goal(brand=brand, month=month.start))


def _page(request: HttpRequest, brand: Brand, *, form: GoalForm | None = None, status: int = 200) -> HttpResponse:
    page = goals_page(brand, request.GET, today=today_of(brand))
    context = {"page": page, "form": form or _form(request, brand), "how": HOW, "toast": take_toast(request)}
    return render(request, "analytics/goals.html", context, status=status)


def _back(request: HttpRequest, brand: Brand, text: str) -> HttpResponse:
    month = read_month(request.GET.get("month", ""), today=today_of(brand)).start
    return leave_toast(request, Toast(text), f"{reverse('analytics:goals', args=[brand.slug])}?month={month:%Y-%m}")
