"""Plain factories: each makes one valid row; what a test cares about is passed in."""

from datetime import UTC, date, datetime

from django.db.models.functions import Now

from analytics.models import ImportedTable, MetricImport, ReportReader
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


def make_reader(brand: Brand, email: str = "dai@example.com", **fields) -> ReportReader:
    """Of someone outside who said yes; pass `user` for a member's."""
    values = {"name": email.split("@")[0].title(), "language": "en", "confirmed_at": datetime(2026, 1, 1, tzinfo=UTC)}
    return ReportReader.objects.create(brand=brand, email=email, **values | fields)


def at(text: str) -> datetime:
    """An aware instant out of ISO text."""
    return datetime.fromisoformat(text)
