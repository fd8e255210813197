"""Alerts that somebody has seen are put aside for the whole brand, until they are a new finding. Raises `Refused`."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from analytics.models import AlertDismissal
from analytics.queries.sources import Source
from planner.refusals import NotOfBrand, Refused
from tkcommerce.brands.models import Brand, User

from .alert import Alert
from .finding import found_of

PER_KIND = 3  # told at once
REMEMBERED = timedelta(days=400)  # no alert stands longer


def alerts_of(brand: Brand, sources: Sequence[Source], *, today: date) -> tuple[Alert, ...]:
    """What nobody has dismissed, at most three of each kind. Ten queries at most."""
    found = found_of(brand, sources, today=today)
    seen = _seen(brand) if found else {}
    told: list[Alert] = []
    for alert in found:
        is_open = alert.key not in seen or alert.is_news_after(seen[alert.key])
        if is_open and sum(other.kind == alert.kind for other in told) < PER_KIND:
            told.append(alert)
    return tuple(told)


def _seen(brand: Brand) -> dict[str, Alert]:
    """By key the alert as it was last dismissed. One query."""
    standing = brand.alertdismissals.filter(undone_at=None, at__gte=timezone.now() - REMEMBERED)
    return {key: alert_of(told) for key, told in standing.order_by("pk").values_list("key", "told")}


@transaction.atomic
def dismiss(*, brand: Brand, alert: Alert, by: User) -> AlertDismissal:
    """Twice is once: the standing dismissal of the same finding is given back."""
    Brand.objects.select_for_update(no_key=True).get(pk=brand.pk)  # two at once would both find none
    last = brand.alertdismissals.filter(undone_at=None, key=alert.key).first()
    if last and not alert.is_news_after(alert_of(last.told)):
        return last
    told = asdict(alert) | {"day": alert.day.isoformat(), "value": str(alert.value), "usual": str(alert.usual)}
    return AlertDismissal.objects.create(brand=brand, key=alert.key, told=told, by=by)


@transaction.atomic
def undo_dismissal(*, dismissal: AlertDismissal, brand: Brand, by: User) -> None:
    """The alert is told again, as far as it still holds."""
    if dismissal.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    current = AlertDismissal.objects.select_for_update(of=("self",)).get(pk=dismissal.pk)
    if current.undone_at:
        raise Refused(_("Somebody was faster: it is so already."))
    current.undone_by, current.undone_at = by, timezone.now()
    current.save(update_fields=["undone_by", "undone_at"])


def alert_of(told: dict) -> Alert:
    """As `dismiss` wrote it."""
    made = {"day": date.fromisoformat(told["day"]), "value": Decimal(told["value"]), "usual": Decimal(told["usual"])}
    return Alert(**told | made)
