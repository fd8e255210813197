"""Who reads the weekly report, and how: changed by the reader herself or by a manager; acts on the very next mail.

Members are readers by themselves. Others get nothing but one mail that asks them, until they have said yes.
"""

import hashlib
from datetime import timedelta
from smtplib import SMTPException

from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from analytics.models import ReportReader
from analytics.queries.reports import present
from analytics.reports.ledger import ensure_readers
from tkcommerce.brands.models import Brand, Membership, User
from tkcommerce.mail import one_line, send_mail

Stop = ReportReader.Stop
CONFIRM_WITHIN = timedelta(days=14)
CONFIRM_SALT = "reader of the weekly report"
PAUSE_BETWEEN_MAILS = 600  # seconds until the same address may be asked again, by whatever brand
OPEN_INVITATIONS = 50  # of a brand


class MailNotSent(Exception):
    """The invitation stands, but the mail server did not take the mail: invite again."""


def own_reader(*, brand: Brand, user: User) -> ReportReader:
    """Every member has one; the newest member's may not be made yet."""
    mine = brand.reportreaders.select_related("brand").filter(user=user)
    found = mine.first()
    if found is None:
        ensure_readers()
        found = mine.get()
    return found


def readers_among(ids: list[int]) -> list[ReportReader]:
    """Those of the ids who still belong to their brands, in this order."""
    found = {reader.pk: reader for reader in present(ReportReader.objects.select_related("brand", "user").filter(pk__in=ids))}
    return [found[pk] for pk in ids if pk in found]


def brands_of_reader(reader: ReportReader) -> int:
    """How many brands could be in one mail to her."""
    return Membership.objects.filter(user=reader.user_id).count() if reader.user_id else 1


def change_reader(*, reader: ReportReader, edition: str, language: str, weekday: int, hour: int, is_combined: bool) -> None:
    """`is_combined` holds for all brands of the person: one mail of some of them would be two mails."""
    reader.edition, reader.language, reader.weekday, reader.hour = edition, language, weekday, hour
    reader.is_combined = is_combined and reader.user_id is not None
    with transaction.atomic():
        reader.save(update_fields=["edition", "language", "weekday", "hour", "is_combined"])
        if reader.user_id:
            ReportReader.objects.filter(user=reader.user_id).update(is_combined=is_combined)


def pause_reader(*, reader: ReportReader) -> None:
    reader.paused_at = timezone.now()
    reader.save(update_fields=["paused_at"])


def resume_reader(*, reader: ReportReader) -> None:
    reader.paused_at = None
    reader.save(update_fields=["paused_at"])


def subscribe_reader(*, reader: ReportReader) -> None:
    """Again, whatever stopped it: the reader herself says so."""
    reader.stopped_at, reader.stop_reason, reader.paused_at = None, "", None
    reader.save(update_fields=["stopped_at", "stop_reason", "paused_at"])


def unsubscribe_reader(*, reader: ReportReader) -> None:
    """Twice is once; a bounce or a complaint stays what it is."""
    stopped = ReportReader.objects.filter(pk=reader.pk, stopped_at=None)
    stopped.update(stopped_at=timezone.now(), stop_reason=Stop.UNSUBSCRIBED)
    reader.refresh_from_db()


def invite_outside(*, brand: Brand, email: str, name: str, language: str, edition: str, by: User) -> ReportReader:
    """Ask someone without an account whether she wants the report; the link in the mail says yes."""
    email = email.strip().lower()
    with transaction.atomic():
        Brand.objects.select_for_update().get(pk=brand.pk)  # two people inviting the same address queue up here
        reader = _invitable(brand, email)
        reader.name, reader.language, reader.edition = one_line(name), language, edition
        reader.confirmed_at = reader.stopped_at = None
        reader.stop_reason, reader.confirm_token = "", ""
        reader.save()
        token = signing.dumps(reader.pk, salt=CONFIRM_SALT)
        reader.confirm_token = _hash(token)
        reader.save(update_fields=["confirm_token"])
    _ask(reader, token, by)
    return reader


def _invitable(brand: Brand, email: str) -> ReportReader:
    """A new row, or the one that this address has already; refuses where asking would be wrong."""
    if Membership.objects.filter(brand=brand, user__email__iexact=email).exists():
        raise ValidationError(_("%(email)s is a member, and a reader already."), params={"email": email})
    reader = brand.reportreaders.filter(email__iexact=email).first()
    if reader and reader.stop_reason in (Stop.UNSUBSCRIBED, Stop.COMPLAINED):
        raise ValidationError(
            _("%(email)s does not want this report any more. Only a link in an earlier mail can start it again."),
            params={"email": email},
        )
    if reader and reader.confirmed_at and not reader.stopped_at and reader.user_id is None:
        raise ValidationError(_("%(email)s gets the report already."), params={"email": email})
    waiting = brand.reportreaders.filter(user=None, confirmed_at=None).exclude(confirm_token="").count()
    if not reader and waiting >= OPEN_INVITATIONS:
        raise ValidationError(_("Too many invitations wait for an answer. Remove some first."))
    if not cache.add(f"report-confirm-{_hash(email)}", 1, PAUSE_BETWEEN_MAILS):
        raise ValidationError(_("%(email)s was asked a moment ago. Wait ten minutes."), params={"email": email})
    reader = reader or ReportReader(brand=brand, email=email)
    reader.user = None  # of someone who was a member once
    return reader


def _ask(reader: ReportReader, token: str, by: User) -> None:
    url = settings.SITE_URL + reverse("reports:confirm", args=[token])
    context = {"brand": reader.brand, "inviter": str(by), "email": reader.email, "url": url, "days": CONFIRM_WITHIN.days}
    try:
        send_mail(name="report_confirm", to=reader.email, language=reader.language, context=context)
    except (OSError, SMTPException) as error:
        cache.delete(f"report-confirm-{_hash(reader.email)}")
        raise MailNotSent from error


def find_invited(token: str) -> ReportReader | None:
    """Whom this link was mailed to, asked still or having said yes. None: another link replaced it, it is older than
    fourteen days, or she was taken off the list."""
    try:
        pk = signing.loads(token, salt=CONFIRM_SALT, max_age=CONFIRM_WITHIN)
    except signing.BadSignature:
        return None
    waits_or_said_yes = Q(confirm_token=_hash(token)) | Q(confirmed_at__isnull=False)
    return ReportReader.objects.select_related("brand").filter(waits_or_said_yes, pk=pk, user=None).first()


def confirm_reader(*, reader: ReportReader) -> None:
    """Twice is once."""
    asked = ReportReader.objects.filter(pk=reader.pk, confirmed_at=None).exclude(confirm_token="")
    asked.update(confirmed_at=timezone.now(), confirm_token="")
    reader.refresh_from_db()


def remove_outside(*, reader: ReportReader) -> None:
    """Off the list; the row stays, because the ledger of mails names it. Her own "no more" stays too."""
    reader.confirmed_at, reader.confirm_token = None, ""
    reader.save(update_fields=["confirmed_at", "confirm_token"])


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
