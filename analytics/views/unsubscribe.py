"""One-click unsubscribe, RFC 8058: a POST without cookie acts at once; a GET only shows a button, for scanners follow links."""

from django.contrib.auth.decorators import login_not_required
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from analytics.reports.readers import readers_among, subscribe_reader, unsubscribe_reader
from analytics.reports.signed_links import readers_of, settings_token
from analytics.views.outside import outside, speaking


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@login_not_required
@outside
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """Twice is once. `act=subscribe`, from the button that is offered afterwards, takes it back."""
    try:
        readers = readers_among(readers_of(token))
    except BadSignature:
        raise Http404 from None
    if not readers:
        return render(request, "analytics/report_gone.html", status=410)
    if request.method == "POST":
        verb = subscribe_reader if request.POST.get("act") == "subscribe" else unsubscribe_reader
        for reader in readers:
            verb(reader=reader)
    context = {
        "readers": readers,
        "stopped": all(reader.stopped_at for reader in readers),
        "acted": request.method == "POST",
        "settings": settings_token(readers[0].pk),
    }
    return speaking(lambda: render(request, "analytics/report_unsubscribe.html", context), readers[0].language)
