"""One brand's week out of the database: its own numbers only, its own days, nothing made up."""

from datetime import date, time, timedelta
from decimal import Decimal

from django.utils.translation import override
from factories import at, make_account, make_brand, make_import, make_planned_video, make_posted_video, make_table
from pytest_django.asserts import assertNumQueries
from report_weeks import TUESDAY, WEEK

from analytics.models import AccountDay, ChannelCut, VideoDay
from analytics.queries.series import Standing
from analytics.reports.content import Gap, LevelFact, WeeklyContent
from analytics.reports.video_sections import video_sections
from analytics.reports.weekly import build_content
from planner.models import Video
from planner.vocabulary.levels import vocabulary_of
from planner.vocabulary.tagging import set_levels
from tkcommerce.dates import Days
from tkcommerce.work.models import State

DAY = timedelta(days=1)
YEAR = [WEEK.last - n * DAY for n in reversed(range(98))]


def fill_days(account, *, views=100, days=YEAR, as_of=WEEK.end, **fields):
    values = {"likes": 10, "comments": 1, "shares": 1, "profile_views": 5}
    AccountDay.objects.bulk_create(
        AccountDay(brand=account.brand, account=account, day=day, as_of=as_of, video_views=views, followers=1000 + n,
                   **values | fields)
        for n, day in enumerate(days)
    )  # fmt: skip


def fill_orders(brand, *, days=YEAR, gross=1000, channel="own_ec", currency="JPY", as_of=WEEK.end):
    told = make_import(brand, sha256=currency.ljust(64, "0"))
    make_table(told, kind="order", as_of=as_of, first_day=days[0], last_day=days[-1])
    ChannelCut.objects.bulk_create(
        ChannelCut(brand=brand, day=day, channel=channel, shop="shopify", currency=currency, gmv_kind="direct", orders=2,
                   cancelled_orders=0, sku_orders=2, items=2, first_orders=0, repeat_orders=0, gross=Decimal(gross),
                   platform_discount=0, refunded=Decimal(100), cancelled_gross=0, net=Decimal(gross) - 100, samples=0,
                   as_of=as_of)
        for day in days
    )  # fmt: skip


def read(video, day, views, **fields):
    VideoDay.objects.create(brand=video.brand, video=video, day=day, views=views, **fields)


def built(brand, week=WEEK, now=TUESDAY):
    return build_content(brand, week, now=now)


def test_the_weeks_numbers_are_those_of_its_seven_days(ours):
    fill_days(make_account(ours))
    fill_orders(ours)
    week = built(ours)
    views, sales = week.figure("video_views"), week.figure("net_sales")
    assert (views.value, views.before, views.median, views.standing) == (700, 700.0, 700.0, Standing.INSIDE)
    assert (week.figure("engagement").value, week.figure("net_followers").value) == (Decimal("0.12"), 7)
    assert (sales.value, sales.channel, sales.currency, week.figure("orders").value) == (6300, "own_ec", "JPY", 14)
    assert (week.days, week.brand.zone) == (WEEK, "Asia/Tokyo")
    assert week.coverage.days_known == 7


def test_another_brands_week_never_appears(ours, theirs):
    canary = make_account(theirs, "canary")
    fill_days(canary, views=7777)
    fill_orders(theirs, gross=77_777)
    read(make_posted_video(canary, WEEK.start, external_id="7", caption="canary"), WEEK.last, 7777)
    make_planned_video(theirs, WEEK.end + DAY, hook="canary")
    make_planned_video(theirs, WEEK.start, hook="canary")
    make_import(theirs, sha256="c" * 64, filename="canary.csv", state=State.FAILED, error_message="canary")
    fill_days(make_account(ours))
    told = str(built(ours).to_json())
    assert "canary" not in told
    assert "777" not in told
    assert built(ours).plan.overdue_count == 0


def test_a_column_that_no_file_tells_has_no_value_and_not_zero(ours):
    fill_days(make_account(ours), profile_views=None)
    figure = built(ours).figure("profile_views")
    assert (figure.value, figure.level, figure.missing, set(figure.by_day)) == (None, None, 7, {None})


def test_days_without_data_are_gaps_and_said(ours):
    fill_days(make_account(ours), days=YEAR[:-4], as_of=WEEK.last - 4 * DAY)
    week = built(ours)
    views = week.figure("video_views")
    assert (views.value, views.level, views.missing, week.coverage.days_known) == (300, None, 4, 3)
    assert views.by_day[2:] == (Decimal(100), None, None, None, None)
    assert week.gaps == (Gap("shizuku", date(2026, 11, 18)),)


def test_the_last_two_days_before_as_of_are_provisional(ours):
    fill_days(make_account(ours), as_of=WEEK.last)
    assert built(ours).coverage.provisional == (date(2026, 11, 21), date(2026, 11, 22))


def test_there_is_no_usual_range_before_eight_weeks(ours):
    fill_days(make_account(ours), days=YEAR[-35:])
    views = built(ours).figure("video_views")
    assert (views.low, views.standing, views.median, views.windows) == (None, None, 700.0, 4)


def test_a_brand_without_anything_has_a_week_without_figures(ours):
    week = built(ours)
    assert (week.has_accounts, week.has_data, week.figures, week.gaps) == (False, False, (), ())
    assert week.coverage.posted == 0


def test_sales_of_the_brands_currency_come_first(ours):
    fill_orders(ours, currency="USD", gross=9000)
    fill_orders(ours, currency="JPY", gross=10)
    assert [(one.key, one.currency) for one in built(ours).figures] == [
        ("net_sales", "JPY"), ("orders", "JPY"), ("net_sales", "USD"), ("orders", "USD"),
    ]  # fmt: skip


