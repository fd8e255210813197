"""A corrected import keeps what it said before: tables and problems belong to an edition, and each correction is written down."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

EDITION = models.PositiveSmallIntegerField(default=1)


def by_person() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0016_huge_files_again"),
        ("brands", "0001_start"),
        ("planner", "0019_history_of_goals_and_costs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint("importedtable", "one_table_per_import_and_name"),
        migrations.AddField("importedtable", "edition", EDITION),
        migrations.AddField("importproblem", "edition", EDITION.clone()),
        migrations.AddField("metricimport", "edition", EDITION.clone()),
        migrations.AddConstraint(
            "importedtable",
            models.UniqueConstraint(fields=("metric_import", "edition", "name"), name="one_table_per_edition_and_name"),
        ),
        migrations.CreateModel(
            name="ImportCorrection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("edition", models.PositiveSmallIntegerField()),
                ("replaced", models.PositiveSmallIntegerField()),
                ("counted", models.BooleanField()),
                ("answers", models.JSONField(default=dict)),
                ("corrected_at", models.DateTimeField(auto_now_add=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="planner.account"
                    ),
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
                ("corrected_by", by_person()),
                (
                    "metric_import",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="corrections", to="analytics.metricimport"
                    ),
                ),
                ("taken_back_by", by_person()),
            ],
            options={
                "verbose_name": "correction of an import",
                "verbose_name_plural": "corrections of imports",
                "ordering": ["metric_import", "id"],
                "constraints": [
                    models.UniqueConstraint(fields=("metric_import", "edition"), name="one_correction_per_import_and_edition")
                ],
            },
        ),
    ]
