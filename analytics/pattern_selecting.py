"""The writes of people who look at a part of the brand's videos: choose it, and it is learned in the background."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analytics.models import PatternSelection
from planner.models import Account
from planner.refusals import Refused
from tkcommerce.brands.models import Brand, User
from tkcommerce.work.claiming import arm
from tkcommerce.work.models import State

KEPT_FRESH = timedelta(days=30)  # after somebody last asked: until then each run of the brand learns it again
MOST_FRESH = 8
DAY = timedelta(days=1)


@transaction.atomic
def select_videos(
    *, brand: Brand, by: User, account: Account | None = None, market: str = "", relation: str = "",
    first_day: date | None = None, last_day: date | None = None,
) -> PatternSelection:  # fmt: skip
    """The brand's selection of this choice, learned as soon as a worker is free unless it is there already. `last_day` is in."""
    if account and account.brand_id != brand.pk:
        raise Refused(_("Choose an account of this brand."))
    if not any((account, market, relation, first_day, last_day)):
        raise Refused(_("Choose which videos to look at."))
    if first_day and last_day and last_day < first_day:
        raise Refused(_("The first day is after the last one."))
    parts = [account and account.pk, market, relation, first_day, last_day]
    now = timezone.now()
    selection, is_new = PatternSelection.objects.get_or_create(
        brand=brand, key=" ".join(str(part or "-") for part in parts),
        defaults={
            "account": account, "market": market, "relation": relation, "first_day": first_day, "asked_at": now,
            "end_day": last_day and min(last_day, date.max - DAY) + DAY, "run_after": now,  # the calendar ends on 9999-12-31
        },
    )  # fmt: skip
    PatternSelection.objects.filter(pk=selection.pk).update(asked_by=by, asked_at=now)
    if is_new or selection.state != State.DONE or not _is_fresh(selection):
        arm(selection)
    return selection


def ask_again(brand: Brand) -> None:
    """A new run is there: what somebody looked at lately is learned for it too, in the caller's transaction."""
    lately = brand.patternselections.filter(asked_at__gte=timezone.now() - KEPT_FRESH).order_by("-asked_at")[:MOST_FRESH]
    for selection in lately:
        arm(selection)


def _is_fresh(selection: PatternSelection) -> bool:
    return selection.brand.patternfits.filter(run__is_current=True, scope=selection.scope).exists()
