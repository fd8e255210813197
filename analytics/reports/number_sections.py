"""The week in numbers, and its first number day by day. Speaks the active language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _, ngettext

from analytics.models.reports import Edition
from analytics.reports.content import Figure, WeeklyContent
from analytics.reports.figures import METRICS
from analytics.reports.links import pages_of
from analytics.reports.parts import Link, Row, Section
from analytics.reports.wording import figure_name, figure_text, range_text, sentences, today_of, verdict_text
from tkcommerce.words import day_word

MARKETER = (
    "video_views", "engagement", "likes", "comments", "shares", "profile_views", "net_followers", "net_sales", "orders",
)  # fmt: skip
MANAGER = ("net_sales", "orders", "net_followers", "video_views", "engagement")
BRIEF = {
    Edition.MARKETER: ("video_views", "engagement", "net_followers"),
    Edition.MANAGER: ("net_sales", "net_followers", "video_views"),
}


def figures_section(content: WeeklyContent, edition: str, *, brief: bool) -> Section | None:
    keys = BRIEF[Edition(edition)] if brief else MANAGER if edition == Edition.MANAGER else MARKETER
    chosen = [figure for figure in content.figures if figure.key in keys]
    chosen.sort(key=lambda figure: keys.index(figure.key))  # stable: streams of sales keep their order
    if not any(figure.value is not None for figure in chosen):
        return None
    with_currency = len({figure.currency for figure in content.figures if figure.currency}) > 1
    rows = tuple(
        _figure_row(figure, with_currency=with_currency, note="" if brief else _background(figure, content)) for figure in chosen
    )
    if brief:
        return Section("figures", _("The week in numbers"), rows)
    link = Link(_("Open the dashboard of this week"), pages_of(content).dashboard())
    return Section("figures", _("The week in numbers"), rows, _explained(chosen), link)


def _figure_row(figure: Figure, *, with_currency: bool, note: str) -> Row:
    metric = METRICS[figure.key]
    return Row(
        name=figure_name(figure, with_currency=with_currency),
        figure=figure_text(figure, figure.value),
        change="" if _is_change(figure) else metric.change(figure.level, figure.before),
        verdict=verdict_text(figure),
        standing=str(figure.standing or ""),
        note=note,
    )


def _is_change(figure: Figure) -> bool:
    """A change of a change says nothing."""
    return figure.key == "net_followers"


def _background(figure: Figure, content: WeeklyContent) -> str:
    """What the number stands against, and how much of it is missing."""
    told = []
    if _is_change(figure) and figure.before is not None:
        told.append(_("The week before: %(value)s") % {"value": figure_text(figure, figure.before)})
    if figure.median is not None:
        told.append(_("Four-week median: %(value)s") % {"value": figure_text(figure, figure.median)})
    if figure.low is not None:
        told.append(_("Usual: %(range)s") % {"range": range_text(figure)})
    if figure.value is not None and figure.missing and figure.missing != _told_below(figure, content):
        told.append(ngettext("%(n)s day without a value", "%(n)s days without a value", figure.missing) % {"n": figure.missing})
    return _(" · ").join(told)


def _told_below(figure: Figure, content: WeeklyContent) -> int:
    """Days that no account tells are said once, at the foot."""
    views = content.figure("video_views")
    return 0 if figure.channel or views is None or content.coverage.days_known == len(content.days) else views.missing


def _explained(figures: Sequence[Figure]) -> str:
    told = []
    if any(figure.low is not None for figure in figures):
        told.append(_("The usual range is the middle four fifths of the twelve weeks before."))
    if any(figure.low is None and figure.value is not None for figure in figures):
        told.append(_("A usual range appears after eight complete weeks."))
    if any(figure.channel for figure in figures):
        told.append(_("Net sales are the orders of the days minus what was refunded of them so far."))
    return sentences(told)


def days_section(content: WeeklyContent, edition: str) -> Section | None:
    """Bars for the number that the report opens with; a day without a value has none."""
    sales, views = content.figure("net_sales"), content.figure("video_views")
    figure = sales if edition == Edition.MANAGER and sales and sales.value is not None else views
    if figure is None or figure.value is None:
        return None
    biggest = max((value for value in figure.by_day if value is not None), default=0)
    today, provisional = today_of(content), () if figure.channel else content.coverage.provisional
    rows = tuple(
        Row(
            name=day_word(day, today=today),
            figure=figure_text(figure, value),
            note=_("provisional figure") if day in provisional and value is not None else "",
            share=None if value is None else max(round(100 * value / biggest), 0) if biggest > 0 else 0,
        )
        for day, value in zip(content.days, figure.by_day, strict=True)
    )
    foot = _("Provisional figures can still grow.") if any(row.note for row in rows) else ""
    name = figure_name(figure, with_currency=False)
    return Section("days", _("%(metric)s, day by day") % {"metric": name}, rows, foot)
