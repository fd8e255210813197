"""What a new brand does first: its account, its files, its plan. A step without an address is for another role."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tkcommerce.brands.models import Brand, Role


@dataclass(frozen=True)
class Step:
    title: str
    text: str
    act: str
    url: str
    is_done: bool
    is_next: bool = False


def first_steps(brand: Brand, role: Role) -> list[Step]:
    """In order; the first one that is not done is the next. Three queries."""
    told = [
        (
            _("Add your TikTok account"), _("Then exports and plans find their place."), _("Add an account"),
            "planner:account-new", Role.MANAGER, brand.accounts.exists(),
        ),
        (
            _("Import your numbers"),
            _("In TikTok Studio, export everything as a zip and drop it on the import page. Shopify's orders fit too."),
            _("Import files"), "analytics:imports", Role.EDITOR, brand.metricimports.exists(),
        ),
        (
            _("Plan the next video"), _("Give it a day; on the calendar it can be moved at any time."), _("Plan a video"),
            "planner:video-new", Role.EDITOR, brand.videos.filter(planned_day__isnull=False).exists(),
        ),
    ]  # fmt: skip
    following = next((number for number, step in enumerate(told) if not step[-1]), None)
    return [
        Step(title, text, act, reverse(view, args=[brand.slug]) if role >= needed else "", is_done, number == following)
        for number, (title, text, act, view, needed, is_done) in enumerate(told)
    ]
