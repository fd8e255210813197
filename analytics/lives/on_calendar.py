"""The LIVE sessions of the brand's own accounts, on its calendar. The arrow points down: the planner records what it is told."""

from analytics.models import VideoReading
from analytics.models.periods import FactGrain
from planner.models import Account
from planner.posting.posted import retract_posted_videos
from planner.posting.streamed import Session, external_id_of, record_sessions
from tkcommerce.brands.models import Brand
from tkcommerce.dates import day_of


def settle_sessions(brand: Brand) -> None:
    """What live tables tell is recorded, what only an undone import told is taken back. May run twice."""
    told = brand.periodreadings.filter(grain=FactGrain.LIVE, product_id="", sku_id="").exclude(content_id="")
    ever = set(told.values_list("content_id", flat=True))
    if not ever:
        return
    accounts = list(brand.accounts.all())
    rooms: dict[str, Session] = {}
    newest_last = told.filter(tellings__table__live=True).order_by("tellings__as_of", "tellings__table_id", "pk")
    for row in newest_last.values("content_id", "account_id", "creator", "title", "started_at", "first_day"):
        rooms[row["content_id"]] = _merged(rooms.get(row["content_id"]), row, accounts)
    record_sessions(brand=brand, sessions=[room for room in rooms.values() if room])
    _take_back(brand, ever - set(rooms))


def _merged(known: Session | None, row: dict, accounts: list[Account]) -> Session | None:
    """The newer row wins where it tells something. None: of no account of the brand."""
    by_id = (account for account in accounts if account.pk == row["account_id"])
    handle = row["creator"].lower()
    by_handle = (account for account in accounts if handle and account.handle.lower() == handle)
    account = next(by_id, None) or next(by_handle, None) or (known and known.account)
    if account is None:
        return None
    started_at = row["started_at"] or (known and known.started_at)
    day = day_of(started_at, account.time_zone) if started_at else row["first_day"]
    return Session(row["content_id"], account, row["title"] or (known.title if known else ""), day, started_at)


def _take_back(brand: Brand, gone: set[str]) -> None:
    rows = brand.videos.filter(external_id__in=[external_id_of(room) for room in gone], retracted_at=None)
    measured = VideoReading.objects.filter(brand=brand, table__live=True, video__in=rows).values("video_id")
    retract_posted_videos(brand=brand, video_ids=list(rows.exclude(pk__in=measured).values_list("pk", flat=True)))
