"""Filters of the calendar kept by name: a person's own, and those that somebody shared with the brand. Raises `Refused`."""

from urllib.parse import parse_qsl, urlencode

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from planner.models import SavedFilter
from planner.refusals import Refused
from tkcommerce.brands.models import Brand, User

MOST = 30  # of one person


def filters_for(brand: Brand, user: User) -> list[SavedFilter]:
    """One's own first, then what others share; by name. One query."""
    rows = brand.savedfilters.filter(Q(user=user) | Q(is_shared=True)).select_related("user", "brand")
    return sorted(rows, key=lambda row: (row.user_id != user.pk, row.name))


@transaction.atomic
def save_filter(*, brand: Brand, by: User, name: str, view: str, told: dict[str, str], is_shared: bool) -> SavedFilter:
    """`told`: what the filters of the page say, as {name: value}. The same name again replaces one's own."""
    own = brand.savedfilters.select_for_update().filter(user=by)
    if own.exclude(name=name).count() >= MOST:
        raise Refused(_("You have %(n)s saved filters. Delete one first.") % {"n": MOST})
    values = {"view": view, "query": urlencode(told)[:500], "is_shared": is_shared}
    saved, _made = brand.savedfilters.update_or_create(user=by, name=name, defaults=values)
    return saved


@transaction.atomic
def change_filter(*, saved: SavedFilter, by: User, name: str, is_shared: bool) -> SavedFilter:
    """Rename, share or keep for oneself."""
    current = SavedFilter.objects.select_for_update().get(pk=saved.pk)
    _refuse_others(current, by)
    if saved.brand.savedfilters.filter(user=by, name=name).exclude(pk=saved.pk).exists():
        raise Refused(_("You already have a filter “%(name)s”.") % {"name": name})
    current.name, current.is_shared = name, is_shared
    current.save(update_fields=["name", "is_shared"])
    return current


@transaction.atomic
def delete_filter(*, saved: SavedFilter, by: User) -> dict:
    """Returns what `save_filter` needs to bring it back."""
    current = SavedFilter.objects.select_for_update().get(pk=saved.pk)
    _refuse_others(current, by)
    current.delete()
    told = dict(parse_qsl(current.query))
    return {"name": current.name, "view": current.view, "told": told, "is_shared": current.is_shared}


def _refuse_others(saved: SavedFilter, by: User) -> None:
    if saved.user_id != by.pk:
        raise Refused(_("This filter belongs to %(name)s.") % {"name": saved.user})
