"""New and returning buyers of the week, shop by shop, for managers. Speaks the active language."""

from decimal import Decimal

from django.utils.translation import gettext as _

from analytics.fans.words import shop_name
from analytics.reports.content import WeeklyContent
from analytics.reports.links import pages_of
from analytics.reports.parts import Link, Row, Section
from tkcommerce import words


def fan_section(content: WeeklyContent) -> Section | None:
    if not any(fact.first or fact.repeat for fact in content.fans):
        return None
    shops = [fact.shop for fact in content.fans]
    rows = []
    for fact in content.fans:
        figure = _("%(new)s new, %(again)s returning") % {"new": words.count(fact.first), "again": words.count(fact.repeat)}
        note = ""
        if fact.has_rate:
            note = _("F2 rate within %(days)s days: %(rate)s (%(part)s of %(whole)s customers)") % {
                "days": fact.days, "rate": words.percent(Decimal(fact.returned) / fact.grown), "part": words.count(fact.returned),
                "whole": words.count(fact.grown),
            }  # fmt: skip
        rows.append(Row(shop_name(fact.shop, fact.currency if shops.count(fact.shop) > 1 else ""), figure=figure, note=note))
    foot = _("Orders of the week by first-time and by earlier buyers. Shops are never joined.")
    return Section(
        "facts", _("New and returning buyers"), tuple(rows), foot, Link(_("Open the page of fans"), pages_of(content).fans())
    )
