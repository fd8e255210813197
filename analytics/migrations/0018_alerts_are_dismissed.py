"""What people have seen of what is out of the ordinary, and put aside."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def by_person() -> models.ForeignKey:
    return models.ForeignKey(
        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
    )


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0017_imports_have_editions"),
        ("brands", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AlertDismissal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=150)),
                ("told", models.JSONField()),
                ("at", models.DateTimeField(auto_now_add=True)),
                ("undone_at", models.DateTimeField(null=True)),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="brands.brand",
                        verbose_name="brand",
                    ),
                ),
                ("by", by_person()),
                ("undone_by", by_person()),
            ],
            options={
                "verbose_name": "dismissed alert",
                "verbose_name_plural": "dismissed alerts",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("undone_at", None)),
                        fields=["brand", "key", "-id"],
                        name="standing_alert_dismissal",
                    )
                ],
            },
        ),
    ]
