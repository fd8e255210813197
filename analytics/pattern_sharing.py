"""An owner lets the brand's patterns be learned together with other brands' that do the same, or takes that back."""

from django.db import transaction
from django.utils.translation import gettext as _

from analytics.models import PatternSharing
from analytics.pattern_wishes import ask_now
from planner.refusals import Refused
from tkcommerce.brands.models import Brand, Membership, Role, User


def shares_patterns(brand: Brand) -> bool:
    """What the newest word says; nobody's word is no. One query."""
    newest = brand.patternsharings.order_by("-at", "-pk").first()
    return newest is not None and newest.is_on


@transaction.atomic
def share_patterns(*, brand: Brand, is_on: bool, by: User) -> None:
    """Appended, so that who decided what and when stays to be seen. Only an owner may; raises Refused."""
    if not Membership.objects.filter(brand=brand, user=by, role=Role.OWNER).exists():
        raise Refused(_("Only an owner decides whether other brands learn from this one."))
    if shares_patterns(brand) == is_on:
        return
    PatternSharing.objects.create(brand=brand, is_on=is_on, by=by)
    ask_now(brand.pk)
