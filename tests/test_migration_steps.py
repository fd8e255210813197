"""Operations run as one step leave the same models and the same tables as one after the other, and build far fewer classes."""

from unittest.mock import patch

import pytest
from django.db import connection, migrations, models
from django.db.migrations.state import ModelState, ProjectState

from tkcommerce.migration_steps import in_one_step

pytestmark = pytest.mark.django_db

BEFORE = [
    migrations.CreateModel("Shop", [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]),
]


def operations():
    """A new table that later refers to a newer one, a table that stood before, SQL in between."""
    return [
        migrations.CreateModel("Order", [("id", models.BigAutoField(primary_key=True)), ("number", models.TextField())]),
        migrations.AddField("Order", "shop", models.ForeignKey("steps.shop", models.CASCADE, related_name="+")),
        migrations.CreateModel("Line", [("id", models.BigAutoField(primary_key=True))]),
        migrations.AddField("Line", "order", models.ForeignKey("steps.order", models.CASCADE, related_name="+")),
        migrations.AddField("Order", "first_line", models.ForeignKey("steps.line", models.PROTECT, null=True, related_name="+")),
        migrations.AddConstraint("Order", models.UniqueConstraint(fields=["shop", "number"], name="steps_order_once")),
        migrations.AddConstraint(
            "Order", models.UniqueConstraint(fields=["shop"], condition=models.Q(number=""), name="steps_one_unnumbered")
        ),
        migrations.AddIndex("Order", models.Index(fields=["number"], name="steps_order_number")),
        migrations.AddField("Shop", "newest", models.ForeignKey("steps.order", models.SET_NULL, null=True, related_name="+")),
        migrations.AlterField("Shop", "name", models.CharField(max_length=30)),
        migrations.RunSQL("COMMENT ON TABLE steps_order IS 'between'", "COMMENT ON TABLE steps_order IS NULL"),
        migrations.AddField("Order", "told", models.BooleanField(default=False), preserve_default=False),
        migrations.RemoveField("Order", "first_line"),
    ]


def migrate(steps, state):
    changed = migrations.Migration("made", "steps")
    changed.operations = steps
    state.apps  # noqa: B018 (the migrate command builds all models before its first step, too)
    with connection.schema_editor() as editor:
        return changed.apply(state, editor)


def standing():
    return migrate(BEFORE, ProjectState())


def tables():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name, data_type, is_nullable, column_default FROM information_schema.columns"
            " WHERE table_name LIKE 'steps%' ORDER BY table_name, ordinal_position"
        )
        columns = cursor.fetchall()
        cursor.execute(
            "SELECT conrelid::regclass::text, contype, pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid::regclass::text LIKE 'steps%' ORDER BY 1, 2, 3"
        )
        constraints = cursor.fetchall()
        cursor.execute("SELECT replace(indexdef, indexname, '') FROM pg_indexes WHERE tablename LIKE 'steps%' ORDER BY 1")
        return columns, constraints, cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_one_step_leaves_the_same_models_and_tables_and_goes_back():
    before = standing()
    nothing_yet = tables()
    singly = migrate(operations(), before.clone())
    wanted, wanted_models = tables(), {key: model.fields.keys() for key, model in singly.models.items()}
    with connection.schema_editor() as editor:
        undone = migrations.Migration("made", "steps")
        undone.operations = operations()
        undone.unapply(before.clone(), editor)

    together = migrate(in_one_step(operations()), before.clone())
    assert tables() == wanted
    assert {key: model.fields.keys() for key, model in together.models.items()} == wanted_models
    assert [model.options.get("constraints") for model in together.models.values()] == [
        model.options.get("constraints") for model in singly.models.values()
    ]

    with connection.schema_editor() as editor:
        undone = migrations.Migration("made", "steps")
        undone.operations = in_one_step(operations())
        undone.unapply(before.clone(), editor)
    assert tables() == nothing_yet
    with connection.schema_editor() as editor:
        editor.delete_model(before.apps.get_model("steps", "shop"))


def test_one_step_builds_models_once_before_and_once_after():
    before = standing()
    with patch.object(ModelState, "render", autospec=True, side_effect=ModelState.render) as built:
        migrate(in_one_step(operations()[:10]), before.clone())
    assert built.call_count <= 3 + 1  # the three models of the end, and the one that stood before
