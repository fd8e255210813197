"""Who belongs to a brand: roles changed, people removed and put back. Nobody acts above her own role; one owner always stays."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from .models import Brand, Membership, Role, User


def role_in(brand: Brand, user: User) -> int:
    """0 for strangers."""
    return Membership.objects.filter(brand=brand, user=user).values_list("role", flat=True).first() or 0


def roles_up_to(role: int) -> list[tuple[int, str]]:
    """What a person of this role may hand out."""
    return [(value, label) for value, label in Role.choices if value <= role]


@dataclass(frozen=True)
class MemberRow:
    """A line of the members page. `roles` is what the reader may change this person's role to; empty: nothing."""

    membership: Membership
    is_reader: bool
    roles: list[tuple[int, str]]


def rows_of_members(*, brand: Brand, reader: User, own_role: Role) -> list[MemberRow]:
    """Owners first, then by name. One query."""
    memberships = Membership.objects.filter(brand=brand).select_related("user").order_by("-role", "user__name", "user__email")
    return [
        MemberRow(
            membership,
            membership.user_id == reader.pk,
            roles_up_to(own_role) if Role.MANAGER <= own_role >= membership.role else [],
        )
        for membership in memberships
    ]


def check_may_give(*, brand: Brand, role: int, by: User) -> None:
    """Raise ValidationError unless `by` manages the brand and `role` is not above her own."""
    own = role_in(brand, by)
    if own < Role.MANAGER or role > own:
        raise ValidationError(_("You can only give roles up to your own."))


@transaction.atomic
def change_role(*, membership: Membership, role: Role, by: User) -> None:
    membership = _locked(membership)
    check_may_give(brand=membership.brand, role=max(role, membership.role), by=by)
    _keep_an_owner(membership, losing=role < Role.OWNER)
    membership.role = role
    membership.save(update_fields=["role"])


@transaction.atomic
def remove_member(*, membership: Membership, by: User) -> None:
    membership = _locked(membership)
    check_may_give(brand=membership.brand, role=membership.role, by=by)
    _keep_an_owner(membership, losing=True)
    membership.delete()


@transaction.atomic
def restore_member(*, brand: Brand, user: User, role: Role, by: User) -> None:
    """Undo of a removal; if the person came back meanwhile, her role there stays."""
    check_may_give(brand=brand, role=role, by=by)
    Membership.objects.get_or_create(brand=brand, user=user, defaults={"role": role})


def _locked(membership: Membership) -> Membership:
    """As it stands now. The brand's row is the lock: two owners who demote each other at once queue up here."""
    Brand.objects.select_for_update().get(pk=membership.brand_id)
    return Membership.objects.select_related("brand", "user").get(pk=membership.pk)


def _keep_an_owner(membership: Membership, *, losing: bool) -> None:
    others = Membership.objects.filter(brand=membership.brand, role=Role.OWNER).exclude(pk=membership.pk)
    if losing and membership.role == Role.OWNER and not others.exists():
        raise ValidationError(_("A brand needs an owner: make someone else the owner first."))
