"""The panels of a video's page. `settings.VIDEO_PANELS` lists the functions that make them, in the order they stand.

So an app above the planner can show what it knows of a video without the planner importing it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.http import HttpRequest
from django.utils.module_loading import import_string

from tkcommerce.brands.models import Brand

from .models import Video

FIRST, MAIN, SIDE = "first", "main", "side"  # above all parts, below them, beside them


@dataclass(frozen=True)
class Panel:
    """One card. `template` finds its `context` as `panel`, beside the context of the page; `place`: which column."""

    template: str
    context: dict
    place: str = SIDE


PanelMaker = Callable[[HttpRequest, Brand, Video], Panel | None]


@cache
def panel_makers() -> tuple[PanelMaker, ...]:
    return tuple(import_string(name) for name in settings.VIDEO_PANELS)


def panels_of(request: HttpRequest, brand: Brand, video: Video) -> dict[str, list[Panel]]:
    """{place: its panels}; a maker that has nothing to say of this video is left out."""
    made = [panel for make in panel_makers() if (panel := make(request, brand, video))]
    return {place: [panel for panel in made if panel.place == place] for place in (FIRST, MAIN, SIDE)}
