"""Slow, obvious versions of the roll-ups: plain loops over every reading, to compare the fast ones with."""

from collections import defaultdict

from analytics.models import AccountDayReading, ActiveHourReading, VideoReading
from analytics.models.readings import AccountDayMetrics, VideoMetrics


def newest_first(model, brand):
    """Live readings, newest `as_of` first, then newest table."""
    readings = [r for r in model.objects.filter(brand=brand).select_related("table") if r.table.live]
    return sorted(readings, key=lambda r: (r.as_of, r.table_id), reverse=True)


def effective(readings, field):
    """The newest non-null value; `readings` are newest first."""
    for reading in readings:
        if getattr(reading, field) is not None:
            return getattr(reading, field)
    return None


def grouped(readings, key):
    groups = defaultdict(list)
    for reading in readings:
        groups[key(reading)].append(reading)
    return groups


def account_days(brand):
    """{(account id, day): (as_of, metrics…)}"""
    groups = grouped(newest_first(AccountDayReading, brand), lambda r: (r.account_id, r.day))
    return {
        key: (rows[0].as_of, *(effective(rows, field) for field in AccountDayMetrics.METRICS)) for key, rows in groups.items()
    }


def active_hours(brand):
    """{(account id, day, hour): (as_of, active followers)}"""
    groups = grouped(newest_first(ActiveHourReading, brand), lambda r: (r.account_id, r.day, r.hour))
    return {key: (rows[0].as_of, effective(rows, "active_followers")) for key, rows in groups.items()}


def is_rounded(rows):
    told = [row for row in rows if row.views is not None] or rows
    return told[0].is_rounded


def video_days(brand):
    """{(video id, day): (is rounded, metrics…)}"""
    groups = grouped(newest_first(VideoReading, brand), lambda r: (r.video_id, r.as_of))
    return {key: (is_rounded(rows), *(effective(rows, field) for field in VideoMetrics.METRICS)) for key, rows in groups.items()}


def video_totals(brand):
    """{video id: (as_of, is rounded, metrics…)}"""
    groups = grouped(newest_first(VideoReading, brand), lambda r: r.video_id)
    return {
        key: (rows[0].as_of, is_rounded(rows), *(effective(rows, field) for field in VideoMetrics.METRICS))
        for key, rows in groups.items()
    }
