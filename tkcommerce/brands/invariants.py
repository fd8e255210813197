"""What must always hold of brands: a row may only point to rows of its own."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from tkcommerce.work.invariants import Invariant

from .models import BrandOwned


def of_brands() -> Iterator[Invariant]:
    """One query for each foreign key between brand-owned models."""
    for child, column, parent in brand_links():
        yield Invariant(
            f"{child._meta.model_name}_{column}_stays_in_its_brand",
            "A row points to a row of another brand.",
            f"""SELECT c.id, c.brand_id, p.brand_id
                FROM {child._meta.db_table} c JOIN {parent._meta.db_table} p ON p.id = c.{column}
                WHERE p.brand_id <> c.brand_id""",
        )


def brand_links() -> list[tuple[type[Model], str, type[Model]]]:
    """(child, column, parent) of each foreign key between models that belong to a brand."""
    owned = [model for model in apps.get_models() if issubclass(model, BrandOwned)]
    return [
        (model, field.column, field.related_model)
        for model in owned
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model in owned
    ]
