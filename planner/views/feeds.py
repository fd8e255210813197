"""The file that a calendar program reads, and the page where its address is made, copied and revoked."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseNotModified
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST, require_safe

from planner.feeds.feeds import etag_of, feed_of, make_feed, note_read, open_feeds, path_of, revoke_feed, videos_of_feed
from planner.feeds.ical import calendar_file
from planner.models import CalendarFeed, Video
from planner.refusals import Refused
from planner.scheduling import today_of
from tkcommerce.brands.access import for_brand
from tkcommerce.brands.models import Brand, Role

from .answers import Toast, leave_toast, take_toast

HEADERS = {
    "Cache-Control": "private, max-age=300",  # programs ask every few minutes at most
    "X-Robots-Tag": "noindex, nofollow, noarchive",
    "Referrer-Policy": "no-referrer",
}
SCOPES = {"brand": False, "mine": True}


@require_safe
@login_not_required
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """304 where the program has it as it is; 404 where the address does not work, or no longer."""
    feed = feed_of(token)
    if feed is None:
        raise Http404
    note_read(feed)
    today = today_of(feed.brand)
    etag = etag_of(feed, today=today)
    if etag in request.headers.get("If-None-Match", ""):
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = HttpResponse(_file(feed, videos_of_feed(feed, today=today)), content_type="text/calendar; charset=utf-8")
        response.headers["Content-Disposition"] = f'inline; filename="{feed.brand.slug}.ics"'
    response.headers["ETag"] = etag
    for name, value in HEADERS.items():
        response.headers[name] = value
    return response


def _file(feed: CalendarFeed, videos: object) -> bytes:
    def url_of(video: Video) -> str:
        return settings.SITE_URL + reverse("planner:video", args=[feed.brand.slug, video.pk])

    with translation.override(feed.user.language):
        name = _("%(brand)s: mine") % {"brand": feed.brand.name} if feed.is_personal else feed.brand.name
        host = urlsplit(settings.SITE_URL).hostname or "tkcommerce"
        return calendar_file(videos, name=name, zone=feed.brand.time_zone, host=host, url_of=url_of)


@require_GET
@for_brand(Role.VIEWER)
def feeds(request: HttpRequest, brand: Brand) -> HttpResponse:
    found = open_feeds(brand, request.user, may_all=request.role >= Role.MANAGER)
    rows = [(feed, settings.SITE_URL + path_of(feed)) if feed.user_id == request.user.pk else (feed, "") for feed in found]
    mine = {feed.is_personal for feed, address in rows if address}
    context = {"rows": rows, "has_brand": False in mine, "has_mine": True in mine, "toast": take_toast(request)}
    return render(request, "planner/feeds.html", context)


@require_POST
@for_brand(Role.EDITOR)
def feed_create(request: HttpRequest, brand: Brand) -> HttpResponse:
    if request.POST.get("scope") not in SCOPES:
        return HttpResponseBadRequest()
    make_feed(brand=brand, by=request.user, is_personal=SCOPES[request.POST["scope"]])
    return _back(request, brand, _("The address is ready: copy it into your calendar program."))


@require_POST
@for_brand(Role.EDITOR)
def feed_revoke(request: HttpRequest, brand: Brand, feed_id: int) -> HttpResponse:
    may_all = request.role >= Role.MANAGER
    feed = get_object_or_404(open_feeds(brand, request.user, may_all=may_all), pk=feed_id)
    try:
        revoke_feed(feed=feed, by=request.user, may_all=may_all)
    except Refused as refusal:
        return _back(request, brand, str(refusal))
    return _back(request, brand, _("The address works no longer. Programs that read it keep what they have."))


def _back(request: HttpRequest, brand: Brand, text: str) -> HttpResponse:
    return leave_toast(request, Toast(text), reverse("planner:feeds", args=[brand.slug]))
