"""What must always hold of brands: a row may only point to rows of its own."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from tkcommerce.work.invariants import Invariant

from .models import Brand, BrandOwned


def of_brands() -> Iterator[Invariant]:
    """One query for each foreign key between brand-owned models, and for each brand that the database itself does not check."""
    for child, column, parent in brand_links():
        yield Invariant(
            f"{child._meta.model_name}_{column}_stays_in_its_brand",
            "A row points to a row of another brand.",
            f"""SELECT c.id, c.brand_id, p.brand_id
                FROM {child._meta.db_table} c JOIN {parent._meta.db_table} p ON p.id = c.{column}
                WHERE p.brand_id <> c.brand_id""",
        )

    for model in _unchecked():
        yield Invariant(
            f"{model._meta.model_name}_is_of_a_brand",
            "A row belongs to a brand that is gone.",
            f"""SELECT c.id, c.brand_id FROM {model._meta.db_table} c
                WHERE NOT EXISTS (SELECT FROM {Brand._meta.db_table} b WHERE b.id = c.brand_id)""",
        )


def _unchecked() -> list[type[Model]]:
    """Of readings that come by the million."""
    owned = [model for model in apps.get_models() if issubclass(model, BrandOwned)]
    return [model for model in owned if not model._meta.get_field("brand").db_constraint]


def brand_links() -> list[tuple[type[Model], str, type[Model]]]:
    """(child, column, parent) of each foreign key between models that belong to a brand."""
    owned = [model for model in apps.get_models() if issubclass(model, BrandOwned)]
    return [
        (model, field.column, field.related_model)
        for model in owned
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in owned
    ]
