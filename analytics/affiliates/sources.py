"""The files behind affiliate numbers: live tables that tell affiliate orders, or a list of creators."""

from analytics.queries.fact_sources import FactSource
from tkcommerce.brands.models import Brand

AFFILIATE = "tiktok_affiliate"  # how the keys of their profiles begin


def affiliate_sources(brand: Brand) -> list[FactSource]:
    """Newest first. One query."""
    tables = brand.importedtables.filter(profile__startswith=AFFILIATE, live=True).order_by("-as_of", "-pk")
    return [FactSource(*row) for row in tables.values_list("name", "metric_import__filename", "metric_import_id", "as_of")]
