"""Migrations of many operations, run as one step: a first start on an empty database must not take a minute.

After each operation that touches a relation Django builds every model anew that is related to it, which in a house where all
is of a brand means nearly every model: N operations cost N times all models (65 migrations built 25,000 classes, 20 of
25 seconds). An operation of this room builds the models before and after all of its own, once each.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import operations as made
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class OneStep(Operation):
    """Operations on tables whose models are built once: a table that is made here is made in its last form, so what is added
    to it further down is in it already; tables that stood before are changed one operation after the other."""

    def __init__(self, operations: Sequence[Operation]) -> None:
        self.operations = operations
        created = {operation.name_lower for operation in operations if isinstance(operation, made.CreateModel)}
        self.on_tables = [
            operation
            for operation in operations
            if isinstance(operation, made.CreateModel) or getattr(operation, "model_name_lower", None) not in created
        ]

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.operations], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        state.__dict__.pop("apps", None)  # the built models; whoever asks next builds them all, once
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in self.on_tables:
            operation.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for operation in reversed(self.on_tables):
            operation.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(operation.describe() for operation in self.operations)

    def references_model(self, name: str, app_label: str) -> bool:
        return any(operation.references_model(name, app_label) for operation in self.operations)


def in_one_step(operations: Iterable[Operation]) -> list[Operation]:
    """What a migration of many operations lists: those on models run as one step, SQL and Python between them where they are."""
    runs = groupby(operations, key=lambda operation: isinstance(operation, made.RunSQL | made.RunPython))
    return [step for own, run in runs for step in (list(run) if own else [OneStep(list(run))])]
