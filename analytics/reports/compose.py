"""A row of the ledger → a letter to those who still listen → a message with its headers."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.message import sanitize_address
from django.utils import timezone
from django.utils.translation import gettext_noop

from analytics.models import ReportMail, ReportNote, ReportReader
from analytics.reports.ledger import report_of, week_of_mail
from analytics.reports.render import render_letter
from analytics.reports.signed_links import Page, links_of, unsubscribe_token
from tkcommerce.mail import one_line

SUBJECT_LENGTH = 200
Stop = ReportReader.Stop
STOPPED = {
    Stop.UNSUBSCRIBED: gettext_noop("The reader unsubscribed."),
    Stop.BOUNCED: gettext_noop("The reader's address takes no mail."),
    Stop.COMPLAINED: gettext_noop("The reader marked an earlier report as spam."),
}
PAUSED = gettext_noop("The reader has paused the report.")
UNCONFIRMED = gettext_noop("The reader has not confirmed that she wants the report.")
GONE = gettext_noop("The reader does not belong to the brand any more.")


@dataclass(frozen=True)
class Prepared:
    """`pages` is what it tells, and to whom; `frozen` the ledger's columns that keep it for a second try."""

    pages: tuple[Page, ...]
    to: str
    language: str
    subject: str
    text: str
    html: str
    unsubscribe: str  # an address

    @property
    def frozen(self) -> dict[str, str]:
        """Of a mail for several brands only who gets it: the row is one brand's, and the others' numbers are none of its."""
        if len(self.pages) > 1:
            return {"to": self.to}
        return {"to": self.to, "subject": self.subject, "text": self.text, "html": self.html}


def audience_of(mail: ReportMail) -> list[ReportMail]:
    """The rows that this mail tells and that still have a listener, brands by name. Empty: nobody is to get it."""
    rows = ReportMail.objects.filter(pk=mail.pk)
    if mail.kind == ReportMail.Kind.COMBINED:
        same = {"kind": mail.kind, "reader__user": mail.reader.user_id, "due_at": mail.due_at, "number": 1}
        rows = ReportMail.objects.filter(**same)
    listened = rows.filter(reader__in=ReportReader.objects.listening())
    return list(listened.select_related("brand", "reader__user").order_by("brand__name", "brand"))


def why_silent(mail: ReportMail) -> str:
    """A msgid: why its reader is to get no mail."""
    reader = ReportReader.objects.get(pk=mail.reader_id)
    if reader.stop_reason:
        return STOPPED[Stop(reader.stop_reason)]
    if reader.paused_at:
        return PAUSED
    return GONE if reader.confirmed_at else UNCONFIRMED


def prepare(mail: ReportMail, audience: Sequence[ReportMail]) -> Prepared:
    """What is frozen, or else put together now from the frozen weeks: in the language of the first brand's reader."""
    pages = tuple(Page(row.reader_id, row.week_start) for row in audience)
    links = links_of(pages)
    first = audience[0].reader
    common = {"pages": pages, "language": first.language, "unsubscribe": links.unsubscribe}
    if mail.subject and len(pages) == 1:
        return Prepared(to=mail.to, subject=mail.subject, text=mail.text, html=mail.html, **common)
    now = timezone.now()
    letter = render_letter(
        [report_of(row.brand, week_of_mail(row), now=now) for row in audience],
        edition=first.edition,
        language=first.language,
        reader=str(first.user) if first.user else first.name,
        note=_notes(audience),
        links=links,
    )
    to = first.user.email if first.user else first.email
    subject = one_line(letter.subject)[:SUBJECT_LENGTH]
    return Prepared(to=to, subject=subject, text=letter.text, html=letter.html, **common)


def message_of(mail: ReportMail, prepared: Prepared) -> EmailMultiAlternatives:
    """RFC 8058's one-click way out, RFC 3834's "no person wrote this", and a Message-ID that stays the same at a second try.

    Raises ValueError for what no header or envelope can say.
    """
    headers = {
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": prepared.language,
        "List-Unsubscribe": ", ".join(_ways_out(prepared)),
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    message = EmailMultiAlternatives(prepared.subject, prepared.text, to=[one_line(prepared.to)], headers=headers)
    message.attach_alternative(prepared.html, "text/html")
    message.message()
    sanitize_address(message.to[0], "utf-8")
    return message


def _ways_out(prepared: Prepared) -> list[str]:
    ways = [f"<{prepared.unsubscribe}>"]
    if settings.UNSUBSCRIBE_ADDRESS:
        token = quote(unsubscribe_token([page.reader_id for page in prepared.pages]))
        ways.append(f"<mailto:{settings.UNSUBSCRIBE_ADDRESS}?subject=unsubscribe%20{token}>")
    return ways


def _notes(audience: Sequence[ReportMail]) -> dict[int, str]:
    found = {}
    for row in audience:
        notes = ReportNote.objects.filter(brand=row.brand_id, week_start=row.week_start)
        found |= dict(notes.values_list("brand", "text"))
    return found
