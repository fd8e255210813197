"""Who said how to read a file, and what the columns of an unknown table mean."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0013_spans_are_summed"),
        ("brands", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table_name", models.CharField(blank=True, max_length=255)),
                ("key", models.CharField(max_length=40)),
                ("value", models.CharField(blank=True, max_length=200)),
                ("said_at", models.DateTimeField(auto_now_add=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="brands.brand",
                        verbose_name="brand",
                    ),
                ),
                (
                    "metric_import",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="analytics.metricimport"),
                ),
                (
                    "said_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "answer about an import",
                "verbose_name_plural": "answers about imports",
                "ordering": ["metric_import", "id"],
                "indexes": [models.Index(fields=["brand", "metric_import"], name="import_answer_of")],
            },
        ),
        migrations.CreateModel(
            name="TableMappingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(max_length=64)),
                (
                    "verb",
                    models.CharField(choices=[("said", "said"), ("renamed", "renamed"), ("deleted", "deleted")], max_length=7),
                ),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("profile", models.CharField(max_length=60)),
                ("columns", models.JSONField(default=dict)),
                ("options", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField(auto_now_add=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="brands.brand",
                        verbose_name="brand",
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a column mapping",
                "verbose_name_plural": "changes of column mappings",
                "ordering": ["-changed_at", "-id"],
                "indexes": [models.Index(fields=["brand", "fingerprint"], name="mapping_change_of")],
            },
        ),
    ]
