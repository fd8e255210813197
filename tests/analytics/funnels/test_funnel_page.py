"""The page of funnels: its sentence, its cuts, its files, and a constant number of queries."""

import io
import zipfile
from datetime import timedelta

import pytest
from factories import make_account, make_import, make_period, make_posted_video, make_table
from funnels_made import LAST, WEEK, WEEKS, add_account_days, add_cut, add_orders_file, add_weeks
from pytest_django.asserts import assertNumQueries

from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild

pytestmark = pytest.mark.django_db
PAGE = "/b/ours/funnel/"
ASKED = {"from": WEEK.start.isoformat(), "to": WEEK.last.isoformat()}
QUERIES = 18  # session, person, membership, brands; newest day; accounts, products, campaigns; six of funnels, four of videos

QUERIES_OF_A_VIDEO = 20  # session, person, membership, the video; newest day, its first, accounts; six of each funnel; estimate


def test_a_brand_without_files_is_told_what_to_do(as_ben, ours):
    assert "Nothing has been imported yet" in as_ben.get(PAGE).content.decode()


def test_the_page_opens_with_the_weakest_step(as_ben, ours):
    add_weeks(ours, {"add_to_carts": 300, "orders": 150})
    page = as_ben.get(PAGE, ASKED).content.decode()
    assert "The weakest step is “Product clicks → Added to cart” (In the app): 15.0%, usually 20.0%." in page
    assert "At that rate there would have been about 50 more orders." in page
    assert "300 ÷ 2,000 = 15.0%" in page
    assert page.count("unknown: no file tells it") == 2  # delivered, repeat


def test_a_funnel_without_anything_to_compare_is_not_called_as_usual(as_ben, ours):
    add_orders_file(ours)
    add_cut(ours, LAST)
    page = as_ben.get(PAGE, ASKED).content.decode()
    assert "there is no rate yet that could be compared with earlier ones." in page
    assert "below its usual rate" not in page


def test_the_files_behind_a_number_are_named(as_ben, ours):
    add_weeks(ours)
    add_orders_file(ours)
    assert "period-2026-11-22" in as_ben.get(f"{PAGE}sources/shop/").content.decode()
    assert "All order.csv" in as_ben.get(f"{PAGE}sources/tiktok_orders/").content.decode()
    assert as_ben.get(f"{PAGE}sources/moon/").status_code == 404


def test_a_video_is_listed_with_its_own_rates_and_sales(as_ben, ours):
    add_orders_file(ours)
    video = make_posted_video(make_account(ours, "one"), LAST, external_id="71", caption="=米ぬか")
    add_weeks(ours, grain="video", content_id="71", account=video.account)
    add_cut(ours, LAST, orders=8, video=video, account=video.account)
    rows = as_ben.get(PAGE, ASKED | {"format": "csv", "chart": "videos"}).content.decode().splitlines()
    assert rows[1].split(",")[0] == "'=米ぬか"
    assert rows[1].split(",")[3:] == ["40000", "2000", "0.05", "400", "0.2", "0.5", "8", "8000.000", "JPY", "200.000"]


def test_what_the_platform_tells_of_a_video_goes_before_what_is_tied_to_it(as_ben, ours):
    video = make_posted_video(make_account(ours, "one"), LAST, external_id="71")
    add_weeks(ours, {"gmv": 90_000}, grain="video", content_id="71", account=video.account)
    add_cut(ours, LAST, orders=8, video=video, account=video.account)
    rows = as_ben.get(PAGE, ASKED | {"format": "csv", "chart": "videos"}).content.decode().splitlines()
    assert rows[1].split(",")[-4:] == ["200", "90000.000", "JPY", "2250.000"]


def test_days_that_no_file_of_the_shop_tells_lead_to_those_that_one_tells(as_ben, ours, theirs):
    add_orders_file(ours)
    add_weeks(theirs)
    asked = {"from": "2026-11-17", "to": "2026-11-21", "surface": "video"}
    said = "which the newest file covers"
    assert said not in as_ben.get(PAGE, asked).content.decode()
    add_weeks(ours)
    page = as_ben.get(PAGE, asked).content.decode()
    assert said in page
    assert "?from=2026-11-16&amp;to=2026-11-22&amp;surface=video" in page
    for cut in ({}, {"surface": "live"}, {"creator": "nobody"}):
        assert said not in as_ben.get(PAGE, ASKED | cut).content.decode()


