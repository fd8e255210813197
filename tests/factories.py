"""Plain factories: each makes one valid row; what a test cares about is passed in."""

import uuid
from datetime import UTC, date, datetime, timedelta

from django.db.models.functions import Now

from analytics.importing.versions import digest_of
from analytics.models import (
    ImportedTable,
    MetricImport,
    OrderLineReading,
    OrderReading,
    OrderTelling,
    PeriodReading,
    PeriodTelling,
    ReportReader,
)
from analytics.models.periods import PeriodKeys
from planner.models import Account, Video
from tkcommerce.brands.models import Brand, Membership, Role, User


def make_user(email: str, **fields) -> User:
    return User.objects.create_user(email, "a long enough password", **{"name": email.split("@")[0], "language": "en"} | fields)


def make_brand(slug: str, **fields) -> Brand:
    return Brand.objects.create(slug=slug, **{"name": slug.title()} | fields)


def join(user: User, brand: Brand, role: Role) -> Membership:
    return Membership.objects.create(user=user, brand=brand, role=role)


def make_account(brand: Brand, handle: str = "shizuku", **fields) -> Account:
    return Account.objects.create(brand=brand, handle=handle, **{"time_zone": brand.time_zone} | fields)


def make_posted_video(account: Account, posted_day: date, *, external_id: str, **fields) -> Video:
    values = {"caption": f"video {external_id}", "url": f"https://www.tiktok.com/@{account.handle}/video/{external_id}"}
    return Video.objects.create(
        brand=account.brand, account=account, state=Video.State.POSTED, posted_day=posted_day,
        external_id=external_id, **values | fields,
    )  # fmt: skip


def make_planned_video(brand: Brand, planned_day: date | None, **fields) -> Video:
    values = {"hook": "a hook", "state": Video.State.PLANNED, "planned_zone": brand.time_zone}
    return Video.objects.create(brand=brand, planned_day=planned_day, **values | fields)


def make_import(brand: Brand, *, sha256: str = "0" * 64, **fields) -> MetricImport:
    values = {"filename": "Overview.csv", "size": 1, "run_after": Now(), "file": f"imports/{brand.pk}/{sha256}"}
    return MetricImport.objects.create(brand=brand, sha256=sha256, **values | fields)


def make_table(metric_import: MetricImport, *, kind: str, as_of: date, **fields) -> ImportedTable:
    values = {"name": f"{kind}-{as_of}", "profile": "test", "rows_read": 0, "rows_good": 0}
    return ImportedTable.objects.create(
        brand=metric_import.brand, metric_import=metric_import, kind=kind, as_of=as_of, **values | fields
    )


def make_order(table: ImportedTable, order_id: str, *, lines: tuple[dict, ...] = (), **fields) -> OrderReading:
    """A new version of an order, told by the table."""
    values = {
        "source": "shopify",
        "shop": "shopify",
        "name": f"#{order_id}",
        "channel": "own_ec",
        "currency": "JPY",
        "total": 1000,
    }
    values |= {"ordered_at": datetime(table.as_of.year, table.as_of.month, table.as_of.day, 3, tzinfo=UTC)} | fields
    order = OrderReading.objects.create(brand=table.brand, order_id=order_id, digest=uuid.uuid4(), **values)
    OrderTelling.objects.create(brand=table.brand, table=table, reading=order, as_of=table.as_of)
    for position, line in enumerate(lines, 1):
        known = {"title": "化粧水", "quantity": 1, "unit_price": 1000, "position": position} | line
        OrderLineReading.objects.create(brand=table.brand, order=order, **known)
    return order


def make_period(table: ImportedTable, first_day: date, days: int = 1, *, grain: str = "video", **fields) -> PeriodReading:
    """A new version of a span's numbers, told by the table."""
    values = {"grain": grain, "first_day": first_day, "end_day": first_day + timedelta(days=days)} | fields
    key = digest_of([str(values.get(name, "")) for name in PeriodKeys.KEYS])
    reading = PeriodReading.objects.create(brand=table.brand, key=key, digest=uuid.uuid4(), **values)
    PeriodTelling.objects.create(brand=table.brand, table=table, reading=reading, as_of=table.as_of)
    return reading


def make_live(table: ImportedTable, room: str, day: date, *, hour: int = 11, days: int = 1, **fields) -> PeriodReading:
    """A LIVE that began at `hour` UTC of the day, told under a span of `days`."""
    known = {
        "gmv_kind": "direct", "currency": "JPY", "title": f"LIVE {room}", "seconds": 3600, "impressions": 10000, "views": 1000,
        "watch_seconds": 60, "product_clicks": 100, "orders": 10, "gmv": 30000,
        "started_at": datetime(day.year, day.month, day.day, hour, tzinfo=UTC),
    }  # fmt: skip
    return make_period(table, day, days, grain="live", content_id=room, **known | fields)


def make_reader(brand: Brand, email: str = "dai@example.com", **fields) -> ReportReader:
    """Of someone outside who said yes; pass `user` for a member's."""
    values = {"name": email.split("@")[0].title(), "language": "en", "confirmed_at": datetime(2026, 1, 1, tzinfo=UTC)}
    return ReportReader.objects.create(brand=brand, email=email, **values | fields)


def at(text: str) -> datetime:
    """An aware instant out of ISO text."""
    return datetime.fromisoformat(text)
