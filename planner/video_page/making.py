"""What hangs on a video besides its own row: the products in it, who helps, and which step is due when.

In VideoChange.fields: {"products": [[[product id, price told], …], …], "helpers": [[[person id, task], …], …],
"due:shooting": ["2026-11-20", None]}.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from planner.changes import as_recorded, refuse_foreign
from planner.models import Product, Video, VideoDue, VideoHelper, VideoProduct
from planner.refusals import Refused
from tkcommerce.brands.models import User

DUE = "due:"
CENT = Decimal("0.01")
PARTS = ("products", "helpers", "dues")
Mentions = Sequence[tuple[Product, Decimal | None]]
Helpers = Sequence[tuple[User, str]]
Dues = Mapping[str, date | None]


@dataclass(frozen=True)
class Parts:
    """As loaded: products with the price that the video tells, people with their task, days by step."""

    products: tuple[tuple[Product, Decimal | None], ...]
    helpers: tuple[tuple[User, str], ...]
    dues: dict[str, date]


def parts_of(video: Video) -> Parts:
    """Three queries."""
    return Parts(
        tuple((row.product, row.price) for row in video.products.select_related("product")),
        tuple((row.user, row.task) for row in video.helpers.select_related("user")),
        dict(video.dues.values_list("step", "due_day")),
    )


def write_parts(video: Video, wanted: Mapping) -> dict:
    """Write what differs of a locked video; a part, or a step of `dues`, that is not named stays. Returns it as recorded."""
    told = {}
    if "products" in wanted:
        told |= _write_products(video, wanted["products"])
    if "helpers" in wanted:
        told |= _write_helpers(video, wanted["helpers"])
    return told | _write_dues(video, wanted.get("dues", {}))


def _write_products(video: Video, mentions: Mentions) -> dict:
    rows = list(video.products.all())
    before = [[row.product_id, as_recorded(row.price)] for row in rows]
    kept = {row.product_id for row in rows}
    unique = {product.pk: (product, price) for product, price in mentions}
    for product, _price in unique.values():
        refuse_foreign(video.brand, product=product)
        if product.hidden_at and product.pk not in kept:
            raise Refused(_("%(product)s is hidden: choose another one.") % {"product": product})
    priced = [
        (product, None if price is None else Decimal(price).quantize(Decimal("0.01"))) for product, price in unique.values()
    ]
    after = [[product.pk, as_recorded(price)] for product, price in priced]
    if before == after:
        return {}
    video.products.all().delete()
    VideoProduct.objects.bulk_create(
        VideoProduct(brand_id=video.brand_id, video=video, product=product, position=at, price=price)
        for at, (product, price) in enumerate(priced)
    )
    return {"products": [before, after]}


def _write_helpers(video: Video, helpers: Helpers) -> dict:
    before = [[row.user_id, row.task] for row in video.helpers.all()]
    unique = {person.pk: (person, task) for person, task in helpers}
    after = [[person.pk, task] for person, task in unique.values()]
    if before == after:
        return {}
    had = {person for person, _task in before}
    for person, _task in unique.values():
        if person.pk not in had:
            refuse_foreign(video.brand, helper=person)
    video.helpers.all().delete()
    VideoHelper.objects.bulk_create(
        VideoHelper(brand_id=video.brand_id, video=video, user=person, task=task) for person, task in unique.values()
    )
    return {"helpers": [before, after]}


def _write_dues(video: Video, dues: Dues) -> dict:
    before = dict(video.dues.values_list("step", "due_day")) if dues else {}
    changed = {step: day for step, day in dues.items() if before.get(step) != day}
    if not changed:
        return {}
    if not set(changed) <= set(VideoDue.STEPS):
        raise Refused(_("This step has no due day."))
    video.dues.filter(step__in=changed).delete()
    VideoDue.objects.bulk_create(
        VideoDue(brand_id=video.brand_id, video=video, step=step, due_day=day) for step, day in changed.items() if day
    )
    return {DUE + step: [as_recorded(before.get(step)), as_recorded(day)] for step, day in changed.items()}
