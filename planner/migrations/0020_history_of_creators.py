from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planner", "0019_history_of_goals_and_costs")]

    operations = [
        migrations.AlterField(
            model_name="settingchange",
            name="kind",
            field=models.CharField(
                choices=[
                    ("goal", "Posting goal"),
                    ("slot", "Posting slot"),
                    ("rule", "Warnings"),
                    ("event", "Event"),
                    ("market", "Market readiness"),
                    ("step", "Readiness step"),
                    ("approval", "Approval step"),
                    ("check", "Checklist"),
                    ("word", "NG word"),
                    ("product", "Product"),
                    ("campaign", "Campaign"),
                    ("host", "Allowed host"),
                    ("link", "Tracked link"),
                    ("coupon", "Coupon code"),
                    ("offer", "Collaboration"),
                    ("sample", "Sample"),
                    ("target", "Monthly goal"),
                    ("cost", "Product cost"),
                    ("exchange", "Exchange rate"),
                    ("sales", "Rule for sales"),
                    ("creator", "Creator's name"),
                ],
                max_length=8,
                verbose_name="kind",
            ),
        ),
    ]
