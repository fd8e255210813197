import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("analytics", "0021_visits_are_summed_by_their_utm"),
        ("brands", "0001_start"),
        ("planner", "0019_history_of_goals_and_costs"),
    ]

    operations = [
        migrations.CreateModel(
            name="SpanTotal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("impressions", models.BigIntegerField(null=True, verbose_name="")),
                ("views", models.BigIntegerField(null=True, verbose_name="")),
                ("profile_views", models.BigIntegerField(null=True, verbose_name="")),
                ("product_impressions", models.BigIntegerField(null=True, verbose_name="")),
                ("product_clicks", models.BigIntegerField(null=True, verbose_name="")),
                ("add_to_carts", models.BigIntegerField(null=True, verbose_name="")),
                ("checkouts", models.BigIntegerField(null=True, verbose_name="")),
                ("orders", models.BigIntegerField(null=True, verbose_name="")),
                ("sku_orders", models.BigIntegerField(null=True, verbose_name="")),
                ("items", models.BigIntegerField(null=True, verbose_name="")),
                ("clicks", models.BigIntegerField(null=True, verbose_name="")),
                ("sessions", models.BigIntegerField(null=True, verbose_name="")),
                ("product_views", models.BigIntegerField(null=True, verbose_name="")),
                ("gmv", models.DecimalField(decimal_places=3, max_digits=15, null=True, verbose_name="")),
                ("refunded", models.DecimalField(decimal_places=3, max_digits=15, null=True, verbose_name="")),
                ("cost", models.DecimalField(decimal_places=3, max_digits=15, null=True, verbose_name="")),
                (
                    "grain",
                    models.CharField(
                        choices=[
                            ("video", "Video"),
                            ("live", "LIVE"),
                            ("product", "Product"),
                            ("creator", "Creator"),
                            ("ad", "Advertisement"),
                            ("shop", "Shop"),
                            ("site", "Web site"),
                        ],
                        max_length=7,
                    ),
                ),
                (
                    "gmv_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "Orders of the shop"),
                            ("affiliate", "Attributed (affiliate) GMV"),
                            ("live_24h", "24-hour LIVE GMV"),
                            ("shop_ads", "Shop Ads revenue"),
                            ("gmv_max", "GMV Max gross revenue"),
                        ],
                        max_length=9,
                    ),
                ),
                (
                    "surface",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("video", "Video"),
                            ("live", "LIVE"),
                            ("showcase", "Showcase"),
                            ("shop_tab", "Shop tab"),
                            ("product_card", "Product card"),
                            ("external", "Outside TikTok"),
                        ],
                        max_length=12,
                    ),
                ),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("attribution", models.CharField(blank=True, max_length=40)),
                ("keys", models.CharField(blank=True, max_length=120)),
                ("first_day", models.DateField()),
                ("end_day", models.DateField()),
                (
                    "relation",
                    models.CharField(
                        blank=True,
                        choices=[("own", "Own accounts"), ("affiliate", "Creators (affiliate)"), ("paid", "Paid")],
                        max_length=9,
                    ),
                ),
                ("is_tiktok", models.BooleanField()),
                ("as_of", models.DateField()),
                (
                    "account",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="planner.account"
                    ),
                ),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="brands.brand",
                        verbose_name="brand",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["brand", "first_day"], name="span_total_days")],
            },
        ),
        migrations.CreateModel(
            name="VideoSpan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "gmv_kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("direct", "Orders of the shop"),
                            ("affiliate", "Attributed (affiliate) GMV"),
                            ("live_24h", "24-hour LIVE GMV"),
                            ("shop_ads", "Shop Ads revenue"),
                            ("gmv_max", "GMV Max gross revenue"),
                        ],
                        max_length=9,
                    ),
                ),
                ("first_day", models.DateField()),
                ("end_day", models.DateField()),
                ("content_id", models.CharField(max_length=64)),
                ("currency", models.CharField(blank=True, max_length=3)),
                ("views", models.BigIntegerField(null=True, verbose_name="")),
                ("product_impressions", models.BigIntegerField(null=True, verbose_name="")),
                ("product_clicks", models.BigIntegerField(null=True, verbose_name="")),
                ("add_to_carts", models.BigIntegerField(null=True, verbose_name="")),
                ("orders", models.BigIntegerField(null=True, verbose_name="")),
                ("gmv", models.DecimalField(decimal_places=3, max_digits=15, null=True, verbose_name="")),
                ("as_of", models.DateField()),
                (
                    "brand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="%(class)ss",
                        to="brands.brand",
                        verbose_name="brand",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["brand", "first_day"], name="video_span_days")],
            },
        ),
    ]
