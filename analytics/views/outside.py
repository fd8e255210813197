"""What every page behind a signed link has in common: kept nowhere, found by no search engine, its address told to nobody."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.views.decorators.cache import never_cache

HEADERS = {"X-Robots-Tag": "noindex, nofollow, noarchive", "Referrer-Policy": "no-referrer"}


def outside(view: Callable) -> Callable:
    @wraps(view)
    @never_cache
    def bare(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        for name, value in HEADERS.items():
            response.headers[name] = value
        return response

    return bare


def speaking(response_of: Callable[[], HttpResponse], language: str) -> HttpResponse:
    """A page in the reader's language, whatever the browser prefers: the mail came in it."""
    with translation.override(language):
        response = response_of()
    response.headers["Content-Language"] = language
    return response
