import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("brands", "0001_start"),
        ("analytics", "0023_fill_span_totals"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CreatorName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("before", models.CharField(max_length=64, verbose_name="earlier handle")),
                ("now", models.CharField(max_length=64, verbose_name="handle")),
                ("created_at", models.DateTimeField(auto_now_add=True)),
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
                    "created_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "earlier name of a creator",
                "verbose_name_plural": "earlier names of creators",
                "ordering": ["before"],
                "constraints": [
                    models.UniqueConstraint(fields=("brand", "before"), name="one_name_after_a_name"),
                    models.CheckConstraint(
                        condition=models.Q(("before", models.F("now")), _negated=True), name="a_name_is_another"
                    ),
                ],
            },
        ),
    ]
