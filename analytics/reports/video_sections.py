"""How the newest videos started: counts to date, by age, and no verdict. Speaks the active language."""

from collections.abc import Sequence

from django.utils.translation import get_language, gettext as _, ngettext

from analytics.models.reports import Edition
from analytics.reports.content import VideoFact, WeeklyContent
from analytics.reports.links import Pages, pages_of
from analytics.reports.parts import Row, Section, clean
from tkcommerce import words


def video_sections(content: WeeklyContent, edition: str) -> list[Section]:
    """Marketers also see those that started slowly."""
    videos, pages = content.videos, pages_of(content)
    if not videos.top:
        return []
    foot = _("Views to date, at each video's newest reading. One video alone proves nothing.")
    all_of_them = _("Videos of the week") if videos.of_week else _("The newest videos")
    if not videos.bottom or edition == Edition.MANAGER:
        title = _("Videos that started well") if videos.bottom else all_of_them
        return [Section("items", title, _rows(videos.top, pages), foot)]
    return [
        Section("items", _("Videos that started well"), _rows(videos.top, pages)),
        Section("items", _("Videos that started slowly"), _rows(videos.bottom, pages), foot),
    ]


def _rows(facts: Sequence[VideoFact], pages: Pages) -> tuple[Row, ...]:
    return tuple(Row(clean(fact.title), note=_start(fact), url=pages.video(fact.id)) for fact in facts)


def _start(fact: VideoFact) -> str:
    views = words.compact(fact.views)
    told = {
        "views": _("about %(views)s") % {"views": views} if fact.is_rounded else views,
        "when": _age(fact.age),
        "usual": words.compact(round(fact.usual)) if fact.usual is not None else "",
    }
    start = _("%(views)s views, %(when)s") if fact.usual is None else _("%(views)s views, %(when)s; usual by then: %(usual)s")
    japanese = (get_language() or "").startswith("ja")
    levels = (clean(level.ja if japanese else level.en) for level in fact.levels)
    return _(" · ").join(filter(None, (start % told, *levels, f"@{clean(fact.handle)}" if fact.handle else "")))


def _age(days: int) -> str:
    if not days:
        return _("on the day of posting")
    return ngettext("%(n)s day after posting", "%(n)s days after posting", days) % {"n": days}
