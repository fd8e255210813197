"""Say how a file is to be read: answer its question, correct what was recognised, say what an unknown table is."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from analytics.csv_download import csv_response
from analytics.forms.import_answers import ChoiceForm, CorrectionForm, MappingNameForm
from analytics.importing.answers import answer_import
from analytics.importing.mappings import delete_mapping, map_table, rename_mapping
from analytics.importing.revert import undo_correction
from analytics.importing.templates import BY_KEY, TEMPLATES, filled_in
from analytics.mapping_page import mapping_page
from analytics.queries.table_mappings import mapping_rows
from planner.refusals import Refused
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_POST
@for_brand(Role.EDITOR)
def import_answer(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    """The answer to what a held import asks."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _refused(request, brand, import_id, form.errors.values())
    said = form.cleaned_data
    return _said(request, brand, import_id, said["table"], {said["key"]: said["option"]})


@require_POST
@for_brand(Role.EDITOR)
def import_correct(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        return _refused(request, brand, import_id, form.errors.values())
    return _said(request, brand, import_id, form.cleaned_data["table"], form.answers)


@require_POST
@for_brand(Role.EDITOR)
def import_uncorrect(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    """Back to what the file said before its last correction."""
    metric_import = get_object_or_404(brand.metricimports, pk=import_id)
    if undo_correction(metric_import=metric_import, by=request.user):
        messages.success(request, _("%(name)s is as it was before the correction.") % {"name": metric_import.filename})
    return redirect("analytics:import", brand_slug=brand.slug, import_id=import_id)


def _said(request: HttpRequest, brand: Brand, import_id: int, table: str, answers: dict[str, str]) -> HttpResponse:
    metric_import = get_object_or_404(brand.metricimports, pk=import_id)
    try:
        answer_import(metric_import=metric_import, table=table, answers=answers, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("analytics:import", brand_slug=brand.slug, import_id=import_id)
    return _list(brand, import_id)


def _list(brand: Brand, import_id: int) -> HttpResponse:
    return redirect(f"{reverse('analytics:imports', kwargs={'brand_slug': brand.slug})}?now={import_id}")


def _refused(request: HttpRequest, brand: Brand, import_id: int, errors: object) -> HttpResponse:
    for problem in (text for texts in errors for text in texts):
        messages.error(request, problem)
    return redirect("analytics:import", brand_slug=brand.slug, import_id=import_id)


@require_http_methods(["GET", "HEAD", "POST"])
@for_brand(Role.EDITOR)
def import_mapping(request: HttpRequest, brand: Brand, import_id: int) -> HttpResponse:
    metric_import = get_object_or_404(brand.metricimports, pk=import_id)
    page = mapping_page(request, metric_import)
    if request.method == "POST" and page.form and page.form.is_valid():
        told = {"name": page.form.cleaned_data["name"], "columns": page.form.columns, "options": page.form.options}
        try:
            map_table(
                metric_import=metric_import, fingerprint=page.fingerprint, profile=page.chosen, by=request.user, **told
            )  # fmt: skip
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("Understood: every file with these columns is read like this from now on."))
            return _list(brand, import_id)
    return render(request, "analytics/import_mapping.html", {"page": page, "metric_import": metric_import})


@require_GET
@for_brand(Role.VIEWER)
def table_mappings(request: HttpRequest, brand: Brand) -> HttpResponse:
    shown = {"mappings": mapping_rows(brand), "may_edit": request.role >= Role.EDITOR}
    return render(request, "analytics/table_mappings.html", shown)


@require_POST
@for_brand(Role.EDITOR)
def table_mapping_rename(request: HttpRequest, brand: Brand, mapping_id: int) -> HttpResponse:
    get_object_or_404(brand.tablemappings, pk=mapping_id)
    form = MappingNameForm(request.POST)
    if form.is_valid():
        rename_mapping(brand=brand, mapping_id=mapping_id, name=form.cleaned_data["name"], by=request.user)
    else:
        messages.error(request, _("Give it a name."))
    return redirect("analytics:table-mappings", brand_slug=brand.slug)


@require_POST
@for_brand(Role.EDITOR)
def table_mapping_delete(request: HttpRequest, brand: Brand, mapping_id: int) -> HttpResponse:
    get_object_or_404(brand.tablemappings, pk=mapping_id)
    name = delete_mapping(brand=brand, mapping_id=mapping_id, by=request.user)
    messages.success(request, _("“%(name)s” is forgotten; what was imported by it stays.") % {"name": name})
    return redirect("analytics:table-mappings", brand_slug=brand.slug)


@require_GET
@for_brand(Role.VIEWER)
def import_templates(request: HttpRequest, brand: Brand) -> HttpResponse:
    templates = [(item.profile.key, _(item.profile.title), _(item.purpose)) for item in TEMPLATES]
    return render(request, "analytics/import_templates.html", {"templates": templates})


@require_GET
@for_brand(Role.VIEWER)
def import_template(request: HttpRequest, brand: Brand, key: str) -> HttpResponse:
    """A CSV to begin with, in the reader's language."""
    template = BY_KEY.get(key)
    if template is None:
        raise Http404
    explained = {column: _(message) for column, (message, _example) in template.explained.items()}
    header, *rows = filled_in(template, explained, japanese=(get_language() or "").startswith("ja"))
    return csv_response(f"{key.replace('.', '-')}.csv", header, rows)
