"""From when on a brand is warned about its own plans."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("brands", "0001_start"), ("planner", "0008_taking_back")]
    operations = [
        migrations.CreateModel(
            name="PostingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "hours_apart",
                    models.PositiveSmallIntegerField(default=3, verbose_name="hours between two posts of an account"),
                ),
                (
                    "product_in_week",
                    models.PositiveSmallIntegerField(default=3, verbose_name="videos of one product within 7 days"),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="brands.brand",
                        verbose_name="brand",
                    ),
                ),
            ],
            options={
                "verbose_name": "warning rule",
                "verbose_name_plural": "warning rules",
                "constraints": [models.UniqueConstraint(fields=("brand",), name="one_posting_rule_per_brand")],
            },
        ),
    ]
