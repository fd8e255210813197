"""A decision and a tick can be taken back, and who took the tick back is kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("planner", "0007_children_in_brand")]
    operations = [
        migrations.AddField("approvaldecision", "taken_back_at", models.DateTimeField(blank=True, null=True)),
        migrations.RemoveConstraint("approvaldecision", "one_decision_per_round_and_step"),
        migrations.AddConstraint(
            "approvaldecision",
            models.UniqueConstraint(
                fields=["round", "step"], condition=Q(taken_back_at=None), name="one_decision_per_round_and_step"
            ),
        ),
        migrations.AddField(
            "checklisttick",
            "taken_back_by",
            models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
    ]
