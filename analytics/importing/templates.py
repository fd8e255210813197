"""Every template: a table to fill by hand, or to map an unknown one onto."""

from .profiles import (
    template_ads,
    template_curve,
    template_live_minutes,
    template_nps,
    template_orders,
    template_products,
    template_reviews,
    template_site,
    template_stock,
    template_video_days,
    template_videos,
)
from .profiles.profile import Column
from .profiles.template import EXAMPLE, EXPLAINS, MARK, Template

TEMPLATES: tuple[Template, ...] = (
    template_orders.TEMPLATE,
    template_videos.TEMPLATE,
    template_video_days.TEMPLATE,
    template_products.TEMPLATE,
    template_stock.TEMPLATE,
    template_reviews.TEMPLATE,
    template_nps.TEMPLATE,
    template_live_minutes.TEMPLATE,
    template_curve.TEMPLATE,
    template_site.TEMPLATE,
    template_ads.TEMPLATE,
)
BY_KEY = {template.profile.key: template for template in TEMPLATES}


def label(column: Column, *, japanese: bool) -> str:
    """What the column is called in a template's file; some have one name in every language."""
    return column.headers[1] if japanese and len(column.headers) > 1 else column.headers[0]


def filled_in(template: Template, explained: dict[str, str], *, japanese: bool) -> list[list[str]]:
    """Header, how to fill in each column (`explained`, in the reader's language), and an example: a file to begin with."""
    mark = next(column for column in template.profile.columns if column.name == MARK)
    language = 1 if japanese else 0
    return [
        [label(mark, japanese=japanese), *(label(column, japanese=japanese) for column in template.columns)],
        [EXPLAINS[language], *(explained[column.name] for column in template.columns)],
        [EXAMPLE[language], *(template.explained[column.name][1] for column in template.columns)],
    ]
