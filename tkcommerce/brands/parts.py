"""Parts of pages that have an address of their own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def render_part(request: HttpRequest, template: str, told: dict[str, Any], *, title: str) -> HttpResponse:
    """The part itself where htmx asks; within the frame and under its title for whoever opens the address, a reader without
    JavaScript among them."""
    if request.htmx:
        return render(request, template, told)
    return render(request, "part_alone.html", told | {"part": template, "title": title})
