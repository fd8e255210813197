"""Import files: drop them, watch them, see what was recognised and what was wrong, undo and redo."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.csv_download import csv_response
from analytics.forms.import_answers import CorrectionForm
from analytics.forms.imports import AccountAnswerForm, UploadForm, now_ids
from analytics.importing.accounts import answer_account
from analytics.importing.policy import policy_of
from analytics.importing.preview import apply_import
from analytics.importing.problems import UnreadableFile
from analytics.importing.receive import receive_file
from analytics.importing.revert import restore_import, revert_import
from analytics.models import MetricImport
from analytics.problem_file import problem_table
from analytics.queries.imports import import_detail, imports_page, problems_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.VIEWER)
def imports(request: HttpRequest, brand: Brand) -> HttpResponse:
    page = imports_page(brand, now_ids=now_ids(request), number=request.GET.get("page"))
    form = UploadForm(brand)
    return render(request, "analytics/imports.html", {"page": page, "form": form, "may_edit": request.role >= Role.EDITOR})


@require_GET
@for_brand(Role.VIEWER)
def import_progress(request: HttpRequest, brand: Brand) -> HttpResponse:
    """The fragment that renews itself every second while something runs."""
    page = imports_page(brand, now_ids=now_ids(request), number=1)
    return render(request, "analytics/_imports_now.html", {"page": page, "may_edit": request.role >= Role.EDITOR, "renews": True})


@require_POST
@for_brand(Role.EDITOR)
def import_upload(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = UploadForm(brand, request.POST, {"files": request.FILES.getlist("files")})
    if not form.is_valid():
        for problem in (text for texts in form.errors.values() for text in texts):
            messages.error(request, problem)
        return redirect("analytics:imports", brand_slug=brand.slug)
    asked = {"account": form.cleaned_data["account"], "looks_first": policy_of(brand).looks_first}
    ids = [_receive(request, brand, file, **asked) for file in form.cleaned_data["files"]]
    return _back_to(brand, dict.fromkeys(pk for pk in ids if pk))


def _back_to(brand: Brand, now: Iterable[int]) -> HttpResponse:
    """The list, these imports first."""
    address = reverse("analytics:imports", kwargs={"brand_slug": brand.slug})
    return redirect(f"{address}?now={','.join(map(str, now))}")


def _receive(request: HttpRequest, brand: Brand, file: object, **asked: object) -> int | None:
    """The import's id, None if the file was refused. What happens to one file does not touch the others."""
    everything = MetricImport.Policy.ALL
    try:
        received = receive_file(brand=brand, name=file.name, content=file.chunks(), by=request.user, policy=everything, **asked)
    except UnreadableFile as refusal:
        messages.error(request, f"{file.name}: {_(refusal.message) % refusal.params}")
        return None
    if not received.created:
        earlier = received.metric_import
        address = reverse("analytics:import", kwargs={"brand_slug": brand.slug, "import_id": earlier.pk})
        text = _("%(name)s has the same content as an earlier import, so nothing was added.") % {"name": file.name}
        messages.info(request, format_html('{} <a href="{}">{}</a>', text, address, earlier.filename))
    return received.metric_import.pk


@require_GET
@for_brand(Role.VIEWER)
def import_one(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    detail = import_detail(brand, import_id, number=request.GET.get("page"))
    if detail is None:
        raise Http404
    may_edit = request.role >= Role.EDITOR
    may_correct = may_edit and detail.card.look in ("preview", "done", "undone")
    shown = {"detail": detail, "may_edit": may_edit, "may_correct": may_correct, "correction": CorrectionForm()}
    return render(request, "analytics/import.html", shown)


@require_GET
@for_brand(Role.VIEWER)
def import_problems(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    """The problems as CSV that a spreadsheet opens without running any of it."""
    metric_import = get_object_or_404(brand.metricimports, pk=import_id)
    return csv_response(f"problems-{metric_import.pk}.csv", *problem_table(problems_of(brand, metric_import.pk)))


@require_POST
@for_brand(Role.EDITOR)
def import_apply(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    """Yes to the good rows of a preview."""
    metric_import = get_object_or_404(brand.metricimports, pk=import_id)
    if not apply_import(metric_import=metric_import, by=request.user):
        messages.info(request, _("%(name)s does not wait for a yes any more.") % {"name": metric_import.filename})
    return _back_to(brand, [import_id])


@require_POST
@for_brand(Role.EDITOR)
def import_revert(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    metric_import = get_object_or_404(brand.metricimports, pk=import_id)
    if revert_import(metric_import=metric_import, by=request.user):
        messages.success(request, _("%(name)s was taken out of every number.") % {"name": metric_import.filename})
    else:
        messages.info(request, _("Stopped before anything was written. Upload the file again to read it."))
    return redirect("analytics:imports", brand_slug=brand.slug)


@require_POST
@for_brand(Role.EDITOR)
def import_restore(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    metric_import = get_object_or_404(brand.metricimports, pk=import_id)
    if restore_import(metric_import=metric_import, by=request.user):
        messages.success(request, _("%(name)s counts again.") % {"name": metric_import.filename})
    else:
        messages.info(request, _("Stopped before anything was written. Upload the file again to read it."))
    return redirect("analytics:imports", brand_slug=brand.slug)


@require_POST
@for_brand(Role.EDITOR)
def import_account(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    metric_import = get_object_or_404(brand.metricimports, pk=import_id)
    form = AccountAnswerForm(brand, request.POST)
    if form.is_valid():
        answer_account(metric_import=metric_import, by=request.user, **form.cleaned_data)
    else:
        for problem in (text for texts in form.errors.values() for text in texts):
            messages.error(request, problem)
    return _back_to(brand, [metric_import.pk])
