"""The writes to a brand's products. Hidden ones stay on the videos they are on. Raises `Refused`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from planner.models import Product
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.changes import CHANGED, record_setting, told_of
from tkcommerce.brands.models import Brand, User

FIELDS = ["name", "sku", "tiktok_id", "category", "price", "currency", "url"]


@transaction.atomic
def save_product(*, product: Product, brand: Brand, by: User) -> Product:
    """A new or changed product of the brand."""
    if product.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    is_new = product._state.adding
    before = {} if is_new else told_of(Product.objects.select_for_update(of=("self",)).get(pk=product.pk))
    product.save(update_fields=None if is_new else FIELDS)
    product.refresh_from_db(fields=FIELDS)  # recorded as the database keeps it
    record_setting(product, by, "added" if is_new else CHANGED, before)
    return product


@transaction.atomic
def hide_product(*, product: Product, by: User) -> Product:
    """No longer offered; `show_product` brings it back."""
    return _set_hidden(product, by, hidden=True)


@transaction.atomic
def show_product(*, product: Product, by: User) -> Product:
    return _set_hidden(product, by, hidden=False)


def _set_hidden(product: Product, by: User, *, hidden: bool) -> Product:
    current = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    if (current.hidden_at is not None) == hidden:
        raise Refused(_("Somebody was faster: it is so already."))
    before = told_of(current)
    current.hidden_at = timezone.now() if hidden else None
    current.save(update_fields=["hidden_at"])
    record_setting(current, by, "hidden" if hidden else "shown", before)
    return current
