"""The page of alerts: what stands today, and what was dismissed, by whom, with its undo."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _, ngettext

from analytics.queries.sources import Source, sources_of
from tkcommerce.brands.models import Brand

from .dismissing import alert_of, alerts_of
from .telling import Told, told_of

KEPT = 30  # shown


@dataclass(frozen=True)
class Dismissed:
    """`undone_at`: when somebody took it back; None while it stands."""

    id: int
    told: Told
    by: str
    at: datetime
    undone_by: str
    undone_at: datetime | None


@dataclass(frozen=True)
class AlertsPage:
    alerts: Sequence[Told]
    dismissed: Sequence[Dismissed]
    is_judged: bool  # whether any file is there

    @property
    def answer(self) -> str:
        if not self.is_judged:
            return _("No file is imported yet, so nothing can be judged.")
        if not self.alerts:
            return _("Nothing is out of the ordinary.")
        n = len(self.alerts)
        return ngettext("%(n)s thing is out of the ordinary.", "%(n)s things are out of the ordinary.", n) % {"n": n}


def told_alerts(brand: Brand, *, today: date) -> list[Told]:
    """Eleven queries at most."""
    return _told(brand, sources_of(brand), today)


def _told(brand: Brand, sources: Sequence[Source], today: date) -> list[Told]:
    return [told_of(alert) for alert in alerts_of(brand, sources, today=today)]


def alerts_page(brand: Brand, *, today: date) -> AlertsPage:
    rows = brand.alertdismissals.select_related("by", "undone_by")[:KEPT]
    dismissed = [
        Dismissed(row.pk, told_of(alert_of(row.told)), str(row.by or "—"), row.at, str(row.undone_by or "—"), row.undone_at)
        for row in rows
    ]
    sources = sources_of(brand)
    return AlertsPage(_told(brand, sources, today), dismissed, bool(sources))
