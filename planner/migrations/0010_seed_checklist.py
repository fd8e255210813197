"""The first checklist and NG words for the brands that were there before them."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from planner.checklist.seed import ITEMS, values_of, word_values


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    item_model, word_model = apps.get_model("planner", "ChecklistItem"), apps.get_model("planner", "NgWord")
    for brand in apps.get_model("brands", "Brand").objects.all():
        item_model.objects.bulk_create(item_model(brand=brand, position=at, **values_of(item)) for at, item in enumerate(ITEMS))
        word_model.objects.bulk_create(word_model(brand=brand, **values) for values in word_values())


class Migration(migrations.Migration):
    dependencies = [("planner", "0009_posting_rule")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=True)]
