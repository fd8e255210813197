"""Every day on which a span of visits begins is marked: visits told by medium are not added to those told by campaign."""

from django.db import migrations

MARK = """
    INSERT INTO analytics_staleday AS stale (brand_id, grain, day, seq)
    SELECT DISTINCT brand_id, 'facts', first_day, 1 FROM analytics_spansum WHERE grain = 'site'
    ON CONFLICT (brand_id, grain, day) DO UPDATE SET seq = stale.seq + 1;
    UPDATE analytics_rolluprun SET state = 'queued', attempts = 0, run_after = now(), lease_token = NULL, lease_until = NULL,
        error_message = '', error_params = '{}', finished_at = NULL
    WHERE brand_id IN (SELECT brand_id FROM analytics_spansum WHERE grain = 'site')
"""


class Migration(migrations.Migration):
    dependencies = [("analytics", "0020_indexes_of_handles_and_spans")]
    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