def test_videos_are_ordered_by_their_start_against_the_usual_at_that_age(ours):
    account = make_account(ours)
    for number in range(6):  # earlier videos: 1,000 views on the second day, 4,000 on the sixth
        old = make_posted_video(account, WEEK.start - 30 * DAY, external_id=f"old{number}")
        read(old, old.posted_day + 2 * DAY, 1000)
        read(old, old.posted_day + 6 * DAY, 4000)
    early = make_posted_video(account, WEEK.start, external_id="early", caption="early")
    late = make_posted_video(account, WEEK.last - DAY, external_id="late", caption="late")
    read(early, WEEK.start + 6 * DAY, 3000)
    read(late, WEEK.last + DAY, 2000)
    top = built(ours).videos.top
    assert [(one.title, one.age, one.views, one.usual) for one in top] == [("late", 2, 2000, 1000.0), ("early", 6, 3000, 4000.0)]
    assert (built(ours).videos.of_week, built(ours).videos.bottom) == (True, ())


def test_a_videos_hook_and_theme_are_told_in_the_readers_language(ours, aiko):
    video = make_posted_video(make_account(ours), WEEK.start, external_id="1", caption="one")
    read(video, WEEK.last, 10)
    vocabulary = vocabulary_of(ours)
    chosen = {level.facet: level for level in map(vocabulary.find, ("theme.backstage", "hook.surprise", "pacing.slow"))}
    set_levels(video=video, levels=chosen, by=aiko, version=video.version)
    content = built(ours)
    assert content.videos.top[0].levels == (LevelFact("驚き・意外性", "Surprise"), LevelFact("舞台裏・現場", "Backstage"))
    assert WeeklyContent.from_json(content.to_json()) == content
    for language, told in (("ja", "驚き・意外性"), ("en", "Surprise")):
        with override(language):
            assert told in video_sections(content, "marketer")[0].rows[0].note


def test_a_week_without_posts_shows_the_newest_videos_and_a_video_without_reading_none(ours):
    account = make_account(ours)
    read(make_posted_video(account, WEEK.start - DAY, external_id="1", caption="last week"), WEEK.start, 10)
    assert [one.title for one in built(ours).videos.top] == ["last week"]
    assert not built(ours).videos.of_week
    make_posted_video(account, WEEK.start, external_id="2")
    assert (built(ours).coverage.posted, built(ours).coverage.read) == (1, 0)


def test_the_plan_tells_what_was_kept_what_is_late_and_what_is_empty(ours):
    account = make_account(ours)
    make_posted_video(account, WEEK.start, external_id="1", planned_day=WEEK.start)
    make_planned_video(ours, WEEK.last, hook="late")
    make_planned_video(ours, WEEK.end, hook="yesterday")
    make_planned_video(ours, WEEK.end + DAY, hook="today", planned_time=time(19, 30))
    make_planned_video(ours, WEEK.end + 2 * DAY, hook="dropped", state=Video.State.DROPPED)
    plan = built(ours).plan
    assert (plan.planned, plan.kept) == (2, 1)
    assert [fact.title for fact in plan.overdue] == ["yesterday", "late"]
    assert [(fact.title, fact.at) for fact in plan.entries] == [("today", "19:30")]
    assert plan.ahead == Days(date(2026, 11, 24), date(2026, 11, 30))
    assert plan.empty == tuple(WEEK.end + n * DAY for n in range(2, 7))


def test_nothing_lies_ahead_of_a_week_long_gone(ours):
    plan = built(ours, now=at("2027-02-02T09:00+09:00")).plan
    assert (len(plan.ahead), plan.entries, plan.empty) == (0, (), ())


def test_the_brands_own_day_decides_what_is_late(db):
    """00:30 on the 24th in Tokyo is still the 23rd in Los Angeles."""
    tokyo, angeles = make_brand("tokyo"), make_brand("angeles", time_zone="America/Los_Angeles")
    for brand in (tokyo, angeles):
        make_planned_video(brand, date(2026, 11, 23))
    now = at("2026-11-24T00:30+09:00")
    assert (built(tokyo, now=now).plan.overdue_count, built(angeles, now=now).plan.overdue_count) == (1, 0)
    assert [fact.day for fact in built(angeles, now=now).plan.entries] == [date(2026, 11, 23)]


def test_imports_that_wait_for_a_person_are_told(ours):
    for number in range(7):
        make_import(ours, sha256=str(number) * 64, filename=f"{number}.csv", state=State.FAILED, error_message="Broken.")
    make_import(ours, sha256="a" * 64, state=State.DONE)
    week = built(ours)
    assert ([one.filename for one in week.stuck], week.stuck_count) == (["6.csv", "5.csv", "4.csv", "3.csv", "2.csv"], 7)


def test_orders_that_end_before_the_week_are_a_gap(ours):
    fill_orders(ours, days=YEAR[:-3], as_of=WEEK.last - 3 * DAY)
    assert built(ours).gaps == (Gap("", date(2026, 11, 19)),)


def test_the_number_of_queries_does_not_grow(ours):
    for number in range(1, 4):
        account = make_account(ours, f"account{number}")
        fill_days(account)
        read(make_posted_video(account, WEEK.start, external_id=str(number)), WEEK.last, 10)
        make_planned_video(ours, WEEK.end + number * DAY)
        make_import(ours, sha256=str(number) * 64, state=State.FAILED, error_message="Broken.")
        with assertNumQueries(25):
            built(ours)
