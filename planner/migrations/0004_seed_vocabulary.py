"""The first vocabulary for the brands that were there before it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from planner.vocabulary.seed import SEED


def seed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    facet_model, level_model = apps.get_model("planner", "Facet"), apps.get_model("planner", "Level")
    for brand in apps.get_model("brands", "Brand").objects.all():
        for at, told in enumerate(SEED):
            facet = facet_model.objects.create(
                brand=brand, code=told.code, label_ja=told.ja, label_en=told.en, position=at, is_derived=told.is_derived
            )
            level_model.objects.bulk_create(
                level_model(brand=brand, facet=facet, code=code, label_ja=ja, label_en=en, position=place)
                for place, (code, ja, en) in enumerate(told.levels)
            )


class Migration(migrations.Migration):
    dependencies = [("planner", "0003_vocabulary_rules")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop, elidable=True)]
