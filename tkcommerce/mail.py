"""Mail: name + context + language → subject, text and html. Templates: templates/emails/<name>.{subject.txt,txt,html}."""

import re

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

# Line breaks would start a new header; NUL and the bidirectional controls make a subject read as something else.
UNSAFE_IN_HEADERS = re.compile("[\\s\\x00-\\x1f\\x7f-\\x9f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff]+")


def one_line(text: str) -> str:
    """Text that is safe in a header: white space and control characters collapsed to single spaces."""
    return UNSAFE_IN_HEADERS.sub(" ", text).strip()


def build_mail(*, name: str, to: str, language: str, context: dict) -> EmailMultiAlternatives:
    """The message in the given language. Links in `context` are absolute; `site_url` is there by itself."""
    values = {"site_url": settings.SITE_URL, "language": language, **context}
    with translation.override(language):
        subject, text = (_plain(f"emails/{name}.{kind}", values) for kind in ("subject.txt", "txt"))
        html = get_template(f"emails/{name}.html").render(values)
    message = EmailMultiAlternatives(one_line(subject), text.strip() + "\n", to=[one_line(to)])
    message.attach_alternative(html, "text/html")
    return message


def send_mail(*, name: str, to: str, language: str, context: dict) -> None:
    """Build and hand over to the mail server; raises OSError or SMTPException if that does not take it."""
    build_mail(name=name, to=to, language=language, context=context).send()


def _plain(template: str, values: dict) -> str:
    """Without HTML escaping: plain text has no entities."""
    return get_template(template).template.render(Context(values, autoescape=False))
