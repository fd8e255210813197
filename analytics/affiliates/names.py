"""Creators who renamed themselves: files tell handles only, so a person says which earlier handle is whose.

Nothing that a file told is changed: a page reads an earlier handle as the newer one, and separating them is enough to go back.
"""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import Case, CharField, F, Q, QuerySet, Value, When
from django.utils.translation import gettext as _

from analytics.models import CreatorName
from planner.models import SettingChange
from planner.refusals import Refused
from planner.setting_log.changes import record_setting, told_of
from tkcommerce.brands.models import Brand, User


class Names:
    """{earlier handle in small letters: the handle now}, over all steps."""

    def __init__(self, steps: Iterable[tuple[str, str]]) -> None:
        self._next = dict(steps)

    def now(self, handle: str) -> str:
        """As it is called now; itself where nobody said that it was renamed."""
        while handle.lower() in self._next:
            handle = self._next[handle.lower()]
        return handle

    def all_of(self, handle: str) -> list[str]:
        """The handle now and all earlier ones."""
        now = self.now(handle)
        return [now, *(before for before in self._next if self.now(before).lower() == now.lower())]

    def asked(self, handle: str) -> Q:
        """Rows whose `creator` is this one, under whichever handle."""
        asked = Q()
        for name in self.all_of(handle):
            asked |= Q(creator__iexact=name)
        return asked

    def told(self, lines: QuerySet) -> QuerySet:
        """With `creator_now`: the handle now of each line."""
        renamed = [When(creator__iexact=before, then=Value(self.now(before))) for before in self._next]
        return lines.annotate(creator_now=Case(*renamed, default=F("creator"), output_field=CharField()))

    def as_rows(self) -> Mapping[str, str]:
        return {before: self.now(before) for before in self._next}


def names_of(brand: Brand) -> Names:
    """One query."""
    return Names(brand.creatornames.values_list("before", "now"))


def earlier_names(brand: Brand, handle: str) -> QuerySet[CreatorName]:
    return brand.creatornames.filter(now__iexact=handle)


def name_changes(brand: Brand) -> QuerySet[SettingChange]:
    return brand.settingchanges.filter(kind=SettingChange.Kind.CREATOR)


@transaction.atomic
def join_creator(*, brand: Brand, before: str, now: str, by: User) -> CreatorName:
    """`before` is an earlier handle of `now`."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # two at once could make a circle
    before, names = before.lower(), names_of(brand)
    if names.now(now).lower() == before or before == now.lower():
        raise Refused(_("A handle cannot be its own earlier name."))
    if brand.creatornames.filter(before=before).exists():
        raise Refused(_("@%(handle)s is already an earlier name of @%(now)s.") % {"handle": before, "now": names.now(before)})
    name = CreatorName.objects.create(brand=brand, before=before, now=now, created_by=by)
    record_setting(name, by, "added", {})
    return name


@transaction.atomic
def separate_creator(*, name: CreatorName, by: User) -> None:
    current = CreatorName.objects.select_for_update(of=("self",)).filter(pk=name.pk).first()
    if current is None:
        raise Refused(_("Somebody was faster: it is so already."))
    record_setting(current, by, "removed", told_of(current), gone=True)
    current.delete()
