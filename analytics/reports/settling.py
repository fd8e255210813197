"""What a manager decides about a mail of the ledger: it did arrive, or it goes out again."""

from django.db.models.functions import Coalesce, Now

from analytics.models import ReportMail
from analytics.reports.ledger import resend
from tkcommerce.work.claiming import retry
from tkcommerce.work.models import OPEN, State

Delivery = ReportMail.Delivery


def mark_as_sent(mail: ReportMail) -> bool:
    """A person knows that an unconfirmed mail arrived; False if it is not unconfirmed (any more)."""
    unconfirmed = ReportMail.objects.filter(pk=mail.pk, delivery=Delivery.UNCONFIRMED).exclude(state__in=OPEN)
    told = {"delivery": Delivery.SENT, "state": State.DONE, "error_message": "", "error_params": {}}
    return unconfirmed.update(sent_at=Coalesce("finished_at", Now()), finished_at=Now(), **told) == 1


def send_again(mail: ReportMail) -> bool:
    """What stopped is tried again under its own Message-ID; what is over becomes a new mail with the next number.

    False where the reader gets no mail now: the log will say why it was skipped.
    """
    if not retry(mail):
        resend(mail)
    return mail.brand.reportreaders.listening().filter(pk=mail.reader_id).exists()
