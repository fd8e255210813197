"""The charts of the page of funnels, each with its sentence, its notes and its table. Pure but for the reader's language."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.utils.translation import gettext as _

from analytics.chart_parts import Chart, Column
from analytics.queries.series import comparable
from tkcommerce import words

from .drawings import Dot, band_line, dots, funnel_bars
from .flow import Funnel, Step
from .funnel_words import TITLES, pair_word
from .funnels import Funnels
from .told import Windows
from .videos import VideoRow

FEW_DOTS = 3


def charts_of(shown: Funnels, videos: Sequence[VideoRow], *, today: date) -> list[Chart]:
    """In the order of the page; what has nothing to draw is left out."""
    drawn = [_rate(shown, today), *(_funnel(shown, funnel, today) for funnel in shown.both), _videos(videos, shown, today)]
    return [chart for chart in drawn if chart]


def _funnel(shown: Funnels, funnel: Funnel, today: date) -> Chart | None:
    if len(funnel.known) < 2:
        return None
    weakest = shown.weakest[funnel.key]
    names = [str(step.kind.label) for step in funnel.known]
    values = [step.amount.now for step in funnel.known]
    rates = ["" if step.rate is None else f"· {step.rate.metric.text(step.rate.level.now)}" for step in funnel.known]
    weak = next((number for number, step in enumerate(funnel.known) if weakest and step.kind is weakest.step.kind), None)
    title = _("%(funnel)s: step by step") % {"funnel": TITLES[funnel.key]}
    told = ", ".join(f"{name} {words.count(value)}" for name, value in zip(names, values, strict=True))
    columns = (Column(_("Step"), numeric=False), Column(_("Number"), words.count), Column(_("Rate"), words.percent))
    rows = tuple(
        (name, value, step.rate and step.rate.level.now) for name, value, step in zip(names, values, funnel.known, strict=True)
    )  # fmt: skip
    notes = (words.days_word(shown.days, today=today), _("Widths are on a scale of square roots."))
    return Chart(
        f"steps-{funnel.key}", title, f"{title}: {told}", funnel_bars(names, values, rates, weak=weak), columns, rows, notes
    )


def _rate(shown: Funnels, today: date) -> Chart | None:
    """The rate that matters most now, over the 13 windows: the weakest, or else the last one before the orders."""
    step = shown.worst.step if shown.worst else _last_rate(shown)
    if step is None or step.rate is None:
        return None
    windows, rate = Windows.ending_with(shown.days), step.rate
    if len(rate.bases) > 1:
        return None
    level = rate.level
    measured = rate.bases[0].measured(rate.metric)
    values = [None if (found := comparable(rate.metric, one)) is None else float(found) for one in measured]
    usual = level.compared.usual
    days = [window.start for window in windows.all][::-1]
    low, high = (usual.low, usual.high) if usual else (None, None)
    figure = band_line(days, values[::-1], pair_word(step), low=low, high=high, text=words.percent)
    title = _("%(step)s, period by period") % {"step": pair_word(step)}
    notes = [_("Each point is %(n)s days; a period that is not fully told is a gap.") % {"n": len(shown.days)}]
    if usual:
        notes.append(
            _("The band is the usual range: %(low)s to %(high)s.") % {"low": words.percent(low), "high": words.percent(high)}
        )
    columns = (Column(_("First day"), partial(words.day_word, today=today), numeric=False), Column(_("Rate"), words.percent),
               Column(_("Numerator"), words.exact), Column(_("Denominator"), words.exact))  # fmt: skip
    rows = tuple(
        (window.start, one.value, one.numerator, one.denominator) for window, one in zip(windows.all, measured, strict=True)
    )  # fmt: skip
    label = f"{title}: {_('now')} {words.percent(level.now)}"
    return Chart("rate", title, label, figure, columns, rows, tuple(notes))


def _last_rate(shown: Funnels) -> Step | None:
    found = [step for funnel in shown.both for step in funnel.known if step.rate and step.rate.per]
    return next((step for step in found if step.kind.key == "orders"), found[-1] if found else None)


def _videos(videos: Sequence[VideoRow], shown: Funnels, today: date) -> Chart | None:
    """Views against GMV for 1,000 of them; of one currency, that of most of them."""
    told = [row for row in videos if row.gpm.value is not None and row.counts["views"]]
    currencies = [row.currency for row in told]
    currency = max(set(currencies), key=currencies.count, default="")
    told = [row for row in told if row.currency == currency]
    if len(told) < FEW_DOTS:
        return None
    gross = partial(words.money, currency=currency)
    found = [
        Dot(row.video.title, float(row.counts["views"]), float(row.gpm.value), float(row.gross),
            f"{row.video.title[:40]} · {words.compact(row.counts['views'])} · GPM {gross(row.gpm.value)} · {gross(row.gross)}")
        for row in told
    ]  # fmt: skip
    title = _("Videos: views against sales per 1,000 views (%(currency)s)") % {"currency": currency}
    best = max(told, key=lambda row: row.gpm.value)
    label = _("%(title)s. Most for its views: “%(video)s” with %(gpm)s.") % {
        "title": title, "video": best.video.title, "gpm": gross(best.gpm.value),
    }  # fmt: skip
    columns = (Column(_("Video"), numeric=False), Column(_("Views"), words.count), Column(_("GPM per 1,000 views"), gross),
               Column(_("GMV"), gross))  # fmt: skip
    rows = tuple((row.video.title, row.counts["views"], row.gpm.value, row.gross) for row in told)
    notes = (_("The bigger the dot, the more it sold. Views and GMV of these days."),
             words.days_word(shown.days, today=today))  # fmt: skip
    figure = dots(found, x_text=words.compact, y_text=partial(words.money, currency=currency))
    return Chart("video-map", title, label, figure, columns, rows, notes)
