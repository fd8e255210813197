"""Whose numbers are these? Choose the account of an import, or say what a person must be asked."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_noop

from analytics.models import MetricImport
from planner.models import Account
from planner.models.accounts import handle_format
from tkcommerce.brands.models import Brand, User
from tkcommerce.work.claiming import arm
from tkcommerce.work.models import State
from tkcommerce.work.running import NeedsPerson

UNTOLD = gettext_noop("The file does not say which account it is from. Choose one.")
UNKNOWN = gettext_noop("The file is from @%(handle)s, which is not one of your accounts. Choose where its numbers belong.")
SEVERAL = gettext_noop("The files are from different accounts (%(handles)s). Choose where their numbers belong.")


class AccountUnclear(NeedsPerson):
    """A person must say whose numbers these are."""


def account_for(*, brand: Brand, chosen: Account | None, handles: Iterable[str]) -> Account:
    """Chosen by a person > the one of the brand's accounts that the files name > new, if the brand has none yet >
    the only one, if the files name none. AccountUnclear otherwise: numbers never go to an account they deny."""
    if chosen is not None:
        return chosen
    told = sorted({handle for handle in handles if is_handle(handle)})
    mine = {account.handle: account for account in brand.accounts.all()}
    matching = [mine[handle] for handle in told if handle in mine]
    if len(told) == 1 and matching:
        return matching[0]
    if len(told) > 1:
        raise AccountUnclear(SEVERAL, handles=", ".join(f"@{handle}" for handle in told))
    if told and not mine:
        return add_account(brand=brand, handle=told[0])
    if told:
        raise AccountUnclear(UNKNOWN, handle=told[0])
    if len(mine) == 1:
        return next(iter(mine.values()))
    raise AccountUnclear(UNTOLD)


def add_account(*, brand: Brand, handle: str) -> Account:
    """The brand's account of that handle, made now if there is none; its zone and market are the brand's."""
    defaults = {"time_zone": brand.time_zone, "market": brand.home_market}
    account, _made = Account.objects.get_or_create(brand=brand, handle=handle, defaults=defaults)
    return account


def is_handle(text: str) -> bool:
    try:
        handle_format(text)
    except ValidationError:
        return False
    return True


def answer_account(*, metric_import: MetricImport, account: Account | None, new_handle: str, by: User) -> None:
    """A person says whose numbers a held import brings; it is read again and goes on. Once it goes on, nothing changes."""
    with transaction.atomic():
        row = metric_import.brand.metricimports.select_for_update().get(pk=metric_import.pk)
        if row.state != State.HELD:
            return
        row.account = account or add_account(brand=row.brand, handle=new_handle)
        row.uploaded_by = row.uploaded_by or by
        row.save(update_fields=["account", "uploaded_by"])
        arm(row)
