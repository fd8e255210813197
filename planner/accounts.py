"""The writes to a brand's TikTok accounts."""

from django.db import transaction
from django.utils.translation import gettext as _

from tkcommerce.brands.models import Brand, User

from .models import Account
from .refusals import Refused


def save_account(*, account: Account, brand: Brand, by: User) -> Account:
    """A new or changed account of the brand."""
    if account.brand_id != brand.pk:
        raise Refused(_("This account belongs to another brand."))
    account.save(update_fields=None if account._state.adding else ["handle", "name", "kind", "market", "time_zone"])
    return account


@transaction.atomic
def delete_account(*, account: Account, by: User) -> None:
    """Only while nothing hangs on it, in whatever app: videos, imports, readings."""
    locked = Account.objects.select_for_update().get(pk=account.pk)
    for relation in locked._meta.related_objects:
        if relation.related_model._base_manager.filter(**{relation.field.name: locked}).exists():
            raise Refused(_("%(account)s has videos or imported figures, so it stays.") % {"account": locked})
    locked.delete()
