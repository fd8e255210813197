"""The tables of the other pages of patterns as CSV, XLSX or JSON: our calls, the videos of a level, the hours of the week."""

from collections.abc import Sequence

from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from analytics.level_page import LevelPage
from analytics.queries.pattern_score import Score
from analytics.slots_page import SlotsPage
from analytics.table_files import table_response

Columns = Sequence[tuple[str, str]]  # (key of JSON, word of a heading)


def calls_response(score: Score, slug: str, kind: str) -> HttpResponse:
    """Every call that the page shows, newest first."""
    columns = (
        ("facet", _("Facet")), ("level", _("Level")), ("outcome", _("What counts")), ("verdict", _("Called")),
        ("called_on", _("On")), ("chance", _("Chance stated")), ("state", _("What came of it")),
        ("later_videos", _("Later videos")), ("lo90", _("90 % range from")), ("hi90", _("to")),
    )  # fmt: skip
    rows = [
        (
            row.facet, row.label, row.outcome, str(row.call.get_verdict_display()), row.call.called_day, row.call.chance,
            str(row.call.get_state_display()), row.call.later_videos, row.call.later_lo90, row.call.later_hi90,
        )
        for row in score.calls
    ]  # fmt: skip
    return _response(f"{slug}-pattern-calls", columns, rows, kind)


def level_videos_response(page: LevelPage, slug: str, kind: str) -> HttpResponse:
    """The videos that the page shows, newest first."""
    columns = (
        ("video", _("Video")), ("tiktok_id", _("TikTok id")), ("posted_on", _("Posted on")),
        ("views_28d", _("Views after 28 days")), ("lo90", _("90 % range from")), ("hi90", _("to")),
        ("times_usual", _("Times the usual")),
    )  # fmt: skip
    rows = []
    for one in page.view.videos:
        told = one.forecast if one.forecast and not one.forecast.excluded else None
        figures = (told.forecast, told.lo90, told.hi90, told.times_usual) if told else (None,) * 4
        rows.append((one.video.title, one.video.external_id, one.video.posted_day, *figures))
    return _response(f"{slug}-pattern-level", columns, rows, kind)


def slots_response(page: SlotsPage, slug: str, kind: str) -> HttpResponse:
    """Hours in which something was posted, the safest first."""
    columns = (
        ("weekday", _("Weekday")), ("hour", _("Hour")), ("videos", _("Videos")), ("times_usual", _("Times the usual")),
        ("lo90", _("90 % range from")), ("hi90", _("to")),
    )  # fmt: skip
    rows = [
        (slot.weekday + 1, slot.hour, slot.n, round(slot.factor, 4), round(slot.lo90, 4), round(slot.hi90, 4))
        for slot in page.grid.slots
        if slot.n
    ]
    return _response(f"{slug}-posting-hours", columns, rows, kind)


def _response(name: str, columns: Columns, rows: Sequence[Sequence], kind: str) -> HttpResponse:
    """`kind`: csv, xlsx or json, whose keys do not depend on the language; 404 for another."""
    if kind == "json":
        keys = [key for key, _word in columns]
        told = {"rows": [dict(zip(keys, row, strict=True)) for row in rows]}
        return JsonResponse(told, json_dumps_params={"ensure_ascii": False})
    return table_response(name, [word for _key, word in columns], rows, kind)
