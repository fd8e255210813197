"""The members page: who belongs to the brand, who is invited, and what managers do about it."""

from django.contrib import messages
from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from tkcommerce.brands.access import for_brand
from tkcommerce.brands.forms import InviteForm, RoleForm
from tkcommerce.brands.invitations import MailNotSent, invite, resend, withdraw
from tkcommerce.brands.members import change_role, remove_member, restore_member, rows_of_members
from tkcommerce.brands.models import Brand, Role, User

UNDO_SECONDS = 600
UNDO_SALT = "removed member"


@for_brand(Role.VIEWER)
def members(request: HttpRequest, brand: Brand) -> HttpResponse:
    return _page(request, brand, InviteForm(own_role=request.role))


def _page(request: HttpRequest, brand: Brand, form: InviteForm, status: int = 200) -> HttpResponse:
    manages = request.role >= Role.MANAGER
    context = {
        "rows": rows_of_members(brand=brand, reader=request.user, own_role=request.role),
        "invitations": brand.invitations.pending().select_related("invited_by").order_by("-created_at") if manages else [],
        "manages": manages,
        "form": form,
        "removed": request.session.pop("removed_member", None) if manages else None,
    }
    return render(request, "brands/members.html", context, status=status)


@require_POST
@for_brand(Role.MANAGER)
def invitation_create(request: HttpRequest, brand: Brand) -> HttpResponse:
    form = InviteForm(request.POST, own_role=request.role)
    if not form.is_valid():
        return _page(request, brand, form, status=422)
    try:
        invitation = invite(brand=brand, by=request.user, **form.cleaned_data)
    except ValidationError as refused:
        form.add_error("email", refused)
        return _page(request, brand, form, status=422)
    except MailNotSent:
        return _not_mailed(request, brand)
    return _done(request, brand, _("Invited %(email)s.") % {"email": invitation.email})


@require_POST
@for_brand(Role.MANAGER)
def invitation_resend(request: HttpRequest, brand: Brand, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(brand.invitations.pending(), pk=invitation_id)
    try:
        resend(invitation=invitation, by=request.user)
    except ValidationError as refused:
        return _refused(request, brand, refused)
    except MailNotSent:
        return _not_mailed(request, brand)
    return _done(request, brand, _("Sent again to %(email)s. The earlier link no longer works.") % {"email": invitation.email})


@require_POST
@for_brand(Role.MANAGER)
def invitation_withdraw(request: HttpRequest, brand: Brand, invitation_id: int) -> HttpResponse:
    invitation = get_object_or_404(brand.invitations.pending(), pk=invitation_id)
    try:
        withdraw(invitation=invitation, by=request.user)
    except ValidationError as refused:
        return _refused(request, brand, refused)
    return _done(request, brand, _("Withdrawn: %(email)s.") % {"email": invitation.email})


@require_POST
@for_brand(Role.MANAGER)
def member_role(request: HttpRequest, brand: Brand, membership_id: int) -> HttpResponse:
    membership = get_object_or_404(brand.memberships, pk=membership_id)
    form = RoleForm(request.POST, own_role=request.role)
    if not form.is_valid():
        return _refused(request, brand, ValidationError(form.errors["role"]))
    try:
        change_role(membership=membership, role=form.cleaned_data["role"], by=request.user)
    except ValidationError as refused:
        return _refused(request, brand, refused)
    said = {"name": membership.user, "role": form.cleaned_data["role"].label}
    return _done(request, brand, _("%(name)s: %(role)s.") % said)


@require_POST
@for_brand(Role.MANAGER)
def member_remove(request: HttpRequest, brand: Brand, membership_id: int) -> HttpResponse:
    membership = get_object_or_404(brand.memberships, pk=membership_id)
    try:
        remove_member(membership=membership, by=request.user)
    except ValidationError as refused:
        return _refused(request, brand, refused)
    if membership.user_id == request.user.pk:
        messages.success(request, _("You left %(brand)s.") % {"brand": brand})
        return redirect("start")
    undo = signing.dumps([brand.pk, membership.user_id, membership.role], salt=UNDO_SALT)
    request.session["removed_member"] = {"name": str(membership.user), "undo": undo}
    return redirect("brands:members", brand_slug=brand.slug)


@require_POST
@for_brand(Role.MANAGER)
def member_restore(request: HttpRequest, brand: Brand, undo: str) -> HttpResponse:
    """Undo of a removal. Signed and good for ten minutes, so nobody is made a member who was not one just now."""
    try:
        brand_id, user_id, role = signing.loads(undo, salt=UNDO_SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        raise Http404 from None
    if brand_id != brand.pk:
        raise Http404
    try:
        restore_member(brand=brand, user=get_object_or_404(User, pk=user_id), role=Role(role), by=request.user)
    except ValidationError as refused:
        return _refused(request, brand, refused)
    return redirect("brands:members", brand_slug=brand.slug)


def _done(request: HttpRequest, brand: Brand, text: str) -> HttpResponse:
    messages.success(request, text)
    return redirect("brands:members", brand_slug=brand.slug)


def _refused(request: HttpRequest, brand: Brand, refused: ValidationError) -> HttpResponse:
    messages.error(request, " ".join(refused.messages))
    return redirect("brands:members", brand_slug=brand.slug)


def _not_mailed(request: HttpRequest, brand: Brand) -> HttpResponse:
    text = _("The invitation is made, but the mail server did not take the mail. Please send it again in a few minutes.")
    return _refused(request, brand, ValidationError(text))
