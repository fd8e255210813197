"""Which product the next video should be about, by a rule that anybody can check. And what one press makes of it: an idea, or a
video on the calendar with its brief filled."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from analytics.models import Trial
from analytics.queries.patterns import words_of
from analytics.trying import account_for, brief_of_trial
from planner.cadence.free_day import next_free_day
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


@transaction.atomic
def make_idea(*, brand: Brand, product: Product, by: User) -> Video:
    """An idea for a video about the product, in the language of who presses."""
    _refuse_unfit(brand, product)
    return make_video(brand=brand, by=by, brief=_brief_of(brand, product), verb="idea", state=Video.State.IDEA)


@transaction.atomic
def plan_next(*, brand: Brand, product: Product, by: User) -> Video:
    """A video about the product on the next free slot, of what is best to try now, where anything is."""
    _refuse_unfit(brand, product)
    account = account_for(brand)
    day, at = next_free_day(brand, account)
    brief = _brief_of(brand, product)
    return make_video(brand=brand, by=by, brief=brief, account=account, owner=by, planned_day=day, planned_time=at)


def _brief_of(brand: Brand, product: Product) -> Brief:
    """Title, product and price, where it is sold; patterns and what to expect from the best suggestion that waits."""
    trial = brand.trials.filter(state=Trial.State.SUGGESTED).order_by("position").first()
    tried = brief_of_trial(trial, words_of(brand)) if trial else Brief()
    where = Video.Destination.OWN_EC if product.url else Video.Destination.TIKTOK_SHOP if product.tiktok_id else ""
    values = {"hook": (_("A video about %(product)s") % {"product": product})[:200], "destination": where,
              "destination_url": product.url}  # fmt: skip
    return Brief(tried.values | values, tried.levels, ((product, product.price),))


def _refuse_unfit(brand: Brand, product: Product) -> None:
    if product.brand_id != brand.pk:
        raise NotOfBrand(_("This belongs to another brand."))
    if product.hidden_at:
        raise Refused(_("This product is put away."))
