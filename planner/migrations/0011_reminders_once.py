"""A mail that was perhaps sent is not sent again by itself; people choose which they want; missed posts are found quickly."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [migrations.swappable_dependency(settings.AUTH_USER_MODEL), ("planner", "0010_seed_checklist")]
    operations = [
        migrations.AddField("reminder", "sending_since", models.DateTimeField(blank=True, null=True)),
        migrations.CreateModel(
            name="ReminderWish",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("off", models.JSONField(blank=True, default=list, verbose_name="kinds turned off")),
                ("changed_at", models.DateTimeField(auto_now=True)),
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
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "wish about reminders",
                "verbose_name_plural": "wishes about reminders",
                "constraints": [models.UniqueConstraint(fields=("brand", "person"), name="one_wish_per_brand_and_person")],
            },
        ),
        migrations.RemoveIndex("video", "video_due"),
        migrations.AddIndex(
            "video",
            models.Index(
                fields=["planned_day"], condition=Q(state__in=["approved", "scheduled", "missed"]), name="video_due"
            ),
        ),
    ]
