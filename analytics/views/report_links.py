"""Where the links of a mail, and of a shared report, lead: without signing in, each to its one purpose and nothing else."""

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature, SignatureExpired
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from analytics.models import ReportReader
from analytics.report_page import pages_of_mail, pages_shared
from analytics.reports.archive import shared_week
from analytics.reports.readers import confirm_reader, find_invited, readers_among
from analytics.reports.signed_links import pages_of, reader_of
from analytics.views.outside import outside, speaking
from analytics.views.report_control import control


@require_GET
@login_not_required
@outside
def web(request: HttpRequest, token: str) -> HttpResponse:
    """The report of one mail: as many brands as the mail told."""
    try:
        told = pages_of(token)
    except SignatureExpired:
        return _gone(request)
    except BadSignature:
        raise Http404 from None
    readers = readers_among([page.reader_id for page in told])
    if not readers:
        return _gone(request)
    pages = pages_of_mail(told, readers, now=timezone.now())
    return _report(request, pages, readers[0].language)


@require_GET
@login_not_required
@outside
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """One brand's week, for whoever was given the link."""
    try:
        week = shared_week(token)
    except SignatureExpired:
        return _gone(request)
    except BadSignature:
        raise Http404 from None
    return _report(request, pages_shared(week, now=timezone.now()), week.language)


def _report(request: HttpRequest, pages: list, language: str) -> HttpResponse:
    if not pages:
        return _gone(request)
    return speaking(lambda: render(request, "analytics/report_outside.html", {"pages": pages}), language)


def _gone(request: HttpRequest) -> HttpResponse:
    return render(request, "analytics/report_gone.html", status=410)


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@outside
def settings(request: HttpRequest, token: str) -> HttpResponse:
    reader = _reader(token)
    if reader is None:
        return _gone(request)

    def answer() -> HttpResponse:
        form = control(request, reader)
        if form is None:
            return redirect("reports:settings", token=token)
        context = {"form": form, "reader": reader, "token": token}
        return render(request, "analytics/report_settings.html", context, status=422 if form.is_bound else 200)

    return speaking(answer, reader.language)


def _reader(token: str) -> ReportReader | None:
    try:
        return next(iter(readers_among([reader_of(token)])), None)
    except BadSignature:
        raise Http404 from None


@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@outside
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """A GET only shows the button: scanners follow links, and must not say yes for anybody."""
    reader = find_invited(token)
    if reader is None:
        return _gone(request)
    if request.method == "POST":
        confirm_reader(reader=reader)
        return redirect("reports:confirm", token=token)
    return speaking(lambda: render(request, "analytics/report_confirm.html", {"reader": reader, "token": token}), reader.language)
