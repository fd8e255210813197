"""A made-up week, 16 to 22 November 2026, as content; what a test cares about is passed in."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from factories import at

from analytics.reports.content import (
    BrandFacts,
    Coverage,
    Figure,
    Gap,
    Plan,
    PlannedFact,
    StuckImport,
    VideoFact,
    Videos,
    WeeklyContent,
)
from tkcommerce.dates import Days

WEEK = Days(date(2026, 11, 16), date(2026, 11, 23))
TUESDAY = at("2026-11-24T09:00+09:00")
AHEAD = Days(date(2026, 11, 24), date(2026, 11, 30))


def figure(key="video_views", value=43_900, *, low=380_00.0, high=470_00.0, **fields):
    values = {
        "channel": "", "currency": "", "value": None if value is None else Decimal(str(value)),
        "level": None if value is None else float(value), "before": None if value is None else float(value) / 1.06,
        "median": 41_200.0, "low": low, "high": high, "windows": 12, "missing": 0,
        "by_day": tuple(Decimal(5_000 + 500 * n) for n in range(7)),
    }  # fmt: skip
    return Figure(key, **values | fields)


def sales(value=128_430, *, channel="own_ec", currency="JPY", **fields):
    return figure("net_sales", value, channel=channel, currency=currency, **{"low": 100_000.0, "high": 150_000.0} | fields)


def video(number, views, *, title="検品で落ちる瓶の話", age=3, **fields):
    posted = WEEK.last - timedelta(days=age)
    values = {"handle": "shizuku", "is_rounded": False, "usual": 1100.0, "others": 9}
    return VideoFact(number, title, posted_day=posted, read_day=WEEK.last, age=age, views=views, **values | fields)


def planned(number, day, *, title="BF予告：今年は1つだけ", at="19:30", **fields):
    return PlannedFact(number, title, **{"handle": "shizuku", "day": day, "at": at, "zone": ""} | fields)


FIGURES = (
    figure(),
    figure("engagement", "0.0412", low=0.03, high=0.04, before=0.038, median=0.036, by_day=(Decimal("0.04"),) * 7),
    figure("likes", 1500, low=1000.0, high=2000.0, median=1400.0),
    figure("comments", 88, low=60.0, high=120.0, median=90.0),
    figure("shares", 201, low=210.0, high=400.0, median=260.0),
    figure("profile_views", None, low=None, high=None, median=None, windows=0, missing=7, by_day=(None,) * 7),
    figure("net_followers", 123, low=-10.0, high=150.0, before=98.0, median=80.0),
    sales(),
    figure("orders", 31, channel="own_ec", currency="JPY", low=20.0, high=40.0, median=30.0),
)


def content(**fields):
    values = {
        "brand": BrandFacts(7, "ours", "しずくの庭", "Asia/Tokyo", "JPY"),
        "days": WEEK,
        "built_at": TUESDAY,
        "has_accounts": True,
        "coverage": Coverage(7, WEEK.last, AHEAD.start, (), 5, 4),
        "figures": FIGURES,
        "videos": Videos(
            True,
            (video(1, 2600), video(2, 1900, title="朝の仕込み、全部見せます"), video(3, 1200, title="BF予告", usual=None)),
            (video(4, 300, title="11.11、3点セットの中身"),),
        ),
        "plan": Plan(
            6, 5, AHEAD, (planned(11, date(2026, 11, 25), at="12:00"), planned(12, date(2026, 11, 27), title="瓶を洗う音")),
            (date(2026, 11, 26), date(2026, 11, 28), date(2026, 11, 29)), (), 0,
        ),
    }  # fmt: skip
    return WeeklyContent(**values | fields)


def with_problems(**fields):
    """Two last days provisional, one late plan, one failed import, one account whose data end early."""
    whole = content()
    late = planned(9, date(2026, 11, 20), title="撮り直しの回")
    return content(
        coverage=replace(whole.coverage, days_known=6, as_of=WEEK.last, provisional=(date(2026, 11, 21), WEEK.last)),
        plan=replace(whole.plan, overdue=(late,), overdue_count=3),
        stuck=(StuckImport(5, "orders_export.csv", False, "Nobody can read it.", {}),),
        stuck_count=1,
        gaps=(Gap("shizuku.lab", date(2026, 11, 18)), Gap("", date(2026, 11, 19))),
        **fields,
    )


def no_data(**fields):
    """An account, but not one number."""
    empty = Videos(False, (), ())
    return content(coverage=Coverage(0, None, None, (), 0, 0), figures=(), videos=empty, gaps=(Gap("shizuku", None),), **fields)


def quiet():
    return content(
        coverage=Coverage(7, WEEK.last, AHEAD.start, (), 0, 0),
        figures=(figure(), figure("likes", 1500, low=1000.0, high=2000.0)),
        videos=replace(content().videos, of_week=False, bottom=()),
    )
