"""What the frame of every page needs: the brand, the person's brands, the role, the places to go. One query, only when drawn."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _, pgettext_lazy

from .access import brands_of
from .models import Brand


@dataclass(frozen=True)
class Place:
    """An entry of the rail and of the phone's bar."""

    name: str  # what `section` says when we are there
    label: str
    icon: str
    view: str
    key: str = ""  # pressed in order, from anywhere

    def url(self, brand: Brand) -> str:
        return reverse(self.view, kwargs={"brand_slug": brand.slug})


PLACES = (
    Place("home", _("Home"), "house", "brands:home", "g h"),
    Place("calendar", _("Calendar"), "calendar", "planner:calendar", "g c"),
    Place("videos", _("Videos"), "square-play", "planner:videos", "g v"),
    Place("patterns", pgettext_lazy("page", "Patterns"), "chart-no-axes-gantt", "analytics:patterns", "g p"),
    Place("funnel", _("Funnel"), "funnel", "analytics:funnel", "g f"),
    Place("fans", _("Fans"), "heart", "analytics:fans"),
    Place("dashboard", _("Dashboard"), "chart-column", "analytics:dashboard", "g d"),
    Place("ideas", _("Ideas"), "lightbulb", "planner:ideas", "g n"),
    Place("approvals", _("Approvals"), "badge-check", "planner:approvals", "g a"),
    Place("reports", _("Reports"), "newspaper", "analytics:reports", "g r"),
    Place("imports", _("Imports"), "download", "analytics:imports", "g i"),
)
SETTINGS = Place("settings", _("Settings"), "settings", "brands:settings", "g s")

# The first that fits names the section; longer names stand before the shorter ones they begin with.
SECTIONS = (
    ("brands:home", "home"),
    ("brands:", "settings"),
    ("planner:calendar", "calendar"),
    ("planner:idea", "ideas"),
    ("planner:again", "ideas"),
    ("planner:series", "calendar"),
    ("planner:feed", "calendar"),
    ("planner:plan-", "calendar"),
    ("planner:saved", "calendar"),
    ("planner:approvals", "approvals"),
    ("planner:approval-", "settings"),
    ("planner:checklist-", "settings"),
    ("planner:event", "calendar"),
    ("planner:cadence", "settings"),
    ("planner:market", "settings"),
    ("planner:reminders", "settings"),
    ("planner:account", "settings"),
    ("planner:vocabulary", "settings"),
    *((f"planner:{page}", "funnel") for page in ("link", "host-", "coupon-")),
    ("planner:", "videos"),
    ("analytics:business", "settings"),
    ("analytics:alert", "home"),
    ("analytics:dashboard", "dashboard"),
    ("analytics:report", "reports"),
    ("analytics:pattern", "patterns"),
    ("analytics:fan", "fans"),
    *((f"analytics:{page}", "funnel") for page in ("funnel", "sale", "live", "creator", "ad", "marketplace", "matrix", "goal")),
    ("analytics:", "imports"),
)  # the pages of sales share one entry and the tabs of templates/analytics/_shop_tabs.html


def frame(request: HttpRequest | None) -> dict:
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    brand = getattr(request, "brand", None)
    drawn = {"brand": brand, "role": getattr(request, "role", None), "my_brands": brands_of(user)}
    if brand:
        places = [entry_of(place, brand) for place in PLACES]
        drawn |= {"places": places, "settings_place": entry_of(SETTINGS, brand), "section": section_of(request)}
    return drawn


def entry_of(place: Place, brand: Brand) -> dict:
    return {"name": place.name, "label": place.label, "icon": place.icon, "key": place.key, "url": place.url(brand)}


def section_of(request: HttpRequest) -> str:
    """Which entry of the rail is lit."""
    view = request.resolver_match.view_name if request.resolver_match else ""
    return next((section for start, section in SECTIONS if view.startswith(start)), "")
