"""`/go/<slug>`: where a link leads now, and one click more. Two indexed reads, one insert; nothing of the person is kept."""

import re

from django.utils import timezone

from planner.models import AllowedHost, LinkHit, TrackedLink

from .hosts import host_of

# Programs that say what they are: previews of messengers, crawlers, monitors, scripts. Whoever lies is counted as a person.
BOTS = re.compile(
    r"bot\b|bot/|crawl|spider|slurp|preview|facebookexternalhit|embedly|monitor|curl/|wget/|python|java/|go-http|okhttp|headless|"
    r"whatsapp|telegram|discord|slack|line-poker|bytespider|ia_archiver|lighthouse|pingdom|uptime",
    re.IGNORECASE,
)


def open_link(slug: str) -> TrackedLink | None:
    """None: no such link, it ended, or its host is no longer allowed. Two queries, each of one indexed row."""
    link = TrackedLink.objects.filter(slug=slug, ended_at=None).first()
    if link is None or not AllowedHost.objects.filter(brand=link.brand_id, host=host_of(link.target)).exists():
        return None
    return link


def note_hit(link: TrackedLink, agent: str) -> None:
    """A worker counts it within seconds (planner/links/counting.py)."""
    LinkHit.objects.create(brand_id=link.brand_id, link=link, at=timezone.now(), is_bot=is_bot(agent))


def is_bot(agent: str) -> bool:
    return not agent.strip() or bool(BOTS.search(agent))
