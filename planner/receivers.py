"""What happens here when something changes elsewhere: a new brand gets its first vocabulary."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from planner.checklist.seed import seed_checklist
from planner.events.editing import seed_events
from planner.markets.editing import seed_readiness
from planner.vocabulary.curating import seed_vocabulary
from tkcommerce.brands.models import Brand


@receiver(post_save, sender=Brand)
def give_first_vocabulary(instance: Brand, *, created: bool, raw: bool = False, **signal: object) -> None:
    """Not where a fixture brings its own."""
    if created and not raw:
        seed_vocabulary(instance)
        seed_checklist(instance)
        seed_events(instance)
        seed_readiness(instance)
