"""Which product the next video should be about, by a rule that anybody can check. And the idea that one press makes of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _, gettext_lazy, ngettext

from planner.ideas.briefs import Brief, make_video
from planner.models import Product, Video
from planner.refusals import NotOfBrand, Refused
from tkcommerce import words
from tkcommerce.brands.models import Brand, User

from .rows import Part, ProductRow

SHOWN = 3
RULE = gettext_lazy(
    "First what sells without a video, most pieces first; then what sells most pieces a video; then what has neither. Products "
    "that are short of stock, or have a video to come already, are left out."
)
ORDER = (Part.UNTOLD, Part.BOTH, Part.NEITHER)


@dataclass(frozen=True)
class Suggestion:
    row: ProductRow

    @property
    def why(self) -> str:
        pieces = self.row.sold.items
        if self.row.part == Part.UNTOLD:
            return _("Sold %(n)s in the period without a single video.") % {"n": words.count(pieces)}
        if self.row.part == Part.BOTH:
            said = ngettext("%(pieces)s sold with %(n)s video: each brings many.", "%(pieces)s sold with %(n)s videos: each brings many.", self.row.posted)  # fmt: skip # noqa: E501
            return said % {"pieces": words.count(pieces), "n": words.count(self.row.posted)}
        return _("Nobody has shown it yet, and it hardly sells.")


def suggestions(rows: Sequence[ProductRow]) -> list[Suggestion]:
    """At most three, the best first."""
    open_rows = [row for row in rows if row.part in ORDER and not row.is_short and not row.planned]
    return [Suggestion(row) for row in sorted(open_rows, key=_rank)[:SHOWN]]


def _rank(row: ProductRow) -> tuple:
    pieces = row.sold.items / row.posted if row.part == Part.BOTH else row.sold.items
    return ORDER.index(row.part), -pieces, row.product.name, row.product.pk


def make_idea(*, brand: Brand, product: Product, by: User) -> Video:
    """An idea for a video about the product, in the language of who presses."""
    if product.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    if product.hidden_at:
        raise Refused(_("This product is put away."))
    title = _("A video about %(product)s") % {"product": product}
    brief = Brief({"hook": title[:200]}, (), ((product, None),))
    return make_video(brand=brand, by=by, brief=brief, verb="idea", state=Video.State.IDEA)
