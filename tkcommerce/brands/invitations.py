"""Invitations: made, mailed, sent again, withdrawn, accepted. The token is only in the mail; the database knows its SHA-256."""

import hashlib
import secrets
from datetime import datetime, timedelta
from smtplib import SMTPException

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tkcommerce.mail import send_mail

from .members import check_may_give
from .models import Brand, Invitation, Membership, Role, User

VALID_FOR = timedelta(days=14)


class MailNotSent(Exception):
    """The invitation stands, but the mail server did not take the mail: send it again."""


def invite(*, brand: Brand, email: str, role: Role, by: User) -> Invitation:
    """Make an invitation, or renew the one that waits for the same address, and mail its link."""
    email = email.strip().lower()
    with transaction.atomic():
        check_may_give(brand=brand, role=role, by=by)
        Brand.objects.select_for_update().get(pk=brand.pk)  # two people inviting the same address queue up here
        if Membership.objects.filter(brand=brand, user__email__iexact=email).exists():
            raise ValidationError(_("%(email)s is a member already."), params={"email": email})
        token = secrets.token_urlsafe(32)
        invitation, _made = Invitation.objects.pending().update_or_create(
            brand=brand,
            email=email,
            defaults={
                "role": role, "invited_by": by, "token_hash": hash_of(token), "expires_at": timezone.now() + VALID_FOR,
            },
        )  # fmt: skip
    _mail(invitation, token)
    return invitation


def resend(*, invitation: Invitation, by: User) -> Invitation:
    """A fresh link and fourteen new days; the link mailed before stops working."""
    return invite(brand=invitation.brand, email=invitation.email, role=Role(invitation.role), by=by)


def withdraw(*, invitation: Invitation, by: User) -> None:
    check_may_give(brand=invitation.brand, role=invitation.role, by=by)
    Invitation.objects.pending().filter(pk=invitation.pk).update(withdrawn_at=timezone.now())


def find(token: str) -> Invitation | None:
    """Whatever its state: the page says what became of it."""
    return Invitation.objects.select_related("brand", "invited_by").filter(token_hash=hash_of(token)).first()


def find_open(pk: object) -> Invitation | None:
    """The invitation remembered in a session, if it can still be accepted."""
    return Invitation.objects.open(timezone.now()).select_related("brand").filter(pk=pk).first() if pk else None


def situation_of(*, invitation: Invitation | None, reader: User | AnonymousUser, now: datetime) -> str:
    """What the link means to whoever opened it: unknown, used, withdrawn, expired, accept, other, sign-in or new."""
    if invitation is None:
        return "unknown"
    if invitation.accepted_at or invitation.withdrawn_at:
        return "used" if invitation.accepted_at else "withdrawn"
    if invitation.expires_at <= now:
        return "expired"
    if reader.is_authenticated:
        return "accept" if reader.email.lower() == invitation.email else "other"
    return "sign-in" if User.objects.filter(email__iexact=invitation.email).exists() else "new"


@transaction.atomic
def accept(*, invitation: Invitation, by: User) -> bool:
    """Make the invited person a member; False if the invitation is not for her or no longer open. Twice makes one membership."""
    open_now = Invitation.objects.open(timezone.now()).select_for_update(of=["self"]).filter(pk=invitation.pk).first()
    if open_now is None or open_now.email != by.email.lower():
        return False
    Membership.objects.get_or_create(brand_id=open_now.brand_id, user=by, defaults={"role": open_now.role})
    open_now.accepted_at = timezone.now()
    open_now.save(update_fields=["accepted_at"])
    return True


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _mail(invitation: Invitation, token: str) -> None:
    context = {
        "brand": invitation.brand,
        "inviter": str(invitation.invited_by or ""),
        "email": invitation.email,
        "url": settings.SITE_URL + reverse("invitation", args=[token]),
        "days": VALID_FOR.days,
    }
    try:
        send_mail(name="invitation", to=invitation.email, language=invitation.brand.language, context=context)
    except (OSError, SMTPException) as error:
        raise MailNotSent from error
