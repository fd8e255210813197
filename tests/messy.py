"""Readings as real brands have them: overlapping exports, gaps, files that were undone, clocks that change."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from factories import make_account, make_import, make_order, make_posted_video, make_table

from analytics.models import AccountDayReading, ActiveHourReading, VideoReading
from analytics.models.readings import AccountDayMetrics, VideoMetrics

# Both nights on which the clocks of Berlin, New York, London and Santiago change lie within these days.
FIRST, LENGTH = date(2026, 3, 1), 45


def maybe(random, value, share=0.3):
    return None if random.random() < share else value


def some_days(random):
    return sorted(random.sample([FIRST + timedelta(days=n) for n in range(LENGTH)], 12))


def fill(brand, random):
    """Six exports of each kind, in any order, a third of them undone. Returns every day of the stretch and around it."""
    accounts = [make_account(brand, handle) for handle in ("one", "two")]
    videos = [make_posted_video(accounts[n % 2], FIRST, external_id=f"{brand.slug}{n}") for n in range(4)]
    for n in range(6):
        told = make_import(brand, sha256=f"{brand.slug}{n}".ljust(64, "0"))
        as_of = FIRST + timedelta(days=random.randrange(LENGTH))
        for kind, write in (("account_day", account_days), ("active_hour", hours), ("video", video_readings), ("order", orders)):
            table = make_table(told, kind=kind, as_of=as_of, live=random.random() < 0.7)
            write(random, table, accounts, videos)
    return [FIRST + timedelta(days=n) for n in range(-3, LENGTH + 3)]


def account_days(random, table, accounts, videos):
    AccountDayReading.objects.bulk_create(
        AccountDayReading(
            brand=table.brand, table=table, as_of=table.as_of, account=account, day=day,
            **{field: maybe(random, random.randrange(-5, 900)) for field in AccountDayMetrics.METRICS},
        )
        for account in accounts for day in some_days(random)
    )  # fmt: skip


def hours(random, table, accounts, videos):
    ActiveHourReading.objects.bulk_create(
        ActiveHourReading(
            brand=table.brand, table=table, as_of=table.as_of, account=account, day=day, hour=hour,
            active_followers=maybe(random, random.randrange(90)),
        )
        for account in accounts for day in some_days(random)[:2] for hour in range(0, 24, 5)
    )  # fmt: skip


def video_readings(random, table, accounts, videos):
    values = dict.fromkeys(VideoMetrics.METRICS)
    VideoReading.objects.bulk_create(
        VideoReading(
            brand=table.brand, table=table, as_of=table.as_of, video=video, is_rounded=random.random() < 0.5,
            **values | {field: maybe(random, random.randrange(900)) for field in ("views", "likes", "saves")},
        )
        for video in random.sample(videos, 3)
    )  # fmt: skip


def orders(random, table, accounts, videos):
    """The same order may move to another hour, and so to another day, from one export to the next."""
    start = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
    for number in random.sample(range(60), 40):
        make_order(
            table, str(number), channel=random.choice(["own_ec", "tiktok_shop"]), currency=random.choice(["JPY", "USD"]),
            ordered_at=start + timedelta(minutes=random.randrange(LENGTH * 24 * 60)),
            cancelled_at=maybe(random, start, 0.8), total=Decimal(random.randrange(9000)),
            refunded=maybe(random, Decimal(random.randrange(90))), items=maybe(random, random.randrange(1, 4)),
        )  # fmt: skip
