"""The result of a week in one sentence: for the subject, the headline and the first line. Speaks the active language."""

from dataclasses import dataclass

from django.utils.translation import gettext as _, ngettext

from analytics.models.reports import Edition
from analytics.models.sales import Channel
from analytics.queries.series import Standing
from analytics.reports.content import Figure, WeeklyContent
from analytics.reports.figures import METRICS
from analytics.reports.wording import range_text
from tkcommerce import words


@dataclass(frozen=True)
class Result:
    short: str
    headline: str
    sentence: str


def result_of(content: WeeklyContent, edition: str) -> Result:
    """Managers hear of sales first, where there are any; marketers of views."""
    sales, views = content.figure("net_sales"), content.figure("video_views")
    if not content.has_data:
        return _nothing(content)
    if edition == Edition.MANAGER and sales and sales.value is not None:
        return _sales(sales)
    if views is None or views.value is None:
        return _sales(sales) if sales and sales.value is not None else _nothing(content)
    return _quiet(views) if content.is_quiet else _views(views, content.coverage.days_known, len(content.days))


def _nothing(content: WeeklyContent) -> Result:
    if not content.has_accounts:
        sentence = _("Add your TikTok account and import its export once: from then on your week is told here.")
    elif content.coverage.newest is None:
        sentence = _("No export has been imported yet. Once the first one is in, your week is told here.")
    else:
        sentence = _("The newest imported day is %(day)s. One new export, and your week is told here.") % {
            "day": words.day_word(content.coverage.newest, today=content.days.last)
        }
    return Result(_("No numbers yet"), _("The numbers of this week have not arrived yet"), sentence)


def _quiet(views: Figure) -> Result:
    told = {"views": words.compact(views.value), "range": range_text(views)}
    return Result(
        _("A quiet week: %(views)s views") % told,
        _("A quiet week"),
        _(
            "Nothing was posted, and your earlier videos were viewed %(views)s times. All numbers are within their usual range"
            " (%(range)s views): nothing to worry about."
        )
        % told,
    )


def _views(views: Figure, days_known: int, days: int) -> Result:
    told = {"views": words.compact(views.value), "range": range_text(views), "n": days_known, "days": days}
    if views.level is None:
        headline = ngettext("%(views)s views in %(n)s day of %(days)s", "%(views)s views in %(n)s days of %(days)s", days_known)
        sentence = _("Some days have no numbers yet, so the week is not compared; a new export completes it.")
        return Result(headline % told, headline % told, sentence)
    short, headline, sentence = {
        None: (
            _("%(views)s views"),
            _("Your videos were viewed %(views)s times"),
            _("Your videos were viewed %(views)s times. The usual range appears after eight complete weeks."),
        ),
        Standing.INSIDE: (
            _("%(views)s views, within the usual range"),
            _("Views were within their usual range"),
            _("Your videos were viewed %(views)s times. That is within the usual range (%(range)s): ordinary ups and downs."),
        ),
        Standing.ABOVE: (
            _("%(views)s views, more than usual"),
            _("More views than usual"),
            _("Your videos were viewed %(views)s times, more than in a usual week (%(range)s)."),
        ),
        Standing.BELOW: (
            _("%(views)s views, less than usual"),
            _("Fewer views than usual"),
            _("Your videos were viewed %(views)s times, less than in a usual week (%(range)s)."),
        ),
    }[views.standing]
    return Result(short % told, headline % told, sentence % told)


def _sales(sales: Figure) -> Result:
    """Of the biggest stream in the brand's currency, by name: channels are never added together."""
    told = {
        "channel": Channel(sales.channel).label,
        "sales": METRICS["net_sales"].text(sales.value, sales.currency),
        "range": range_text(sales),
        "n": sum(1 for value in sales.by_day if value is not None),
        "days": len(sales.by_day),
    }
    if sales.level is None:
        short = _("%(channel)s: %(sales)s net sales in %(n)s days of %(days)s") % told
        return Result(short, short, _("Some days have no numbers yet, so the week is not compared; a new export completes it."))
    short, headline, sentence = {
        None: (
            _("%(channel)s: %(sales)s net sales"),
            _("%(channel)s: net sales of %(sales)s"),
            _("Net sales of %(channel)s were %(sales)s."),
        ),
        Standing.INSIDE: (
            _("%(channel)s: %(sales)s net sales, within the usual range"),
            _("%(channel)s: sales were within their usual range"),
            _("Net sales of %(channel)s were %(sales)s. That is within the usual range (%(range)s): ordinary ups and downs."),
        ),
        Standing.ABOVE: (
            _("%(channel)s: %(sales)s net sales, more than usual"),
            _("%(channel)s: more sales than usual"),
            _("Net sales of %(channel)s were %(sales)s, more than in a usual week (%(range)s)."),
        ),
        Standing.BELOW: (
            _("%(channel)s: %(sales)s net sales, less than usual"),
            _("%(channel)s: fewer sales than usual"),
            _("Net sales of %(channel)s were %(sales)s, less than in a usual week (%(range)s)."),
        ),
    }[sales.standing]
    return Result(short % told, headline % told, sentence % told)
