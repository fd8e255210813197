from django.db import migrations, models


class Migration(migrations.Migration):
    """The field is called as on the pages; "hook" is the facet."""

    dependencies = [("planner", "0013_changes_of_settings")]

    operations = [
        migrations.AlterField(
            model_name="video",
            name="hook",
            field=models.CharField(blank=True, max_length=200, verbose_name="opening line"),
        ),
    ]
