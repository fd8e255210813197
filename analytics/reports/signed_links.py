"""Signed links of a mail: the week as a web page, the reader's settings, and the way out. They work without signing in.

The addresses are `reports:web`, `reports:settings` and `reports:unsubscribe`, each with one `token`. A token of one purpose does
not open another, and names rows only: whoever opens one must look whether the reader still is one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from analytics.reports.render import Links

WEB, SETTINGS, UNSUBSCRIBE = "reports.web", "reports.settings", "reports.unsubscribe"
WEB_LASTS = timedelta(days=60)  # numbers of a brand lie behind it; the other two must work as long as the mail exists


@dataclass(frozen=True)
class Page:
    """One brand's week as one reader's mail told it."""

    reader_id: int
    week_start: date


def web_token(pages: Sequence[Page]) -> str:
    return signing.dumps([[page.reader_id, page.week_start.isoformat()] for page in pages], salt=WEB)


def pages_of(token: str) -> list[Page]:
    """Raises signing.BadSignature for what we did not sign, and its SignatureExpired after WEB_LASTS."""
    named = signing.loads(token, salt=WEB, max_age=WEB_LASTS)
    return [Page(reader_id, date.fromisoformat(week)) for reader_id, week in named]


def settings_token(reader_id: int) -> str:
    return signing.dumps(reader_id, salt=SETTINGS)


def reader_of(token: str) -> int:
    """Raises signing.BadSignature."""
    return signing.loads(token, salt=SETTINGS)


def unsubscribe_token(reader_ids: Sequence[int]) -> str:
    """For all readers that one mail went to: a combined mail is left as a whole."""
    return signing.dumps(list(reader_ids), salt=UNSUBSCRIBE)


def readers_of(token: str) -> list[int]:
    """Raises signing.BadSignature."""
    return signing.loads(token, salt=UNSUBSCRIBE)


def links_of(pages: Sequence[Page]) -> Links:
    """Absolute addresses for a mail that tells these pages; its settings are the first reader's."""
    tokens = {
        "web": web_token(pages),
        "settings": settings_token(pages[0].reader_id),
        "unsubscribe": unsubscribe_token([page.reader_id for page in pages]),
    }
    return Links(**{name: settings.SITE_URL + reverse(f"reports:{name}", args=[token]) for name, token in tokens.items()})
