"""A manager's words at the top of one week's report: in every mail built from now on, and on the page at once."""

from datetime import date

from analytics.models import ReportNote
from tkcommerce.brands.models import Brand, User


def note_of(brand: Brand, week_start: date) -> str:
    """ "" where there is none."""
    return brand.reportnotes.filter(week_start=week_start).values_list("text", flat=True).first() or ""


def write_note(*, brand: Brand, week_start: date, text: str, by: User) -> None:
    """An empty text takes the note away."""
    if text.strip():
        ReportNote.objects.update_or_create(brand=brand, week_start=week_start, defaults={"text": text.strip(), "by": by})
    else:
        brand.reportnotes.filter(week_start=week_start).delete()
