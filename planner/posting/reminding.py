"""Rows of mails that are due: the maker that each sweep calls. Unique per video, person, kind and occasion."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import gettext_noop

from planner.models import Reminder, ReminderWish
from planner.posting.occasions import Occasion, managers_of, occasions
from planner.posting.publishing import mark_missed
from tkcommerce.brands.models import Brand, Membership, User
from tkcommerce.dates import instant_of
from tkcommerce.work.models import State

QUIET_FROM, QUIET_UNTIL = time(22), time(8)  # of the brand
TOO_LATE = gettext_noop("It came due long ago, while nothing ran here; the pages tell it.")


def make_due_reminders(now: datetime | None = None) -> int:
    """The maker that the sweep calls: what nobody confirmed becomes missed, and each mail that is due a row; how many are new.

    Twice, or from two sweeps at once, makes each once.
    """
    now = now or timezone.now()
    mark_missed(now)
    found = occasions(now)
    if not found:
        return 0
    rows = list(_rows(found, now))
    known = set(_keys(Reminder.objects.filter(video__in={row.video_id for row in rows})))
    new = [row for row in rows if _key(row) not in known]
    Reminder.objects.bulk_create(new, ignore_conflicts=True, batch_size=500)
    return len(new)


def send_after(now: datetime, kind: str, zone: str) -> datetime:
    """Now, or at eight in the morning where the brand is; only the time to post waits for nobody's sleep."""
    local = now.astimezone(ZoneInfo(zone))
    if kind == Reminder.Kind.POST_DUE or QUIET_UNTIL <= local.time() < QUIET_FROM:
        return now
    day = local.date() + timedelta(days=1) if local.time() >= QUIET_FROM else local.date()
    return instant_of(day, QUIET_UNTIL, zone)


def wants(brand: Brand, person: User) -> frozenset[str]:
    """The kinds of mail that this person gets from the brand."""
    wish = brand.reminderwishs.filter(person=person).first()
    return frozenset(Reminder.Kind.values) - frozenset(wish.off if wish else ())


def choose_reminders(*, brand: Brand, person: User, kinds: set[str]) -> ReminderWish:
    """Which kinds she wants from now on; all others are off."""
    off = [kind for kind in Reminder.Kind.values if kind not in kinds]
    return ReminderWish.objects.update_or_create(brand=brand, person=person, defaults={"off": off})[0]


def _rows(found: list[Occasion], now: datetime) -> Iterator[Reminder]:
    """To members who want that kind."""
    brands = {occasion.video.brand_id for occasion in found}
    members = Membership.objects.filter(brand__in=brands, user__is_active=True)
    roles = {(brand, user): role for brand, user, role in members.values_list("brand_id", "user_id", "role")}
    managers = managers_of(brands, roles)
    wishes = ReminderWish.objects.filter(brand__in=brands).values_list("brand_id", "person_id", "off")
    off = {(brand, person, kind) for brand, person, kinds in wishes for kind in kinds}
    for occasion in found:
        brand = occasion.video.brand
        people = occasion.people | (managers[brand.pk] if occasion.managers else frozenset())
        for person in sorted(people):
            if (brand.pk, person) in roles and (brand.pk, person, occasion.kind) not in off:
                yield _row(occasion, person, now)


def _row(occasion: Occasion, person: int, now: datetime) -> Reminder:
    brand = occasion.video.brand
    ends = {"state": State.DONE, "finished_at": now, "error_message": TOO_LATE} if occasion.too_late(now) else {}
    run_after = send_after(now, occasion.kind, brand.time_zone)
    told = {"video": occasion.video, "person_id": person, "kind": occasion.kind, "key": occasion.key}
    return Reminder(brand=brand, run_after=run_after, **told, **ends)


def _key(row: Reminder) -> tuple[int, int, str, str]:
    return row.video_id, row.person_id, row.kind, row.key


def _keys(rows: "Reminder.objects") -> Iterator[tuple[int, int, str, str]]:
    return rows.values_list("video_id", "person_id", "kind", "key").iterator()
