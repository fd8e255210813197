"""The writes to a brand's products. Hidden ones stay on the videos they are on. Raises `Refused`."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from tkcommerce.brands.models import Brand, User

from .models import Product
from .refusals import NotOfBrand, Refused

FIELDS = ["name", "sku", "tiktok_id", "category", "price", "currency", "url"]


def save_product(*, product: Product, brand: Brand, by: User) -> Product:
    """A new or changed product of the brand."""
    if product.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    product.save(update_fields=None if product._state.adding else FIELDS)
    return product


@transaction.atomic
def hide_product(*, product: Product, by: User) -> Product:
    """No longer offered; `show_product` brings it back."""
    return _set_hidden(product, hidden=True)


@transaction.atomic
def show_product(*, product: Product, by: User) -> Product:
    return _set_hidden(product, hidden=False)


def _set_hidden(product: Product, *, hidden: bool) -> Product:
    current = Product.objects.select_for_update(of=("self",)).get(pk=product.pk)
    if (current.hidden_at is not None) == hidden:
        raise Refused(_("Somebody was faster: it is so already."))
    current.hidden_at = timezone.now() if hidden else None
    current.save(update_fields=["hidden_at"])
    return current
