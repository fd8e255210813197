"""Makes the demo brand: people, account, plans, and a year of exports that go through the same door as a customer's."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.db import connection, transaction

from analytics.importing.receive import receive_file
from analytics.learning.run import recompute_patterns
from analytics.models import PatternWork
from analytics.pattern_wishes import ask_now
from analytics.tasks import import_metrics, rebuild_rollups
from planner.models import Account
from planner.scheduling import plan_video
from tkcommerce.brands.models import Brand, Membership, Role, User
from tkcommerce.dates import last_days, start_of
from tkcommerce.work.claiming import claim
from tkcommerce.work.models import State

from .approvals import show_approvals
from .commerce import show_commerce
from .exports import content_zip, studio_zip
from .items import show_items
from .marketplace_file import rakuten_csv
from .order_files import english_orders, japanese_orders, shopify_csv
from .patterns import set_demo_patterns
from .plans import PLANS
from .posting import show_posting
from .rhythm import set_demo_rhythm
from .sales import Sold, sell
from .series import show_series
from .shop_files import affiliate_csv, creatives_zip, lives_csv, shop_days_csv, videos_zip
from .side_files import nps_csv, reviews_csv, sessions_csv, stock_csv
from .story import Story, tell, tested
from .trials import accept_past_trials, show_clean_test

SLUG, HANDLE, SEED = "demo", "shizuku_garden", 34
LEARNED = (100, 0)  # days before today on which the patterns were learned: calls of then are judged by now
PASSWORD = "shizuku-no-niwa"  # the demo runs on this machine only
PEOPLE = (  # (e-mail, name, role, language)
    ("ken@demo.example", "山本 健", Role.OWNER, "ja"),
    ("aoi@demo.example", "田中 葵", Role.EDITOR, "ja"),
    ("emma@demo.example", "Emma Clark", Role.VIEWER, "en"),
)


def demo_exists() -> bool:
    return Brand.objects.filter(slug=SLUG).exists()


@transaction.atomic
def seed_demo(*, today: date, learned: Sequence[int] = LEARNED) -> None:
    """All of it or nothing. `today` is the day in Japan; the exports end two days before it, as TikTok's do."""
    brand, owner = _brand_and_people()
    account = Account.objects.create(brand=brand, handle=HANDLE, name="しずくの庭 公式")
    _plan(brand, account, owner, today)
    set_demo_rhythm(brand, account, today=today, by=owner)
    story = tell(last_days(365, today=today - timedelta(days=1)), seed=SEED)
    sold = sell(story, seed=SEED)
    for name, content in files_of(story, sold, missing={today - timedelta(days=20)}):
        import_metrics(receive_file(brand=brand, name=name, content=content, by=owner).metric_import.pk)
    set_demo_patterns(brand, story.posts, by=owner)
    show_posting(brand, account, owner, today=today)
    show_series(brand, account, owner, today=today)
    show_approvals(brand, account, owner, today=today)
    show_items(brand, account, story, owner, today=today)
    show_commerce(brand, story, sold, by=owner)
    _know_sizes()
    rebuild_rollups(brand.rolluprun.pk)
    _know_sizes()
    for days in learned:
        work = claim(PatternWork, ask_now(brand.pk).pk)
        recompute_patterns(work, as_if=start_of(today - timedelta(days=days), brand.time_zone) if days else None)
        if days:
            accept_past_trials(brand, on=today - timedelta(days=days), by=owner)
            show_clean_test(brand, tested(story), by=owner)
    stuck = [f"{one}: {one.last_error}" for one in brand.metricimports.exclude(state=State.DONE)]
    unfinished = [*stuck, *brand.staledays.all()]
    if unfinished:
        raise RuntimeError(f"The demo could not be imported: {unfinished}")


def files_of(story: Story, sold: Sold, *, missing: set[date]) -> Iterator[tuple[str, bytes]]:
    """Everything that the brand downloaded. Studio never told the days in `missing`: charts show a gap, not a zero."""
    last = story.days[-1].day
    evening = datetime.combine(last, time(23, 59))
    yield studio_zip(story, handle=HANDLE, missing=missing)
    yield content_zip(story, handle=HANDLE)
    yield shopify_csv(sold)
    yield japanese_orders(sold, last=evening)
    yield english_orders(sold, last=evening)
    yield affiliate_csv(sold, last=last)
    yield shop_days_csv(sold, story)
    yield videos_zip(sold, story, handle=HANDLE)
    yield lives_csv(sold, handle=HANDLE, last=last)
    yield creatives_zip(sold, story, handle=HANDLE)
    yield rakuten_csv(last=last, seed=SEED)
    yield sessions_csv(sold, story)
    yield stock_csv(sold, last=last)
    yield reviews_csv(sold, seed=SEED)
    yield nps_csv(sold, seed=SEED)


def _know_sizes() -> None:
    """Nobody else looks into this transaction: without it PostgreSQL takes the new tables for empty and plans accordingly."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE analytics_orderreading, analytics_ordertelling, analytics_orderlinereading")
        cursor.execute("ANALYZE analytics_periodreading, analytics_periodtelling, analytics_importedtable")
        cursor.execute("ANALYZE planner_video, planner_videolevel, planner_level, planner_product, planner_trackedlink")
        cursor.execute("ANALYZE planner_coupon, analytics_videoreading, analytics_videoday, analytics_videototal")
        cursor.execute("ANALYZE analytics_accountday, analytics_sale, analytics_saleline, analytics_salescut")


def _brand_and_people() -> tuple[Brand, User]:
    brand = Brand.objects.create(slug=SLUG, name="しずくの庭")
    for email, name, role, language in PEOPLE:
        user = User.objects.create_user(email, PASSWORD, name=name, language=language)
        user.emailaddress_set.create(email=email, verified=True, primary=True)
        Membership.objects.create(brand=brand, user=user, role=role)
    return brand, brand.members.get(email=PEOPLE[0][0])


def _plan(brand: Brand, account: Account, owner: User, today: date) -> None:
    for days, at, hook, state in PLANS:
        plan_video(brand=brand, by=owner, hook=hook, day=today + timedelta(days=days), time=at, state=state, account=account)
