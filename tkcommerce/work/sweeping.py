"""Find work that nobody is doing, and hint it; give up what was tried too often."""

from django.apps import apps

from .claiming import due, give_up, send_hint
from .models import Work

HINTS_PER_KIND = 40  # a tick; the rest is found by the next one


def kinds() -> list[type[Work]]:
    """Every model that is work."""
    return [model for model in apps.get_models() if issubclass(model, Work)]


def sweep() -> int:
    """Hint what is due, oldest first; returns how many hints were sent."""
    hints = 0
    for kind in kinds():
        for row in due(kind).order_by("run_after", "pk")[:HINTS_PER_KIND]:
            if row.attempts >= row.MAX_ATTEMPTS:
                give_up(row)
            else:
                send_hint(kind, row.pk)
                hints += 1
    return hints
