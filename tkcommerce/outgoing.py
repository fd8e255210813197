"""Calls to the outside: https to named hosts only, no redirect, no proxy, short waits, small answers."""

import http.client
import json
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

CONNECT_SECONDS = 10  # for the connection, and again for each wait on it
ANSWER_LIMIT = 64 * 1024  # bytes


class NotAllowed(ValueError):
    """The address is not https, or its host is not one of those that may be called."""


class NotReached(Exception):
    """No connection came about, so nothing was sent."""


class NoAnswer(Exception):
    """It was sent, and nobody knows whether it arrived."""


@dataclass(frozen=True)
class Answer:
    status: int
    text: str  # at most ANSWER_LIMIT


def allowed(url: str, *, hosts: list[str]) -> bool:
    """https, no user or password in it, a plain path, and host (with its port, if it is not 443) one of `hosts`."""
    try:
        parts = urlsplit(url)
        place = (parts.hostname or "") + (f":{parts.port}" if parts.port not in (None, 443) else "")
    except ValueError:
        return False
    plain = url.isascii() and url.isprintable() and " " not in url and "@" not in parts.netloc and "\\" not in url
    return plain and parts.scheme == "https" and place in hosts


def post_json(url: str, message: dict, *, hosts: list[str]) -> Answer:
    """POST and the answer, whatever its status; a redirect is an answer like any other. Raises the three errors above."""
    if not allowed(url, hosts=hosts):
        raise NotAllowed(url)
    parts = urlsplit(url)
    connection = http.client.HTTPSConnection(
        parts.hostname, parts.port or 443, timeout=CONNECT_SECONDS, context=ssl.create_default_context()
    )
    try:
        connection.connect()
    except OSError as error:  # ssl.SSLError and timeouts are OSErrors too
        connection.close()
        raise NotReached(_reason(error)) from error
    try:
        body = json.dumps(message, ensure_ascii=False).encode()
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("POST", path, body, {"Content-Type": "application/json; charset=utf-8"})
        response = connection.getresponse()
        return Answer(response.status, response.read(ANSWER_LIMIT).decode("utf-8", "replace"))
    except (OSError, http.client.HTTPException) as error:
        raise NoAnswer(_reason(error)) from error
    finally:
        connection.close()


def _reason(error: Exception) -> str:
    """Never the address itself: it is a secret."""
    return (getattr(error, "strerror", None) or type(error).__name__)[:200]
