"""The mails of the weekly report, looked after by managers: preview, note, test, send again, and what became of each."""

from csp.constants import SELF
from csp.decorators import csp_update
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from analytics.forms.reports import NoteForm
from analytics.models import ReportMail, ReportReader
from analytics.queries.reports import mails_of_brand, present
from analytics.reports.notes import note_of, write_note
from analytics.reports.preview import MailNotSent, preview_of, send_test
from analytics.reports.readers import own_reader
from analytics.reports.settling import mark_as_sent, send_again
from analytics.views.reports import week_or_404
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

# A mail carries its style in its tags; no script, no form, no origin, and nothing from anywhere.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'; sandbox allow-popups"
)


@require_GET
@csp_update({"frame-src": [SELF]})
@for_brand(Role.MANAGER)
def report_preview(request: HttpRequest, brand: Brand, week: str) -> HttpResponse:
    """The mail as a reader gets it; `?reader=` names her, without it oneself."""
    days = week_or_404(brand, week)
    reader = _reader(request, brand)
    context = {
        "week": days,
        "letter": preview_of(reader, days, now=timezone.now()),
        "reader": reader,
        "readers": present(brand.reportreaders.all()),
        "form": NoteForm(initial={"text": note_of(brand, days.start)}),
    }
    return render(request, "analytics/report_preview.html", context)


@require_GET
@xframe_options_sameorigin
@for_brand(Role.MANAGER)
def report_preview_mail(request: HttpRequest, brand: Brand, week: str) -> HttpResponse:
    """The mail's HTML alone, for the frame of the preview, under a policy of its own."""
    letter = preview_of(_reader(request, brand), week_or_404(brand, week), now=timezone.now())
    return HttpResponse(letter.html, headers={"Content-Security-Policy": MAIL_POLICY})


def _reader(request: HttpRequest, brand: Brand) -> ReportReader:
    named = request.GET.get("reader") or request.POST.get("reader") or ""
    if not named:
        return own_reader(brand=brand, user=request.user)
    return get_object_or_404(
        present(brand.reportreaders.select_related("brand")), pk=named if named.isdecimal() and len(named) < 19 else 0
    )


@require_POST
@for_brand(Role.MANAGER)
def report_note_edit(request: HttpRequest, brand: Brand, week: str) -> HttpResponse:
    days = week_or_404(brand, week)
    form = NoteForm(request.POST)
    if form.is_valid():
        write_note(brand=brand, week_start=days.start, by=request.user, text=form.cleaned_data["text"])
        messages.success(request, _("Saved.") if form.cleaned_data["text"].strip() else _("The note was taken away."))
    else:
        messages.error(request, " ".join(form.errors["text"]))
    return redirect("analytics:report-preview", brand_slug=brand.slug, week=days.start.isoformat())


@require_POST
@for_brand(Role.MANAGER)
def report_test_create(request: HttpRequest, brand: Brand, week: str) -> HttpResponse:
    """To oneself only: nobody else's address comes from the browser."""
    days = week_or_404(brand, week)
    try:
        send_test(_reader(request, brand), days, to=request.user.email, now=timezone.now())
    except MailNotSent:
        messages.error(request, _("The mail server did not take the mail. Please try again in a few minutes."))
    else:
        messages.success(request, _("A test was sent to %(email)s.") % {"email": request.user.email})
    return redirect("analytics:report-preview", brand_slug=brand.slug, week=days.start.isoformat())


@require_GET
@for_brand(Role.MANAGER)
def report_mails(request: HttpRequest, brand: Brand) -> HttpResponse:
    only = request.GET.get("state", "")
    page = mails_of_brand(brand, only=only, number=request.GET.get("page"))
    context = {"page": page, "only": only, "states": ReportMail.Delivery.choices, "manages": True}
    return render(request, "analytics/report_mails.html", context)


@require_POST
@for_brand(Role.MANAGER)
def report_mail_resend(request: HttpRequest, brand: Brand, mail_id: int) -> HttpResponse:
    mail = get_object_or_404(brand.reportmails.select_related("reader"), pk=mail_id)
    if send_again(mail):
        messages.success(request, _("The report goes to %(reader)s once more.") % {"reader": mail.reader})
    else:
        messages.warning(request, _("%(reader)s gets no report now; the log says why.") % {"reader": mail.reader})
    return redirect("analytics:report-mails", brand_slug=brand.slug)


@require_POST
@for_brand(Role.MANAGER)
def report_mail_confirm(request: HttpRequest, brand: Brand, mail_id: int) -> HttpResponse:
    """A person looked and says that an unconfirmed mail did arrive."""
    mail = get_object_or_404(brand.reportmails.select_related("reader"), pk=mail_id)
    if mark_as_sent(mail):
        messages.success(request, _("Marked as sent: %(reader)s.") % {"reader": mail.reader})
    return redirect("analytics:report-mails", brand_slug=brand.slug)
