"""What the mail provider tells of bounces and complaints: signed JSON. It stops further mails to that address.

POST /mail-events/   X-Signature: sha256=<hex HMAC-SHA256 of the raw body under MAIL_EVENTS_SECRET>
{"event": "bounce" | "complaint", "email": "…" or "message_id": "<…>", "permanent": true}
"""

import hashlib
import hmac
import json

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from analytics.reports.mail_events import BadEvent, take_event

LIMIT = 1024 * 1024  # bytes


@csrf_exempt
@require_POST
@login_not_required
def mail_events(request: HttpRequest) -> HttpResponse:
    """200 with how many readers were stopped, also when none was: a provider repeats whatever it got no 200 for."""
    if not settings.MAIL_EVENTS_SECRET:
        raise Http404
    body = request.read(LIMIT + 1)
    if len(body) > LIMIT:
        return JsonResponse({"error": "too large"}, status=413)
    if not _is_signed(body, request.headers.get("X-Signature", "")):
        return JsonResponse({"error": "bad signature"}, status=401)
    try:
        return JsonResponse({"stopped": take_event(json.loads(body))})
    except (BadEvent, ValueError, RecursionError):  # JSON that is none, not UTF-8, or too deep
        return JsonResponse({"error": "not an event"}, status=400)


def _is_signed(body: bytes, signature: str) -> bool:
    expected = "sha256=" + hmac.new(settings.MAIL_EVENTS_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace"))
