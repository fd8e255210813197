"""Find work that nobody is doing, and hint it; give up what was tried too often."""

from django.apps import apps
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from .claiming import due
from .hints import send_hint
from .making import make_due
from .models import State, Work

HINTS_PER_KIND = 40  # a tick; the rest is found by the next one
TRIED_TOO_OFTEN = gettext_noop("It was tried %(count)s times, and each time its process was stopped before it was done.")


def kinds() -> list[type[Work]]:
    """Every model that is work."""
    return [model for model in apps.get_models() if issubclass(model, Work)]


def sweep() -> int:
    """Make what the calendar says is due, give up what was tried too often and hint what is due, oldest first; how many."""
    make_due()
    hints = 0
    for kind in kinds():
        give_up(kind)
        rows = due(kind).order_by("run_after", "pk").values_list("pk", flat=True)[:HINTS_PER_KIND]
        hints += sum(send_hint(kind, pk) for pk in rows)
    return hints


def give_up(kind: type[Work]) -> int:
    """Fail what may not be claimed any more: its last try died without a word, so a person has to look. Returns how many."""
    return due(kind).filter(attempts__gte=kind.MAX_ATTEMPTS).update(
        state=State.FAILED, lease_until=None, lease_token=None, finished_at=Now(),
        error_message=TRIED_TOO_OFTEN, error_params={"count": kind.MAX_ATTEMPTS},
    )  # fmt: skip
