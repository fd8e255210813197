"""Absolute addresses of the pages that a report leads to, with the filters of its week."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from analytics.reports.content import WeeklyContent


@dataclass(frozen=True)
class Pages:
    slug: str
    week: dict[str, str]
    day: date  # the first of those ahead

    def dashboard(self) -> str:
        return self._url("analytics:dashboard", query=self.week)

    def calendar(self, day: date | None = None) -> str:
        """The month of `day`, or of the days ahead."""
        return self._url("planner:calendar", query={"month": f"{day or self.day:%Y-%m}"})

    def imports(self) -> str:
        return self._url("analytics:imports")

    def import_one(self, import_id: int) -> str:
        return self._url("analytics:import", import_id)

    def video(self, video_id: int) -> str:
        return self._url("planner:video", video_id)

    def patterns(self) -> str:
        return self._url("analytics:patterns")

    def next_trials(self) -> str:
        return self._url("analytics:pattern-next")

    def funnel(self) -> str:
        return self._url("analytics:funnel", query=self.week)

    def fans(self) -> str:
        return self._url("analytics:fans")

    def named(self, view: str, part: object = None) -> str:
        """Any page of the brand by the name of its view."""
        return self._url(view, *([] if part is None else [part]))

    def accounts(self) -> str:
        return self._url("planner:accounts")

    def _url(self, name: str, *parts: object, query: dict[str, str] | None = None) -> str:
        text = f"?{urlencode(query)}" if query else ""
        return f"{settings.SITE_URL}{reverse(name, args=[self.slug, *parts])}{text}"


def pages_of(content: WeeklyContent) -> Pages:
    """The dashboard shows the week itself."""
    days = content.days
    week = {"from": days.start.isoformat(), "to": days.last.isoformat()}
    return Pages(content.brand.slug, week, content.plan.ahead.start)
