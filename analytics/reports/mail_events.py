"""Bounces and complaints as the mail provider tells them, and what they stop. Saying it twice changes nothing."""

from analytics.models import ReportReader
from analytics.reports.stopping import stop_reader

Stop = ReportReader.Stop


class BadEvent(ValueError):
    """Not an event as described in analytics/views/mail_events.py."""


def take_event(event: object) -> int:
    """How many readers it stopped. A bounce that may pass stops nobody: the mail server goes on trying."""
    if not isinstance(event, dict) or event.get("event") not in ("bounce", "complaint"):
        raise BadEvent
    email, message_id = (_text(event.get(name)) for name in ("email", "message_id"))
    if not email and not message_id:
        raise BadEvent
    if event["event"] == "complaint":
        return stop_reader(reason=Stop.COMPLAINED, email=email, message_id=message_id)
    if event.get("permanent") is not True:
        return 0
    return stop_reader(reason=Stop.BOUNCED, email=email, message_id=message_id)


def _text(value: object) -> str:
    """Without NUL, which the database refuses."""
    return value.replace("\0", "").strip() if isinstance(value, str) else ""
