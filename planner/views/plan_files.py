"""The plan as a file: out as CSV or XLSX, in with its columns, a preview and an undo."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext
from django.views.decorators.http import require_GET, require_POST

from planner.models import PlanFile
from planner.plan_files.columns import columns_of
from planner.plan_files.files import LARGEST, apply_plan, map_columns, receive_plan, take_plan_back
from planner.plan_files.preview import preview_of
from planner.plan_files.table import as_csv, as_xlsx, table_of, table_videos
from planner.refusals import Refused
from planner.scheduling import today_of
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_FILES, SHOWN_ROWS = 20, 200


@require_GET
@for_brand(Role.VIEWER)
def plan_files(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _files_page(request, brand)


@require_GET
@for_brand(Role.VIEWER)
def plan_csv(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _download(request, brand, as_csv, "csv", "text/csv; charset=utf-8")


@require_GET
@for_brand(Role.VIEWER)
def plan_xlsx(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _download(request, brand, as_xlsx, "xlsx", XLSX)


@require_POST
@for_brand(Role.EDITOR)
def plan_file_upload(request: HttpRequest, brand: Brand) -> HttpResponse:
    given = request.FILES.get("file")
    if given is None:
        return _files_page(request, brand, refusal=_("Choose a file first."), status=422)
    try:
        content = given.read(LARGEST + 1)
        found = receive_plan(brand=brand, by=request.user, name=given.name, content=content)
    except Refused as refusal:
        return _files_page(request, brand, refusal=str(refusal), status=422)
    return redirect("planner:plan-file", brand.slug, found.pk)


@require_GET
@for_brand(Role.VIEWER)
def plan_file(request: HttpRequest, brand: Brand, file_id: int) -> HttpResponse:
    return _file_page(request, brand, get_object_or_404(brand.planfiles, pk=file_id))


@require_POST
@for_brand(Role.EDITOR)
def plan_file_columns(request: HttpRequest, brand: Brand, file_id: int) -> HttpResponse:
    found = get_object_or_404(brand.planfiles, pk=file_id)
    mapping = {str(n): request.POST.get(f"column_{n}", "") for n in range(len(found.header))}
    try:
        map_columns(plan_file=found, by=request.user, mapping=mapping)
    except Refused as refusal:
        return _file_page(request, brand, found, refusal=str(refusal), status=409)
    return redirect("planner:plan-file", brand.slug, file_id)


@require_POST
@for_brand(Role.EDITOR)
def plan_file_apply(request: HttpRequest, brand: Brand, file_id: int) -> HttpResponse:
    found = get_object_or_404(brand.planfiles, pk=file_id)
    good_only = request.POST.get("rows") == "good"
    try:
        done = apply_plan(plan_file=found, by=request.user, seal=request.POST.get("seal", ""), good_only=good_only)
    except Refused as refusal:
        return _file_page(request, brand, found, refusal=str(refusal), status=409)
    text = _("%(new)s new, %(changed)s changed, %(same)s as they were.") % done.result
    return _back(request, brand, Toast(text, reverse("planner:plan-file-undo", args=[brand.slug, file_id])))


@require_POST
@for_brand(Role.EDITOR)
def plan_file_undo(request: HttpRequest, brand: Brand, file_id: int) -> HttpResponse:
    found = get_object_or_404(brand.planfiles, pk=file_id)
    try:
        back, kept = take_plan_back(plan_file=found, by=request.user)
    except Refused as refusal:
        return _back(request, brand, Toast(str(refusal)))
    text = ngettext("%(n)s video is as it was.", "%(n)s videos are as they were.", back) % {"n": back}
    if kept:
        text += " " + ngettext(
            "%(n)s was changed since and stays.", "%(n)s were changed since and stay.", kept
        ) % {"n": kept}  # fmt: skip
    return _back(request, brand, Toast(text))


def _files_page(request: HttpRequest, brand: Brand, *, refusal: str = "", status: int = 200) -> HttpResponse:
    files = brand.planfiles.select_related("by").defer("rows")[:SHOWN_FILES]
    context = {"files": files, "refusal": refusal, "toast": take_toast(request)}
    return render(request, "planner/plan_files.html", context, status=status)


def _file_page(request: HttpRequest, brand: Brand, found: PlanFile, *, refusal: str = "", status: int = 200) -> HttpResponse:
    columns = columns_of(vocabulary_of(brand))
    heads = [(n, name, found.mapping.get(str(n), "")) for n, name in enumerate(found.header)]
    context = {"file": found, "refusal": refusal, "columns": columns, "heads": heads}
    context["unread"] = [name for _n, name, code in heads if not code]
    if not found.applied_at:
        preview = preview_of(found)
        shown = preview.worth_showing
        context |= {"preview": preview, "rows": shown[:SHOWN_ROWS], "more": max(len(shown) - SHOWN_ROWS, 0)}
    return render(request, "planner/plan_file.html", context, status=status)


def _download(request: HttpRequest, brand: Brand, written: Callable, ending: str, kind: str) -> HttpResponse:
    try:
        content = written(table_of(brand, table_videos(brand)))
    except Refused as refusal:
        return _files_page(request, brand, refusal=str(refusal), status=422)
    name = f"plan-{brand.slug}-{today_of(brand):%Y-%m-%d}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type=kind, headers=headers)


def _back(request: HttpRequest, brand: Brand, toast: Toast) -> HttpResponse:
    return leave_toast(request, toast, reverse("planner:plan-files", args=[brand.slug]))
