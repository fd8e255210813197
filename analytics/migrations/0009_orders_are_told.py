"""Orders become versions that tables tell: each reading there was becomes one version and one telling."""

from django.db import migrations, models

from tkcommerce.migration_steps import in_one_step

TELL = """
    UPDATE analytics_orderreading
       SET digest = md5(id::text)::uuid, shop = CASE channel WHEN 'tiktok_shop' THEN 'tiktok_shop' ELSE source END;
    INSERT INTO analytics_ordertelling (brand_id, table_id, reading_id, as_of)
    SELECT brand_id, table_id, id, as_of FROM analytics_orderreading;
"""


class Migration(migrations.Migration):
    dependencies = [("analytics", "0008_sales_model")]

    operations = in_one_step([
        migrations.RunSQL(TELL, migrations.RunSQL.noop),
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='orderreading',
            constraint=models.UniqueConstraint(fields=('brand', 'source', 'order_id', 'digest'), name='order_version_key'),
        ),
        migrations.RemoveField(
            model_name='orderreading',
            name='as_of',
        ),
        migrations.RemoveField(
            model_name='orderreading',
            name='table',
        ),
    ])
