"""One brand's week as a page shows it: the story in an edition and a language, the note on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from analytics.models import Edition, ReportReader
from analytics.reports.archive import SharedWeek, content_of, week_named
from analytics.reports.notes import note_of
from analytics.reports.parts import Story
from analytics.reports.signed_links import Page
from analytics.reports.story import story_of
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days


@dataclass(frozen=True)
class ReportPage:
    brand: Brand
    week: Days
    story: Story
    note: str
    edition: Edition
    language: str


def page_of_week(brand: Brand, week: Days, *, edition: str, language: str, now: datetime) -> ReportPage:
    story = story_of(content_of(brand, week, now=now), edition=edition, language=language)
    return ReportPage(brand, week, story, note_of(brand, week.start), Edition(edition), language)


def pages_of_mail(told: Sequence[Page], readers: Sequence[ReportReader], *, now: datetime) -> list[ReportPage]:
    """A page for each brand of the mail whose reader still belongs to it."""
    by_id = {reader.pk: reader for reader in readers}
    pages = []
    for page in told:
        reader = by_id.get(page.reader_id)
        week = reader and week_named(reader.brand, page.week_start.isoformat(), now=now)
        if week:
            pages.append(page_of_week(reader.brand, week, edition=reader.edition, language=reader.language, now=now))
    return pages


def pages_shared(shared: SharedWeek, *, now: datetime) -> list[ReportPage]:
    """Empty if the brand is gone."""
    brand = Brand.objects.filter(pk=shared.brand_id).first()
    week = brand and week_named(brand, shared.week_start, now=now)
    return [page_of_week(brand, week, edition=shared.edition, language=shared.language, now=now)] if week else []
