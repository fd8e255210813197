"""The sentence a dashboard opens with: what happened, and whether it is more than ordinary ups and downs."""

from datetime import date

from django.utils.translation import gettext as _

from analytics.queries.dashboard import Dashboard
from analytics.queries.series import Standing
from analytics.tiles import no_range_word, range_word
from tkcommerce import words


def answer(board: Dashboard, *, today: date) -> str:
    views = board.compared["video_views"]
    facts = {"views": words.compact(views.now.value), "days": words.days_word(board.days, today=today)}
    if views.now.value is None:
        return _("The files tell no video views for %(days)s.") % facts
    told = _("%(days)s: your videos were viewed %(views)s times.") % facts
    return words.sentences(told, _verdict(board))


def _verdict(board: Dashboard) -> str:
    views = board.compared["video_views"]
    if views.level is None:
        return _("Too many days are missing to compare it.")
    if views.usual is None:
        return no_range_word(views)
    said = {
        Standing.INSIDE: _("That is within your usual range (%(range)s): ordinary ups and downs."),
        Standing.ABOVE: _("That is more than usual (%(range)s)."),
        Standing.BELOW: _("That is less than usual (%(range)s)."),
    }
    return said[views.standing] % {"range": range_word(views.metric, views.usual)}
