"""Commerce events and the readiness checklist for the brands that were there before them, and what is known of each market."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.utils import timezone

from planner.events.seed import seeded_events
from planner.markets.facts_seed import seeded_facts
from planner.markets.steps_seed import seeded_steps


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    event_model, plan_model = apps.get_model("planner", "CommerceEvent"), apps.get_model("planner", "MarketPlan")
    step_model, fact_model = apps.get_model("planner", "ReadinessStep"), apps.get_model("planner", "MarketFact")
    for brand in apps.get_model("brands", "Brand").objects.all():
        event_model.objects.bulk_create(seeded_events(event_model, brand, timezone.now()))
        plan = plan_model.objects.create(brand=brand, market=brand.home_market)
        step_model.objects.bulk_create(seeded_steps(step_model, plan))
    fact_model.objects.bulk_create(fact_model(**fact) for fact in seeded_facts())


class Migration(migrations.Migration):
    dependencies = [("planner", "0011_reminders_once")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
