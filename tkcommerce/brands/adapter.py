"""Sign-up is closed unless an open invitation was followed in this browser; whoever signs up by it is a member at once."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils.translation import get_language

from .invitations import accept, find_open
from .models import User


class InvitedOnly(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return find_open(request.session.get("invitation")) is not None

    def save_user(self, request: HttpRequest, user: User, form: BaseForm, commit: bool = True) -> User:
        """The person and her membership, or neither. She followed the mailed link, so the address is known to be hers."""
        invitation = find_open(request.session.get("invitation"))
        user = super().save_user(request, user, form, commit=False)
        user.name, user.language = form.cleaned_data["name"], get_language()
        with transaction.atomic():
            user.save()
            if invitation is None or not accept(invitation=invitation, by=user):
                raise ImmediateHttpResponse(redirect("account_signup"))  # withdrawn while she typed: the closed page explains
        self.stash_verified_email(request, user.email)
        del request.session["invitation"]
        return user
