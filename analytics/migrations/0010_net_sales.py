"""Net sales beside gross ones, and a small cube for windows of years."""

import django.db.models.deletion
from django.db import migrations, models

from tkcommerce.migration_steps import in_one_step


class Migration(migrations.Migration):

    dependencies = [
        ('analytics', '0009_orders_are_told'),
        ('brands', '0001_start'),
        ('planner', '0016_tracked_links'),
    ]

    operations = in_one_step([
        migrations.CreateModel(
            name='ChannelCut',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('orders', models.PositiveIntegerField()),
                ('cancelled_orders', models.PositiveIntegerField()),
                ('delivered_orders', models.PositiveIntegerField(null=True)),
                ('sku_orders', models.PositiveIntegerField()),
                ('items', models.PositiveIntegerField()),
                ('first_orders', models.PositiveIntegerField()),
                ('repeat_orders', models.PositiveIntegerField()),
                ('gross', models.DecimalField(decimal_places=3, max_digits=18)),
                ('platform_discount', models.DecimalField(decimal_places=3, max_digits=18)),
                ('refunded', models.DecimalField(decimal_places=3, max_digits=18)),
                ('cancelled_gross', models.DecimalField(decimal_places=3, max_digits=18)),
                ('net', models.DecimalField(decimal_places=3, max_digits=18)),
                ('samples', models.PositiveIntegerField()),
                ('as_of', models.DateField()),
                ('day', models.DateField()),
                ('channel', models.CharField(choices=[('tiktok_shop', 'TikTok Shop'), ('own_ec', 'Own EC'), ('marketplace', 'Marketplace')], max_length=12)),
                ('shop', models.CharField(max_length=20)),
                ('currency', models.CharField(max_length=3)),
                ('gmv_kind', models.CharField(choices=[('direct', 'Orders of the shop'), ('affiliate', 'Attributed (affiliate) GMV'), ('live_24h', '24-hour LIVE GMV'), ('shop_ads', 'Shop Ads revenue'), ('gmv_max', 'GMV Max gross revenue')], max_length=9)),
                ('surface', models.CharField(blank=True, choices=[('video', 'Video'), ('live', 'LIVE'), ('showcase', 'Showcase'), ('shop_tab', 'Shop tab'), ('product_card', 'Product card'), ('external', 'Outside TikTok')], max_length=12)),
                ('market', models.CharField(blank=True, max_length=2)),
                ('attributed_by', models.CharField(blank=True, choices=[('platform', "TikTok's own id"), ('link', 'Tracked link'), ('coupon', 'Coupon code'), ('utm', 'UTM content')], max_length=8)),
            ],
        ),
        migrations.AddField(
            model_name='salescut',
            name='net',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=18),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name='salesday',
            name='net',
            field=models.DecimalField(decimal_places=3, default=0, max_digits=18),
            preserve_default=False,
        ),
        migrations.AddIndex(
            model_name='sale',
            index=models.Index(condition=models.Q(('content_id', ''), _negated=True), fields=['brand', 'content_id'], name='sale_of_content'),
        ),
        migrations.AddIndex(
            model_name='sale',
            index=models.Index(condition=models.Q(('utm_content', ''), _negated=True), fields=['brand', 'utm_content'], name='sale_of_utm_content'),
        ),
        migrations.AddIndex(
            model_name='sale',
            index=models.Index(condition=models.Q(('discount_code', ''), _negated=True), fields=['brand', 'discount_code'], name='sale_of_code'),
        ),
        migrations.AddField(
            model_name='channelcut',
            name='account',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='planner.account'),
        ),
        migrations.AddField(
            model_name='channelcut',
            name='brand',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='%(class)ss', to='brands.brand', verbose_name='brand'),
        ),
        migrations.AddField(
            model_name='channelcut',
            name='campaign',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='planner.campaign'),
        ),
        migrations.AddIndex(
            model_name='channelcut',
            index=models.Index(fields=['brand', 'day'], name='channel_cut_days'),
        ),
    ])
