"""A mail before it is sent: shown to a manager, or sent to herself as a test. Not in the ledger; its links lead into the app."""

from datetime import datetime
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils.translation import gettext as _, override

from analytics.models import ReportReader
from analytics.reports.archive import content_of
from analytics.reports.notes import note_of
from analytics.reports.render import Letter, Links, render_letter
from analytics.reports.smtp import Outbox, OutcomeUnknown
from tkcommerce.dates import Days
from tkcommerce.mail import one_line


class MailNotSent(Exception):
    """The mail server did not take it, or its answer was lost."""


def preview_of(reader: ReportReader, week: Days, *, now: datetime) -> Letter:
    """The mail of one brand to this reader, in her edition and language. No link of it is hers: it would act for her."""
    brand = reader.brand
    page = _url("analytics:report", brand.slug, week.start.isoformat())
    mine = _url("analytics:report-mine", brand.slug)
    return render_letter(
        [content_of(brand, week, now=now)],
        edition=reader.edition,
        language=reader.language,
        reader=reader.name,
        note={brand.pk: note_of(brand, week.start)},
        links=Links(web=page, settings=mine, unsubscribe=mine),
    )


def send_test(reader: ReportReader, week: Days, *, to: str, now: datetime) -> None:
    """The same mail, marked as a test, to the person who asks for it."""
    letter = preview_of(reader, week, now=now)
    with override(reader.language):
        subject = one_line(_("[test] %(subject)s") % {"subject": letter.subject})
    message = EmailMultiAlternatives(subject, letter.text, to=[one_line(to)])
    message.attach_alternative(letter.html, "text/html")
    outbox = Outbox()
    try:
        outbox.send(message, before_dot=lambda: None)
    except (OSError, SMTPException, OutcomeUnknown) as error:
        raise MailNotSent from error
    finally:
        outbox.close()


def _url(name: str, *parts: str) -> str:
    return settings.SITE_URL + reverse(name, args=parts)
