"""Stories → a letter (HTML and plain text) and a chat message. The web version shows `story_of(…)` in analytics/report.html."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from analytics.reports.content import WeeklyContent


@dataclass(frozen=True)
class Letter:
    """`subject` is one line without control characters, at most 200 characters; `html` is at most 100 kB."""

    subject: str
    preheader: str
    text: str
    html: str


@dataclass(frozen=True)
class Links:
    """Absolute addresses: the web version, the reader's settings, and the page that stops the mail."""

    web: str
    settings: str
    unsubscribe: str


def render_letter(
    contents: Sequence[WeeklyContent],
    *,
    edition: str,
    language: str,
    reader: str,
    note: Mapping[int, str],
    links: Links,
) -> Letter:
    """One letter to `reader` (a name, or ""); several contents make one combined letter. `note` is by brand id."""
    raise NotImplementedError


def chat_message(content: WeeklyContent, *, language: str, link: str) -> dict:
    """The marketers' story as JSON that Slack's incoming webhooks take: `text`, and `blocks` of Block Kit."""
    raise NotImplementedError
