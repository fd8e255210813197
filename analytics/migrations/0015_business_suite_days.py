"""What Business Suite tells of a day besides Studio's numbers, and followers by age."""

from django.db import migrations, models

from tkcommerce.migration_steps import in_one_step


class Migration(migrations.Migration):
    dependencies = [("analytics", "0014_people_answer_about_imports")]

    operations = in_one_step([
        migrations.AddField("accountday", "reach", models.BigIntegerField("reached audience", null=True)),
        migrations.AddField("accountday", "engaged_audience", models.BigIntegerField("engaged audience", null=True)),
        migrations.AddField("accountday", "website_clicks", models.BigIntegerField("website clicks", null=True)),
        migrations.AddField("accountday", "new_followers", models.BigIntegerField("new followers", null=True)),
        migrations.AddField("accountday", "lost_followers", models.BigIntegerField("lost followers", null=True)),
        migrations.AddField("accountdayreading", "reach", models.BigIntegerField("reached audience", null=True)),
        migrations.AddField("accountdayreading", "engaged_audience", models.BigIntegerField("engaged audience", null=True)),
        migrations.AddField("accountdayreading", "website_clicks", models.BigIntegerField("website clicks", null=True)),
        migrations.AddField("accountdayreading", "new_followers", models.BigIntegerField("new followers", null=True)),
        migrations.AddField("accountdayreading", "lost_followers", models.BigIntegerField("lost followers", null=True)),
        migrations.AlterField(
            "audiencesharereading",
            "dimension",
            models.CharField(choices=[("gender", "Gender"), ("territory", "Territory"), ("age", "Age")], max_length=9),
        ),
    ])
