from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Upper


class Migration(migrations.Migration):
    dependencies = [("analytics", "0019_selections_of_videos")]

    operations = [
        migrations.RemoveIndex(model_name="affiliatesale", name="affiliate_sale_creator"),
        migrations.AddIndex(
            model_name="affiliatesale",
            index=models.Index(F("brand"), Upper("creator"), F("day"), name="affiliate_sale_handle"),
        ),
        migrations.AddIndex(
            model_name="periodfact",
            index=models.Index(
                F("brand"), Upper("creator"), F("started_at"), condition=~models.Q(creator=""), name="period_fact_handle"
            ),
        ),
        migrations.AddIndex(
            model_name="spansum", index=models.Index(fields=["brand", "grain", "-end_day"], name="span_sum_newest")
        ),
    ]
