"""The dashboard's charts: which data goes into which drawing, with its sentence and its notes. Pure but for the language."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR
from django.utils.translation import gettext as _, gettext_lazy as _lazy, pgettext

from analytics.chart_parts import CHANNEL_COLOURS, Chart, Line
from analytics.charts import day_bars, hour_map, share_bars, small_bars, stacked_bars, stand_and_change
from analytics.metrics import (
    COMMENTS,
    LIKES,
    NET_FOLLOWERS,
    NET_SALES,
    NEW_VIEWERS,
    PROFILE_VIEWS,
    RETURNING_VIEWERS,
    SHARES,
    VIDEO_VIEWS,
    Metric,
    signed,
)
from analytics.queries.dashboard import Dashboard
from analytics.queries.series import Series
from tkcommerce import words
from tkcommerce.brands.models import Brand, Market

STUDIO = "TikTok Studio"
GENDERS = {
    "female": lambda: pgettext("gender", "Female"),
    "male": lambda: pgettext("gender", "Male"),
    "other": lambda: pgettext("gender", "Other"),
}  # as TikTok Studio names them
TERRITORIES = {
    **dict(Market.choices), "CN": _lazy("China"), "HK": _lazy("Hong Kong"), "KR": _lazy("South Korea"), "TW": _lazy("Taiwan"),
}  # fmt: skip
MISSING_NAMED = 5


def charts_of(board: Dashboard, brand: Brand, *, today: date) -> list[Chart]:
    """In the order of the page; a chart without any value is left out."""
    days = list(board.days)
    drawn = [*_of_days(board, days, today), *_of_audience(board, brand, today)]
    return drawn + [
        _sales(board, currency, days, today) for currency in dict.fromkeys(one.stream.currency for one in board.sales)
    ]


def _of_days(board: Dashboard, days: list[date], today: date) -> list[Chart]:
    hatched = [board.history.is_provisional(day) for day in days]
    views = _line(board, VIDEO_VIEWS, "--f-hook", days)
    responses = [
        _line(board, LIKES, "--f-theme", days), _line(board, COMMENTS, "--f-format", days),
        _line(board, SHARES, "--f-presenter", days), _line(board, PROFILE_VIEWS, "--f-pacing", days),
    ]  # fmt: skip
    viewers = [_line(board, NEW_VIEWERS, "--f-hook", days), _line(board, RETURNING_VIEWERS, "--f-cta", days)]
    stand = Line(_("Followers"), "--f-format", [day.followers for day in board.follower_days])
    change = Line(str(NET_FOLLOWERS.label), "--f-format", [day.change for day in board.follower_days], _signed)
    notes = partial(_notes, board, days, today=today)
    drawn = (
        ("views", _("Video views by day"), _views, [views]),
        ("responses", _("Likes, comments, shares and profile views by day"), small_bars, responses),
        ("followers", _("Followers and their change by day"), partial(_stand, change=change), [stand]),
        ("viewers", _("New and returning viewers by day"), stacked_bars, viewers),
    )
    return [
        draw(key, title, _sentence(title, lines, days, today), days, lines, hatched, notes(lines))
        for key, title, draw, lines in drawn
        if any(value is not None for line in lines for value in line.values)
    ]


def _stand(
    key: str, title: str, label: str, days: list[date], stand: list[Line], hatched: list[bool], notes: tuple[str, ...],
    *, change: Line,
) -> Chart:  # fmt: skip
    return stand_and_change(key, title, label, days, stand[0], change, hatched, notes)


def _views(
    key: str, title: str, label: str, days: list[date], views: list[Line], hatched: list[bool], notes: tuple[str, ...]
) -> Chart:
    return day_bars(key, title, label, days, views[0], hatched, notes)


def _line(board: Dashboard, metric: Metric, colour: str, days: Sequence[date]) -> Line:
    return Line(str(metric.label), colour, _values(board.series[metric.key], days), metric.text)


def _values(series: Series, days: Sequence[date]) -> list:
    return [series[day].top if day in series else None for day in days]


def _signed(value: int | None) -> str:
    return words.NOTHING if value is None else signed(value, 0)


def _sentence(title: str, lines: Sequence[Line], days: list[date], today: date) -> str:
    """What a reader who cannot see the picture should know of it."""
    peaks = [_peak(line, days, today) for line in lines]
    return _("%(title)s. %(peaks)s") % {"title": title, "peaks": " ".join(filter(None, peaks))}


def _peak(line: Line, days: list[date], today: date) -> str:
    known = [(value, day) for value, day in zip(line.values, days, strict=True) if value is not None]
    if not known:
        return ""
    value, day = max(known)
    return _("%(name)s: highest on %(day)s with %(value)s.") % {
        "name": line.name, "day": words.day_word(day, today=today), "value": line.text(value),
    }  # fmt: skip


def _notes(board: Dashboard, days: list[date], lines: Sequence[Line], *, today: date) -> tuple[str, ...]:
    """As of, source, and the days without a value."""
    as_of = words.day_word(board.history.newest_export, today=today)
    notes = [_("As of %(day)s · %(source)s") % {"day": as_of, "source": STUDIO}]
    missing = [day for number, day in enumerate(days) if all(line.values[number] is None for line in lines)]
    return tuple(notes + _missing_note(missing))


def _missing_note(missing: list[date]) -> list[str]:
    if not missing:
        return []
    named = ", ".join(words.day_short(day) for day in missing[:MISSING_NAMED])
    if len(missing) > MISSING_NAMED:
        return [_("No value: %(days)s and %(more)s more days") % {"days": named, "more": len(missing) - MISSING_NAMED}]
    return [_("No value: %(days)s") % {"days": named}]


def _of_audience(board: Dashboard, brand: Brand, today: date) -> list[Chart]:
    drawn = []
    if board.hours.means:
        drawn.append(_hours(board, brand, today))
    titles = {"gender": _("Followers by gender"), "territory": _("Followers by territory")}
    for dimension, title in titles.items():
        shares = board.shares.get(dimension)
        if shares is None or not shares.buckets:
            continue
        buckets = [(_bucket(dimension, name), share) for name, share in shares.buckets]
        told = ", ".join(f"{name} {words.percent(share, 0)}" for name, share in buckets)
        note = _("As of %(day)s · %(source)s") % {"day": words.day_word(shares.as_of, today=today), "source": STUDIO}
        drawn.append(share_bars(dimension, title, f"{title}: {told}", buckets, (note,)))
    return drawn


def _bucket(dimension: str, name: str) -> str:
    if dimension == "gender":
        return GENDERS.get(name.lower(), lambda: name)()
    return _("Others") if name.lower() == "others" else str(TERRITORIES.get(name.upper(), name))


def _hours(board: Dashboard, brand: Brand, today: date) -> Chart:
    weekday, hour = board.hours.best
    title = _("When followers are active")
    label = _("%(title)s: most on %(weekday)s at %(hour)s:00, %(zone)s.") % {
        "title": title, "weekday": WEEKDAYS[weekday], "hour": f"{hour:02d}", "zone": words.zone_word(brand.time_zone),
    }  # fmt: skip
    days = words.days_word(board.hours.days, today=today)
    note = _("Mean of %(days)s · %(zone)s") % {"days": days, "zone": words.zone_word(brand.time_zone)}
    source = _("As of %(day)s · %(source)s") % {"day": words.day_word(board.hours.as_of, today=today), "source": STUDIO}
    weekdays = [str(WEEKDAYS_ABBR[number]) for number in range(7)]
    return hour_map("hours", title, label, weekdays, dict(board.hours.means), (note, source))


def _sales(board: Dashboard, currency: str, days: list[date], today: date) -> Chart:
    streams = [one for one in board.sales if one.stream.currency == currency]
    lines = [
        Line(
            one.stream.channel_word, CHANNEL_COLOURS[one.stream.channel], _values(one.series[NET_SALES.key], days),
            partial(_money, currency=currency),
        )
        for one in streams
    ]  # fmt: skip
    title = _("Net sales by day (%(currency)s)") % {"currency": currency}
    newest = max(source.as_of for source in board.sources if source.kind == "order")
    note = _("As of %(day)s · orders by the day they were placed, all accounts together") % {
        "day": words.day_word(newest, today=today)
    }  # fmt: skip
    missing = [day for number, day in enumerate(days) if all(line.values[number] is None for line in lines)]
    notes = (note, *_missing_note(missing))
    return stacked_bars(f"sales-{currency}", title, _sentence(title, lines, days, today), days, lines, [False] * len(days), notes)


def _money(value: object, *, currency: str) -> str:
    return words.money(value, currency)