def test_where_days_are_told_four_weeks_are_offered(as_ben, ours):
    table = make_table(make_import(ours), kind="period", as_of=LAST)
    make_period(table, LAST, 1, grain="shop", gmv_kind="direct", currency="JPY", views=5)
    rebuild(ours, Grain.FACTS, [LAST])
    page = as_ben.get(PAGE, {"from": "2026-11-01", "to": "2026-11-02"}).content.decode()
    assert "?from=2026-10-26&amp;to=2026-11-22" in page


def test_both_funnels_as_files(as_ben, ours):
    add_orders_file(ours)
    add_weeks(ours)
    rows = as_ben.get(PAGE, ASKED | {"format": "csv"}).content.decode().splitlines()
    assert rows[1].startswith("In the app,Impressions,90000,90000,")
    assert len(rows) == 1 + 8 + 8
    book = as_ben.get(PAGE, ASKED | {"format": "xlsx"})
    assert zipfile.ZipFile(io.BytesIO(book.content)).testzip() is None
    assert [as_ben.get(PAGE, ASKED | more).status_code for more in ({"format": "doc"}, {"format": "csv", "chart": "x"})] == [
        404
    ] * 2


@pytest.mark.parametrize("videos", [1, 3])
def test_the_number_of_queries_is_constant(as_ben, ours, videos):
    add_orders_file(ours)
    account = add_account_days(ours)
    for number in range(videos):
        video = make_posted_video(account, LAST, external_id=str(number))
        add_weeks(ours, grain="video", content_id=str(number), account=account, scale=number + 1)
        add_cut(ours, LAST, video=video, account=account)
    with assertNumQueries(QUERIES):
        assert as_ben.get(PAGE, ASKED).status_code == 200


@pytest.mark.parametrize("asked", [{"surface": "live"}, {"who": "paid"}, {"creator": "mika"}, {"days": "x"}, {"video": "0"}])
def test_no_cut_is_an_error(as_ben, ours, asked):
    add_orders_file(ours)
    add_weeks(ours)
    assert as_ben.get(PAGE, asked).status_code == 200


def test_the_page_of_a_video_brings_its_own_funnel(as_ben, ours):
    add_orders_file(ours)
    video = make_posted_video(make_account(ours, "one"), LAST, external_id="71")
    add_cut(ours, LAST, orders=8, video=video, account=video.account)
    address = f"{PAGE}video/{video.pk}/"
    with assertNumQueries(QUERIES_OF_A_VIDEO):
        page = as_ben.get(address).content.decode()
    assert '<th scope="row">Orders</th><td class="num">8</td>' in page
    assert address in as_ben.get(f"/b/ours/videos/{video.pk}/").content.decode()


def test_a_videos_funnel_is_of_its_own_life_beside_all_videos_of_its_account(as_ben, ours):
    add_orders_file(ours)
    account = make_account(ours, "one")
    old = make_posted_video(account, WEEKS[9].start + timedelta(days=2), external_id="71")
    add_weeks(ours, {"product_clicks": 4_000}, grain="video", content_id="71", account=account, weeks=10)
    other = make_posted_video(account, WEEKS[2].start, external_id="72")
    add_weeks(ours, grain="video", content_id="72", account=account, weeks=3, scale=2)
    page = as_ben.get(f"{PAGE}video/{old.pk}/").content.decode()
    assert "Since it was posted: Mon 14 Sep – Sun 22 Nov</p>" in page  # from the week that first told of it
    assert '<th scope="row">Views</th><td class="num">400,000</td>' in page
    assert '<td class="num">22,000</td><td class="num">11.0%</td><td class="num">10.6%</td>' in page
    older = make_posted_video(account, WEEKS[12].start, external_id="73")
    add_weeks(ours, grain="video", content_id="73", account=account, weeks=2, scale=3)
    assert "the shop's files tell 70 of 91 days" in as_ben.get(f"{PAGE}video/{older.pk}/").content.decode()
    assert '<th scope="row">Views</th><td class="num">240,000</td>' in as_ben.get(f"{PAGE}video/{other.pk}/").content.decode()


def test_lives_stand_on_their_own_page_and_not_among_videos(as_ben, ours):
    live = make_posted_video(make_account(ours, "one"), LAST, external_id="81", caption="夜のLIVE", kind="live")
    add_weeks(ours, {"gmv": 9_000}, grain="live", content_id="81", account=live.account)
    add_cut(ours, LAST, orders=8, video=live, account=live.account, surface="live")
    page = as_ben.get(PAGE, ASKED).content.decode()
    assert ("夜のLIVE" in page, "/b/ours/lives/?from=2026-11-16" in page) == (False, False)
    assert "/b/ours/lives/?from=2026-11-16&amp;to=2026-11-22" in as_ben.get(PAGE, ASKED | {"surface": "live"}).content.decode()
