"""A part of a brand's videos that somebody looks at alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0018_alerts_are_dismissed"),
        ("brands", "0001_start"),
        ("planner", "0019_history_of_goals_and_costs"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PatternSelection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "waiting"),
                            ("running", "running"),
                            ("done", "done"),
                            ("failed", "failed"),
                            ("held", "needs a person"),
                            ("dropped", "discarded"),
                        ],
                        default="queued",
                        max_length=8,
                    ),
                ),
                ("run_after", models.DateTimeField()),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("lease_until", models.DateTimeField(blank=True, null=True)),
                ("lease_token", models.UUIDField(blank=True, null=True)),
                ("error_message", models.TextField(blank=True, default="")),
                ("error_params", models.JSONField(blank=True, default=dict)),
                ("created_at", models.DateTimeField(auto_now_add=True)),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                ("key", models.CharField(max_length=200)),
                ("market", models.CharField(blank=True, max_length=2, verbose_name="market")),
                ("relation", models.CharField(blank=True, max_length=20, verbose_name="who speaks")),
                ("first_day", models.DateField(blank=True, null=True, verbose_name="posted from")),
                ("end_day", models.DateField(blank=True, null=True, verbose_name="to")),
                ("asked_at", models.DateTimeField()),
                ("fits_done", models.PositiveSmallIntegerField(default=0)),
                ("fits_total", models.PositiveSmallIntegerField(default=0)),
                (
                    "account",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="planner.account",
                        verbose_name="account",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
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
            ],
            options={
                "verbose_name": "selection of videos",
                "verbose_name_plural": "selections of videos",
                "indexes": [
                    models.Index(
                        condition=models.Q(("state__in", ("queued", "running"))),
                        fields=["run_after"],
                        name="patternselection_open",
                    ),
                    models.Index(fields=["brand", "-asked_at"], name="pattern_selections_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease_token__isnull", False), ("lease_until__isnull", False), ("state", "running")),
                            models.Q(models.Q(("state", "running"), _negated=True), ("lease_token", None), ("lease_until", None)),
                            _connector="OR",
                        ),
                        name="patternselection_runs_under_a_lease",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ("failed", "held")), _negated=True),
                            models.Q(("error_message", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="patternselection_fails_with_a_reason",
                    ),
                    models.UniqueConstraint(fields=("brand", "key"), name="one_pattern_selection_per_choice"),
                    models.CheckConstraint(
                        condition=models.Q(("end_day__gt", models.F("first_day"))), name="pattern_selection_has_days"
                    ),
                ],
            },
        ),
    ]
