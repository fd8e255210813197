"""The history of settings also tells of products and campaigns."""

from django.db import migrations, models

KINDS = [
    ("goal", "Posting goal"), ("slot", "Posting slot"), ("rule", "Warnings"), ("event", "Event"),
    ("market", "Market readiness"), ("step", "Readiness step"), ("approval", "Approval step"), ("check", "Checklist"),
    ("word", "NG word"), ("product", "Product"), ("campaign", "Campaign"),
]  # fmt: skip


class Migration(migrations.Migration):
    dependencies = [("planner", "0014_opening_line")]
    operations = [
        migrations.AlterField(
            model_name="settingchange",
            name="kind",
            field=models.CharField(choices=KINDS, max_length=8, verbose_name="kind"),
        )
    ]
