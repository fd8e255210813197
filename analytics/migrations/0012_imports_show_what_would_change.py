"""An import shows its totals beside what is known, and a brand's rule for imports has a history."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0011_sales_are_added_up_anew"),
        ("brands", "0001_start"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(model_name="importedtable", name="known", field=models.JSONField(default=dict)),
        migrations.CreateModel(
            name="ImportPolicyChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("keeps_days", models.PositiveSmallIntegerField()),
                ("looks_first", models.BooleanField()),
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
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "change of the rule for imports",
                "verbose_name_plural": "changes of the rule for imports",
                "ordering": ["-changed_at", "-id"],
            },
        ),
    ]
