"""Who changed what on goals, slots, events, readiness, approval steps and checklists."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

KINDS = [
    ("goal", "Posting goal"), ("slot", "Posting slot"), ("rule", "Warnings"), ("event", "Event"),
    ("market", "Market readiness"), ("step", "Readiness step"), ("approval", "Approval step"), ("check", "Checklist"),
    ("word", "NG word"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0001_start"),
        ("planner", "0012_seed_events_and_markets"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]
    operations = [
        migrations.CreateModel(
            name="SettingChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(choices=KINDS, max_length=8, verbose_name="kind")),
                ("row", models.BigIntegerField()),
                ("label_ja", models.CharField(blank=True, max_length=200, verbose_name="Japanese name")),
                ("label_en", models.CharField(blank=True, max_length=200, verbose_name="English name")),
                ("verb", models.CharField(max_length=20)),
                ("fields", models.JSONField()),
                ("at", models.DateTimeField(auto_now_add=True)),
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
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change of a setting",
                "verbose_name_plural": "changes of settings",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["brand", "kind", "row"], name="history_of_setting")],
            },
        ),
    ]
