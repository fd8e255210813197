"""What Django cannot say: what hangs on a video or a product is of the same brand."""

from django.db import migrations

VIDEO_CHILDREN = (
    "approvalround", "attachment", "checklisttick", "comment", "ideavote", "postingstop",
    "reminder", "videodue", "videohelper", "videoproduct",
)  # fmt: skip
# Deferred, as Django's own foreign keys are: deleting a brand takes its rows in any order.
KEY = """ALTER TABLE planner_{child} ADD CONSTRAINT {child}_in_brand_of_{column} FOREIGN KEY ({column}_id, brand_id)
REFERENCES planner_{parent} (id, brand_id) DEFERRABLE INITIALLY DEFERRED"""
DROP = "ALTER TABLE planner_{child} DROP CONSTRAINT {child}_in_brand_of_{column}"
KEYS = (
    *({"child": child, "column": "video", "parent": "video"} for child in VIDEO_CHILDREN),
    {"child": "videoproduct", "column": "product", "parent": "product"},
    {"child": "matchguess", "column": "plan", "parent": "video"},
    {"child": "matchguess", "column": "posted", "parent": "video"},
)


class Migration(migrations.Migration):
    dependencies = [("planner", "0006_content_items")]
    operations = [migrations.RunSQL(KEY.format(**key), DROP.format(**key)) for key in KEYS]
