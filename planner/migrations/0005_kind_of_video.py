"""What was called format is the kind: the format is a facet of its own. The history follows."""

from django.db import migrations

RENAME = """
UPDATE planner_videochange SET fields = fields - '{old}' || jsonb_build_object('{new}', fields -> '{old}') WHERE fields ? '{old}'
"""


class Migration(migrations.Migration):
    dependencies = [("planner", "0004_seed_vocabulary")]
    operations = [
        migrations.RenameField("video", "format", "kind"),
        migrations.RunSQL(RENAME.format(old="format", new="kind"), RENAME.format(old="kind", new="format")),
    ]
