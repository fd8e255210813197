"""Huge files: found again by a digest of their cells; less to check and to index for each of their rows."""

import django.db.models.deletion
from django.db import migrations, models

from tkcommerce.migration_steps import in_one_step


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0015_business_suite_days"),
        ("brands", "0001_start"),
        ("planner", "0017_history_of_links"),
    ]

    operations = in_one_step([
        migrations.AddField(
            model_name="orderreading",
            name="raw",
            field=models.UUIDField(null=True),
        ),
        migrations.AddField(
            model_name="periodreading",
            name="raw",
            field=models.UUIDField(null=True),
        ),
        migrations.AlterField(
            model_name="orderlinereading",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="brands.brand",
                verbose_name="brand",
            ),
        ),
        migrations.AlterField(
            model_name="orderlinereading",
            name="order",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="analytics.orderreading"
            ),
        ),
        migrations.AlterField(
            model_name="orderreading",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="brands.brand",
                verbose_name="brand",
            ),
        ),
        migrations.AlterField(
            model_name="ordertelling",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="brands.brand",
                verbose_name="brand",
            ),
        ),
        migrations.AlterField(
            model_name="ordertelling",
            name="table",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="analytics.importedtable"
            ),
        ),
        migrations.AlterField(
            model_name="periodreading",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="brands.brand",
                verbose_name="brand",
            ),
        ),
        migrations.AlterField(
            model_name="periodtelling",
            name="brand",
            field=models.ForeignKey(
                db_constraint=False,
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="%(class)ss",
                to="brands.brand",
                verbose_name="brand",
            ),
        ),
        migrations.AlterField(
            model_name="periodtelling",
            name="table",
            field=models.ForeignKey(
                db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="analytics.importedtable"
            ),
        ),
        migrations.AddIndex(
            model_name="orderreading",
            index=models.Index(condition=models.Q(("raw__isnull", False)), fields=["raw"], name="order_reading_raw"),
        ),
        migrations.AddIndex(
            model_name="periodreading",
            index=models.Index(condition=models.Q(("raw__isnull", False)), fields=["raw"], name="period_reading_raw"),
        ),
    ])
