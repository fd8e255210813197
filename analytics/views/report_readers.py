"""The readers of the report, looked after by managers: who gets it, people outside, and the brand's chat."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from analytics.forms.reports import ChatHookForm, InviteReaderForm
from analytics.models import ReportReader
from analytics.queries.reports import chat_of, present, readers_of_brand
from analytics.reports.chat import hello, remove_hook, try_hook, write_hook
from analytics.reports.ledger import ensure_readers
from analytics.reports.readers import MailNotSent, invite_outside, pause_reader, remove_outside, resume_reader
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role


@require_GET
@for_brand(Role.MANAGER)
def report_readers(request: HttpRequest, brand: Brand) -> HttpResponse:
    ensure_readers()
    return _page(request, brand)


def _page(
    request: HttpRequest, brand: Brand, *, form: InviteReaderForm | None = None, chat_form: ChatHookForm | None = None
) -> HttpResponse:
    bad = form or chat_form
    context = {
        "readers": readers_of_brand(brand),
        "form": form or InviteReaderForm(initial={"language": brand.language}),
        "chat": chat_of(brand),
        "chat_form": chat_form or ChatHookForm(initial={"language": brand.language}),
        "manages": True,
    }
    return render(request, "analytics/report_readers.html", context, status=422 if bad else 200)


@require_POST
@for_brand(Role.MANAGER)
def report_reader_add(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = InviteReaderForm(request.POST)
    if not form.is_valid():
        return _page(request, brand, form=form)
    try:
        reader = invite_outside(brand=brand, by=request.user, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error("email", refused)
        return _page(request, brand, form=form)
    except MailNotSent:
        messages.error(request, _("The mail server did not take the mail. Please try again in a few minutes."))
    else:
        messages.success(
            request, _("%(email)s was asked. Nothing else is sent there until the answer is yes.") % {"email": reader.email}
        )
    return redirect("analytics:report-readers", brand_slug=brand.slug)


@require_POST
@for_brand(Role.MANAGER)
def report_reader_remove(request: HttpRequest, brand: Brand, reader_id: int) -> HttpResponse:
    """Only of people outside: members decide for themselves, or leave the brand."""
    reader = get_object_or_404(present(brand.reportreaders.filter(user=None)), pk=reader_id)
    remove_outside(reader=reader)
    messages.success(request, _("%(name)s no longer gets the report.") % {"name": reader})
    return redirect("analytics:report-readers", brand_slug=brand.slug)


@require_POST
@for_brand(Role.MANAGER)
def report_reader_pause(request: HttpRequest, brand: Brand, reader_id: int) -> HttpResponse:
    reader = _reader(brand, reader_id)
    pause_reader(reader=reader)
    messages.success(request, _("Paused: %(name)s.") % {"name": reader})
    return redirect("analytics:report-readers", brand_slug=brand.slug)


@require_POST
@for_brand(Role.MANAGER)
def report_reader_resume(request: HttpRequest, brand: Brand, reader_id: int) -> HttpResponse:
    reader = _reader(brand, reader_id)
    resume_reader(reader=reader)
    messages.success(request, _("Resumed: %(name)s.") % {"name": reader})
    return redirect("analytics:report-readers", brand_slug=brand.slug)


def _reader(brand: Brand, reader_id: int) -> ReportReader:
    return get_object_or_404(present(brand.reportreaders.all()), pk=reader_id)


@require_POST
@for_brand(Role.MANAGER)
def report_chat_edit(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = ChatHookForm(request.POST)
    if not form.is_valid():
        return _page(request, brand, chat_form=form)
    write_hook(brand=brand, by=request.user, **form.cleaned_data)
    messages.success(request, _("Saved. Send a test message to see that it arrives."))
    return redirect("analytics:report-readers", brand_slug=brand.slug)


@require_POST
@for_brand(Role.MANAGER)
def report_chat_test(request: HttpRequest, brand: Brand) -> HttpResponse:
    hook = get_object_or_404(brand.chathooks.select_related("brand"))
    problem = try_hook(hook, hello(hook, by=request.user))
    if problem:
        message, params = problem
        messages.error(request, _(message) % params)
    else:
        messages.success(request, _("The test message was posted."))
    return redirect("analytics:report-readers", brand_slug=brand.slug)


@require_POST
@for_brand(Role.MANAGER)
def report_chat_remove(request: HttpRequest, brand: Brand) -> HttpResponse:
    remove_hook(brand=brand)
    messages.success(request, _("No further report is posted to the chat."))
    return redirect("analytics:report-readers", brand_slug=brand.slug)
