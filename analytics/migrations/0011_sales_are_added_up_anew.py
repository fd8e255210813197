"""Every day with an order is marked: sales, their lines and their cuts are made out of the orders that are there."""

from django.db import migrations

MARK = """
    UPDATE analytics_salesday SET net = gross - refunded;
    INSERT INTO analytics_staleday AS stale (brand_id, grain, day, seq)
    SELECT DISTINCT r.brand_id, 'sales', (r.ordered_at AT TIME ZONE b.time_zone)::date, 1
    FROM analytics_orderreading r JOIN brands_brand b ON b.id = r.brand_id
    ON CONFLICT (brand_id, grain, day) DO UPDATE SET seq = stale.seq + 1;
    UPDATE analytics_rolluprun SET state = 'queued', attempts = 0, run_after = now(), lease_token = NULL, lease_until = NULL,
        error_message = '', error_params = '{}', finished_at = NULL
    WHERE brand_id IN (SELECT brand_id FROM analytics_staleday WHERE grain = 'sales')
"""


class Migration(migrations.Migration):
    dependencies = [("analytics", "0010_net_sales")]
    operations = [migrations.RunSQL(MARK, migrations.RunSQL.noop)]
