"""Goals as people set and read them."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from factories import join, make_account, make_brand, make_planned_video, make_posted_video, make_user

from analytics.goals.editing import remove_goal, repeat_goals, set_goal
from analytics.goals.pace import Standing
from analytics.goals.page import goals_page, month_lines
from analytics.models import ChannelCut, FactGrain, Goal, SpanSum
from planner.models import SettingChange
from planner.refusals import NotOfBrand, Refused
from tkcommerce.brands.models import Role

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 16)
Measure = Goal.Measure


@pytest.fixture
def brand():
    return make_brand("shizuku", time_zone="Asia/Tokyo")


@pytest.fixture
def owner(brand):
    user = make_user("ken@example.com")
    join(user, brand, Role.OWNER)
    return user


def sell(brand, day, gross, *, channel="own_ec", currency="JPY", **fields):
    values = {
        "orders": 1, "cancelled_orders": 0, "sku_orders": 1, "items": 1, "first_orders": 0, "repeat_orders": 0, "gross": gross,
        "platform_discount": 0, "refunded": 0, "cancelled_gross": 0, "net": gross, "samples": 0, "as_of": TODAY,
    }  # fmt: skip
    return ChannelCut.objects.create(
        brand=brand, day=day, channel=channel, shop="shopify", currency=currency, gmv_kind="direct", **values | fields
    )


def aim(brand, by, measure, target, *, month=date(2026, 11, 1), **fields):
    return set_goal(goal=Goal(brand=brand, month=month, measure=measure, target=target, **fields), brand=brand, by=by)


def lines_of(brand):
    return {line.name: line for line in month_lines(brand, today=TODAY)}


def test_gmv_counts_one_channel_and_currency_with_what_the_platform_paid(brand, owner):
    sell(brand, date(2026, 11, 2), 1000, platform_discount=200)
    sell(brand, date(2026, 11, 3), 5000, channel="tiktok_shop")
    sell(brand, date(2026, 11, 3), 30, currency="USD")
    sell(brand, date(2026, 10, 31), 700)
    aim(brand, owner, Measure.GMV, 10_000, channel="own_ec", currency="JPY")
    [line] = lines_of(brand).values()
    assert (line.name, line.so_far_text, line.standing) == ("GMV · Own EC (JPY)", "¥1,200", Standing.UNKNOWN)
    assert (line.days_left, line.needed_text) == (28, "¥2,200")


def test_posts_count_what_is_out_and_say_what_is_planned(brand, owner):
    account = make_account(brand)
    for n, day in enumerate([date(2026, 11, 1), date(2026, 11, 10), date(2026, 10, 31)]):
        make_posted_video(account, day, external_id=f"7{n}")
    for day in (date(2026, 11, 16), date(2026, 11, 30), date(2026, 12, 1)):
        make_planned_video(brand, day)
    aim(brand, owner, Measure.POSTS, 9)
    [line] = lines_of(brand).values()
    assert (line.so_far_text, line.planned, line.needed_text) == ("2", 2, "4")


def test_new_customers_are_first_orders_of_all_channels_or_of_one(brand, owner):
    sell(brand, date(2026, 11, 2), 1, first_orders=3)
    sell(brand, date(2026, 11, 2), 1, first_orders=2, channel="tiktok_shop", currency="USD")
    aim(brand, owner, Measure.NEW_CUSTOMERS, 10)
    aim(brand, owner, Measure.NEW_CUSTOMERS, 10, channel="tiktok_shop")
    assert {name: line.so_far_text for name, line in lines_of(brand).items()} == {
        "New customers": "5", "New customers · TikTok Shop": "2",
    }  # fmt: skip


def test_an_export_made_later_than_its_last_order_does_not_make_zeros_of_the_days_between(brand, owner):
    for n in range(200):
        sell(brand, date(2026, 11, 5) - timedelta(days=n), 100, first_orders=1)
    sell(brand, date(2026, 3, 30), 100, channel="marketplace")  # stopped long ago
    aim(brand, owner, Measure.GMV, 3000, channel="own_ec", currency="JPY")
    aim(brand, owner, Measure.NEW_CUSTOMERS, 30)
    lines = lines_of(brand)
    assert [(line.days_left, line.end_text) for line in lines.values()] == [(25, "¥3,000"), (25, "30")]


def span(brand, first, days, clicks, views, **fields):
    return SpanSum.objects.create(
        brand=brand, grain=FactGrain.VIDEO, first_day=first, end_day=first + timedelta(days=days), product_clicks=clicks,
        views=views, is_tiktok=True, facts=1, as_of=TODAY, **fields,
    )  # fmt: skip


def test_the_ctr_is_a_ratio_of_sums_and_never_adds_two_ways_of_counting(brand, owner):
    for n in range(60):
        span(brand, date(2026, 9, 17) + timedelta(days=n), 1, 2, 100)
    span(brand, date(2026, 11, 1), 7, 999, 1000, gmv_kind="affiliate")
    aim(brand, owner, Measure.CTR, Decimal("0.03"))
    [line] = lines_of(brand).values()
    assert (line.so_far_text, line.top, line.bottom) == ("2.00%", 30, 1500)
    assert line.pace.rest == 1500
    assert line.needed_text == "4.00%"


def test_a_ctr_told_by_the_week_is_forecast_as_if_its_days_were_even(brand, owner):
    for n in range(11):
        span(brand, date(2026, 8, 30) + timedelta(days=7 * n), 7, 14, 700)
    aim(brand, owner, Measure.CTR, Decimal("0.03"))
    [line] = lines_of(brand).values()
    assert (line.so_far_text, line.top, line.bottom, line.days_left) == ("2.00%", 28, 1400, 16)
    assert line.sums == "28 ÷ 1,400"
    assert (line.end_text, line.range_text, line.standing) == ("2.00%", "2.00% to 2.00%", Standing.BEHIND)
    assert line.needed_text == "3.88%"
    assert line.note == "The file counts 7 days together: they are taken as even."


@pytest.mark.parametrize("spans", [[(date(2026, 11, 1), 14)], [(date(2026, 11, 1), 7), (date(2026, 11, 9), 7)]])
def test_a_ctr_of_long_spans_or_with_gaps_is_shown_without_a_forecast_and_says_why(brand, owner, spans):
    for first, days in spans:
        span(brand, first, days, 20, 1000)
    aim(brand, owner, Measure.CTR, Decimal("0.03"))
    [line] = lines_of(brand).values()
    assert (line.so_far_text, line.end_text, line.standing) == ("2.00%", "—", Standing.UNKNOWN)
    assert line.note == "No forecast: it needs lists of videos of a week or a day each, without a gap."


def test_a_measure_that_nobody_tells_is_unknown_and_not_zero(brand, owner):
    aim(brand, owner, Measure.GMV, 10, channel="own_ec", currency="JPY")
    [line] = lines_of(brand).values()
    assert (line.so_far_text, line.standing, line.needed_text) == ("—", Standing.UNKNOWN, "—")


def test_a_brand_that_sells_evenly_knows_whether_it_gets_there(brand, owner):
    for n in range(200):
        sell(brand, TODAY - timedelta(days=n + 1), 100)
    aim(brand, owner, Measure.GMV, 2900, channel="own_ec", currency="JPY")
    assert lines_of(brand)["GMV · Own EC (JPY)"].standing == Standing.ON_COURSE
    aim(brand, owner, Measure.GMV, 3100, channel="own_ec", currency="JPY")
    page = goals_page(brand, {}, today=TODAY)
    assert [line.standing for line in page.lines] == [Standing.BEHIND]
    assert page.lines[0].end_text == "¥3,000"
    assert "it needs ¥747 a week, the usual is ¥700" in page.answer


def test_a_second_goal_of_the_same_kind_changes_the_first_and_says_so_in_the_history(brand, owner):
    first = aim(brand, owner, Measure.POSTS, 10)
    assert aim(brand, owner, Measure.POSTS, 12) == first
    assert brand.goals.get().target == 12
    page = goals_page(brand, {}, today=TODAY)
    assert [(entry.verb, [(line.before, line.after) for line in entry.lines]) for entry in page.history] == [
        ("changed", [("10", "12")]), ("added", []),
    ]  # fmt: skip


def test_a_removed_goal_leaves_its_removal_behind(brand, owner):
    goal = aim(brand, owner, Measure.POSTS, 10)
    remove_goal(goal=goal, by=owner)
    assert list(brand.settingchanges.values_list("kind", "verb")) == [("target", "removed"), ("target", "added")]
    with pytest.raises(Refused):
        remove_goal(goal=goal, by=owner)


def test_goals_of_the_month_before_are_taken_over_where_they_are_missing(brand, owner):
    aim(brand, owner, Measure.POSTS, 10, month=date(2026, 10, 1))
    aim(brand, owner, Measure.GMV, 900, month=date(2026, 10, 1), channel="own_ec", currency="JPY")
    aim(brand, owner, Measure.POSTS, 20)
    [change] = repeat_goals(brand=brand, month=date(2026, 11, 1), by=owner)
    assert change.row == brand.goals.get(month="2026-11-01", measure="gmv").pk
    assert set(brand.goals.filter(month="2026-11-01").values_list("measure", "target")) == {("posts", 20), ("gmv", 900)}
    with pytest.raises(Refused):
        repeat_goals(brand=brand, month=date(2026, 11, 1), by=owner)


@pytest.mark.parametrize(
    ("measure", "fields"),
    [("gmv", {}), ("gmv", {"currency": "JPY"}), ("posts", {"currency": "JPY"}), ("ctr", {"channel": "own_ec"})],
)
def test_a_goal_that_says_too_much_or_too_little_is_refused(brand, owner, measure, fields):
    with pytest.raises(Refused):
        aim(brand, owner, measure, 1, **fields)
    assert not SettingChange.objects.exists()


def test_a_goal_belongs_to_its_brand(brand, owner):
    other = make_brand("other")
    with pytest.raises(NotOfBrand):
        set_goal(goal=Goal(brand=other, month=date(2026, 11, 1), measure="posts", target=1), brand=brand, by=owner)


@time_machine.travel("2026-11-16T03:00Z", tick=False)
def test_a_manager_sets_a_goal_on_the_page_in_per_cent_and_full_width(client, brand, owner):
    client.force_login(owner)
    answer = client.post(
        reverse("analytics:goal-set", args=["shizuku"]) + "?month=2026-12", {"measure": "ctr", "target": "２.５"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/b/shizuku/goals/?month=2026-12")
    assert list(brand.goals.values_list("month", "target")) == [(date(2026, 12, 1), Decimal("0.0250"))]


@time_machine.travel("2026-11-16T03:00Z", tick=False)
@pytest.mark.parametrize(("typed", "kept"), [("1,210,000", 1_210_000), ("１，２１０，０００", 1_210_000), ("1,21", None)])
def test_a_target_may_be_copied_with_its_commas(client, brand, owner, typed, kept):
    client.force_login(owner)
    data = {"measure": "gmv", "channel": "own_ec", "target": typed}
    answer = client.post(reverse("analytics:goal-set", args=["shizuku"]), data)
    assert answer.status_code == (302 if kept else 422)
    assert list(brand.goals.values_list("target", flat=True)) == ([kept] if kept else [])


@time_machine.travel("2026-11-16T03:00Z", tick=False)
@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"measure": "gmv", "target": "100"}, "GMV is counted apart by channel: choose one."),
        ({"measure": "posts", "target": "1.5"}, "Posts and customers are whole numbers."),
        ({"measure": "posts", "target": "0"}, "A target is more than nothing."),
        ({"measure": "ctr", "target": "101"}, "A rate is at most 100%."),
    ],
)
def test_a_wrong_goal_is_explained(client, brand, owner, data, said):
    client.force_login(owner)
    answer = client.post(reverse("analytics:goal-set", args=["shizuku"]), data)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not brand.goals.exists()


@time_machine.travel("2026-11-16T03:00Z", tick=False)
def test_viewers_look_and_only_managers_set(client, brand, owner):
    goal = aim(brand, owner, Measure.POSTS, 10)
    aim(make_brand("other"), owner, Measure.POSTS, 77)
    viewer = make_user("vi@example.com")
    join(viewer, brand, Role.EDITOR)
    client.force_login(viewer)
    page = client.get(reverse("analytics:goals", args=["shizuku"]))
    assert page.status_code == 200
    assert "Set a goal" not in page.content.decode()
    assert ">77<" not in page.content.decode()
    for name, args in (("goal-set", []), ("goal-repeat", []), ("goal-remove", [goal.pk])):
        assert client.post(reverse(f"analytics:{name}", args=["shizuku", *args])).status_code == 403


@time_machine.travel("2026-11-16T03:00Z", tick=False)
@pytest.mark.parametrize("channels", [["own_ec"], ["own_ec", "tiktok_shop", "marketplace"]])
def test_the_page_asks_the_same_questions_whatever_it_shows(client, brand, owner, channels, django_assert_num_queries):
    for channel in channels:
        sell(brand, date(2026, 11, 2), 1000, channel=channel)
        aim(brand, owner, Measure.GMV, 10_000, channel=channel, currency="JPY")
    client.force_login(owner)
    client.get(reverse("analytics:goals", args=["shizuku"]))
    with django_assert_num_queries(11):
        client.get(reverse("analytics:goals", args=["shizuku"]))


@time_machine.travel("2026-11-16T03:00Z", tick=False)
def test_the_table_goes_out_as_csv(client, brand, owner):
    sell(brand, date(2026, 11, 2), 1000)
    aim(brand, owner, Measure.GMV, 10_000, channel="own_ec", currency="JPY")
    client.force_login(owner)
    rows = client.get(reverse("analytics:goals", args=["shizuku"]) + "?format=csv").content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith("GMV · Own EC (JPY),10000")
    chart = client.get(reverse("analytics:goals", args=["shizuku"]) + f"?format=csv&chart=goal-{brand.goals.get().pk}")
    assert chart.content.decode("utf-8-sig").splitlines()[2] == "2026-11-02,1000.0,1000.0"


@time_machine.travel("2026-11-16T03:00Z", tick=False)
def test_home_has_a_line_for_each_goal_and_nothing_without_one(client, brand, owner):
    client.force_login(owner)
    assert client.get(reverse("analytics:goals-home", args=["shizuku"])).content.decode().strip() == ""
    aim(brand, owner, Measure.POSTS, 10)
    assert "Goals of the month" in client.get(reverse("analytics:goals-home", args=["shizuku"])).content.decode()
