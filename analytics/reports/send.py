"""Send what the ledger owes, effectively once: waiting → sending → committing → sent.

`committing` is saved just before the final dot. Found after a crash, a mail in `sending` goes out again, and one in
`committing` becomes `unconfirmed`: a person sees it, and it never goes out by itself.
"""

import logging
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from smtplib import SMTPException

from django.core.mail import EmailMessage
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from analytics.models import ReportMail, ReportReader
from analytics.reports.compose import Prepared, audience_of, message_of, prepare, why_silent
from analytics.reports.smtp import Outbox, OutcomeUnknown, Verdict, refusal_of
from analytics.reports.stopping import stop_reader
from tkcommerce.work.claiming import LeaseLost, back_off, due, fail, finish, step
from tkcommerce.work.models import State
from tkcommerce.work.running import perform

BATCH = 10  # seconds: other queues share the workers
AT_ONCE = 20
BUILD_TRIES = 5
Delivery = ReportMail.Delivery
logger = logging.getLogger(__name__)

FOUND_COMMITTING = gettext_noop(
    "The sender stopped while handing the mail over, so nobody knows whether it was sent. Ask the reader; then retry or discard."
)
ANSWER_LOST = gettext_noop(
    "The mail was handed over, but the mail server's answer was lost (%(error)s). Ask the reader; then retry or discard."
)
NOT_BUILT = gettext_noop("The report could not be put together (%(error)s).")
LATER = gettext_noop("The mail server did not take it yet (%(reply)s).")
REFUSED = gettext_noop("The mail server refused it (%(reply)s).")
BAD_ADDRESS = gettext_noop("The mail server says that this address takes no mail (%(reply)s). Its reader gets no more reports.")
CHANGED = gettext_noop("The reader's brands changed while the mail was being sent; it is put together again.")


class Silenced(Exception):
    """The reader wants, or may have, no mail any more. Carries why, as a msgid."""


class AudienceChanged(Exception):
    """A mail for several brands may not tell one of them any more."""


@dataclass
class Batch:
    """Mails of one task: one connection, and the mails that were tried."""

    outbox: Outbox
    until: float  # of time.monotonic()

    def mails(self, first: int) -> Iterator[int]:
        """`first`, then whatever waits, each once, until the time is over or the server is away."""
        tried = {first}
        yield first
        while waiting := self._waiting(tried):
            for pk in waiting:
                if self.outbox.unreachable or time.monotonic() > self.until:
                    return
                tried.add(pk)
                yield pk

    def _waiting(self, tried: set[int]) -> list[int]:
        found = due(ReportMail).filter(attempts__lt=ReportMail.MAX_ATTEMPTS).exclude(pk__in=tried)
        return list(found.order_by("run_after", "brand", "pk").values_list("pk", flat=True)[:AT_ONCE])


def send_mails(first: int) -> None:
    """What the task calls: this mail, then others that wait, over the same connection. Raises nothing of a single mail."""
    with closing(Outbox()) as outbox:
        for pk in Batch(outbox, time.monotonic() + BATCH).mails(first):
            perform(ReportMail, pk, partial(send_one, outbox=outbox))


def send_one(mail: ReportMail, *, outbox: Outbox) -> None:
    if mail.delivery == Delivery.COMMITTING:
        _end(mail, Delivery.UNCONFIRMED, FOUND_COMMITTING, {}, state=State.HELD)
        return
    try:
        prepared = _prepare(mail)
        if prepared:
            _hand_over(mail, *prepared, outbox)
    except Silenced as silenced:
        _skip(mail, str(silenced))


def _prepare(mail: ReportMail) -> tuple[Prepared, EmailMessage] | None:
    """Put it together, or take what is frozen; then `sending`. A brand whose data cannot be told fails its own mails only."""
    audience = audience_of(mail)
    if not audience:
        raise Silenced(why_silent(mail))
    try:
        prepared = prepare(mail, audience)
        message = message_of(mail, prepared)
    except Exception as error:
        logger.exception("Report mail %s could not be put together.", mail.pk)
        _later(mail, NOT_BUILT, {"error": type(error).__name__}, tries=BUILD_TRIES)
        return None
    with step(mail):
        ReportMail.objects.filter(pk=mail.pk).update(delivery=Delivery.SENDING, **prepared.frozen)
    return prepared, message


def _hand_over(mail: ReportMail, prepared: Prepared, message: EmailMessage, outbox: Outbox) -> None:
    try:
        reply = outbox.send(message, before_dot=partial(_commit, mail, prepared))
    except AudienceChanged:
        _later(mail, CHANGED, {})
    except OutcomeUnknown as error:
        _end(mail, Delivery.UNCONFIRMED, ANSWER_LOST, {"error": str(error)[:200]}, state=State.HELD)
    except (OSError, SMTPException) as error:
        _not_taken(mail, prepared, error)
    else:
        _sent(mail, reply)


def _commit(mail: ReportMail, prepared: Prepared) -> None:
    """The last look before the final dot, in the transaction that saves it: whoever unsubscribed meanwhile gets no mail."""
    with step(mail):
        audience = audience_of(mail)
        if not audience:
            raise Silenced(why_silent(mail))
        if {row.reader_id for row in audience} != {page.reader_id for page in prepared.pages}:
            raise AudienceChanged
        ReportMail.objects.filter(pk=mail.pk).update(delivery=Delivery.COMMITTING)


def _sent(mail: ReportMail, reply: str) -> None:
    sent = {"delivery": Delivery.SENT, "sent_at": Now(), "reply": reply[:255]}
    try:
        with step(mail):
            ReportMail.objects.filter(pk=mail.pk).update(**sent)
            finish(mail)
    except LeaseLost:  # we stalled, and another called it unconfirmed; but we know
        unsure = ReportMail.objects.filter(pk=mail.pk, delivery=Delivery.UNCONFIRMED, state=State.HELD)
        unsure.update(state=State.DONE, finished_at=Now(), error_message="", error_params={}, **sent)


def _not_taken(mail: ReportMail, prepared: Prepared, error: OSError | SMTPException) -> None:
    refusal = refusal_of(error)
    params = {"reply": refusal.reply}
    if refusal.verdict is Verdict.LATER:
        _later(mail, LATER, params)
        return
    if refusal.verdict is Verdict.BAD_ADDRESS:
        stop_reader(reason=ReportReader.Stop.BOUNCED, email=prepared.to)
    message = BAD_ADDRESS if refusal.verdict is Verdict.BAD_ADDRESS else REFUSED
    _end(mail, Delivery.FAILED, message, params, state=State.FAILED)


def _later(mail: ReportMail, message: str, params: dict, *, tries: int = ReportMail.MAX_ATTEMPTS) -> None:
    if mail.attempts >= tries:
        _end(mail, Delivery.FAILED, message, params, state=State.FAILED)
        return
    with step(mail):
        ReportMail.objects.filter(pk=mail.pk).update(delivery=Delivery.WAITING)
        back_off(mail, message, params)


def _skip(mail: ReportMail, reason: str) -> None:
    with step(mail):
        ReportMail.objects.filter(pk=mail.pk).update(delivery=Delivery.SKIPPED, error_message=reason)
        finish(mail)


def _end(mail: ReportMail, delivery: ReportMail.Delivery, message: str, params: dict, *, state: State) -> None:
    with step(mail):
        ReportMail.objects.filter(pk=mail.pk).update(delivery=delivery)
        fail(mail, message, params, state=state)
