"""The weeks of a brand's report: frozen as they were when the first mail was due, or, before that, as known now."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core import signing
from django.core.paginator import Page, Paginator

from analytics.reports.content import WeeklyContent
from analytics.reports.parts import Story
from analytics.reports.story import story_of
from analytics.reports.weekly import build_content
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, day_of, week_of

PER_PAGE = 12
OLDEST = timedelta(days=731)  # an older week without a snapshot is nobody's question
SHARED, SHARED_LASTS = "reports.shared", timedelta(days=60)


def newest_week(brand: Brand, *, now: datetime) -> Days:
    """The newest that is over, in days of the brand's zone."""
    return week_of(day_of(now, brand.time_zone), starts_on=brand.week_starts_on).before()


def week_named(brand: Brand, text: str, *, now: datetime) -> Days | None:
    """The week that starts on this ISO day; None if that is no day, not over yet, or too old to be anything."""
    try:
        start = date.fromisoformat(text)
    except ValueError:
        return None
    newest = newest_week(brand, now=now).start
    if text != start.isoformat() or not newest - OLDEST <= start <= newest + timedelta(days=7):  # 2026-W46 is a day to Python
        return None
    frozen = brand.weeklyreports.filter(week_start=start).first()
    if frozen:
        return Days(frozen.week_start, frozen.week_end)
    week = week_of(start, starts_on=brand.week_starts_on)
    return week if week.start == start <= newest else None


def week_around(brand: Brand, text: str) -> Days | None:
    """The brand's week with this ISO day in it (2026-11-18), or with the first day of this ISO week (2026-W47); None if it is
    neither. Over or not, and however old."""
    try:
        week = week_of(date.fromisoformat(text), starts_on=brand.week_starts_on)
    except (ValueError, OverflowError):
        return None
    return week


def content_of(brand: Brand, week: Days, *, now: datetime) -> WeeklyContent:
    """What the mails of that week tell; before the first of them is due, what is known at `now`."""
    frozen = brand.weeklyreports.filter(week_start=week.start).first()
    return WeeklyContent.from_json(frozen.content) if frozen else build_content(brand, week, now=now)


@dataclass(frozen=True)
class WeekRow:
    """A line of the list. `built_at` is None while nothing was frozen."""

    week: Days
    story: Story
    built_at: datetime | None


def weeks_of(brand: Brand, *, edition: str, language: str, now: datetime, number: str | None) -> Page:
    """Newest first: every frozen week, and before them the newest that is over, also when nothing was sent of it."""
    page = Paginator(brand.weeklyreports.all(), PER_PAGE).get_page(number)
    page.object_list = list(_rows(brand, page, edition=edition, language=language, now=now))
    return page


def _rows(brand: Brand, page: Page, *, edition: str, language: str, now: datetime) -> Iterator[WeekRow]:
    reports = list(page.object_list)
    newest = newest_week(brand, now=now)
    if page.number == 1 and not any(report.week_start == newest.start for report in reports):
        content = build_content(brand, newest, now=now)
        yield WeekRow(newest, story_of(content, edition=edition, language=language), None)
    for report in reports:
        story = story_of(WeeklyContent.from_json(report.content), edition=edition, language=language)
        yield WeekRow(Days(report.week_start, report.week_end), story, report.built_at)


def shared_token(brand: Brand, week: Days, *, edition: str, language: str) -> str:
    """Opens one week of one brand for whoever holds the link, for sixty days."""
    return signing.dumps([brand.pk, week.start.isoformat(), edition, language], salt=SHARED)


@dataclass(frozen=True)
class SharedWeek:
    brand_id: int
    week_start: str
    edition: str
    language: str


def shared_week(token: str) -> SharedWeek:
    """Raises signing.BadSignature for what we did not sign, and its SignatureExpired after sixty days."""
    return SharedWeek(*signing.loads(token, salt=SHARED, max_age=SHARED_LASTS))
