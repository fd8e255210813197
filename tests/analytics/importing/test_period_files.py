"""Exports of sums over days, as Seller Center, GMV Max, Ads Manager and Business Suite write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

from analytics.importing.choices import ChoiceNeeded
from analytics.importing.parse import parse_tables
from analytics.importing.profiles import PROFILES
from analytics.importing.tables import Hints, SourceFile

DATA = Path(__file__).parents[2] / "data"
TODAY = Hints(today=date(2026, 11, 22), zone="Asia/Tokyo", currency="JPY", market="JP")


def parsed(name, hints=TODAY):
    path = DATA / name
    [table] = parse_tables(SourceFile(path.name, path.read_bytes()), hints)
    return table


def told(table, number=0):
    """What one fact tells, nulls and empty texts left out."""
    row = table.frame.iloc[number].drop("row").to_dict()
    return {name: value for name, value in row.items() if not pandas.isna(value) and value != ""}


def test_a_video_tells_its_own_sales_and_those_attributed_to_it():
    table = parsed("seller_center/en_Video_Performance_List.csv")

    assert (table.recognised.profile, table.kind, table.rows_read, len(table.frame)) == ("tiktok_shop.videos", "period", 5, 4)
    assert told(table) == {
        "first_day": date(2026, 5, 1),
        "end_day": date(2026, 6, 1),
        "grain": "video",
        "content_id": "7500000000000000011",
        "gmv_kind": "direct",
        "surface": "video",
        "creator": "shizuku.niwa",
        "currency": "JPY",
        "gmv": Decimal(10800),
        "title": "朝の保湿 3 ステップ\n#スキンケア",
        "views": 12345,
        "likes": 210,
        "comments": 14,
        "shares": 9,
        "new_followers": 31,
        "product_impressions": 10050,
        "product_clicks": 402,
        "sku_orders": 6,
        "completion_rate": Decimal("0.125"),
        "started_at": datetime(2026, 5, 3, 11, 15, 9, tzinfo=UTC),
    }
    attributed = table.frame[table.frame["gmv_kind"] == "affiliate"]
    assert (list(attributed["gmv"]), attributed["views"].isna().all()) == ([Decimal(21600), Decimal(0)], True)


def test_totals_are_told_in_one_note_and_damaged_ids_are_refused():
    problems = parsed("seller_center/en_Video_Performance_List.csv").problems

    assert [(problem.row, problem.column, problem.level) for problem in problems] == [
        (8, "Video ID", "error"),
        (9, "Video ID", "note"),
    ]


def test_spanish_headers_and_the_currency_in_them():
    table = parsed("seller_center/es_Video_Performance_List.csv")

    assert table.recognised.profile == "tiktok_shop.videos"
    assert (told(table)["currency"], told(table)["gmv"], told(table)["first_day"]) == (
        "MXN",
        Decimal("1250.50"),
        date(2026, 4, 1),
    )


def test_a_live_counts_on_the_day_it_began_and_goes_by_its_start():
    table = parsed("seller_center/en_Creator-Live-Performance.csv")

    live, ads = told(table), told(table, 2)
    assert (live["grain"], live["content_id"], live["gmv_kind"], live["gmv"]) == (
        "live",
        "20260522T0600Z",
        "affiliate",
        Decimal(48000),
    )
    assert (live["first_day"], live["end_day"], live["seconds"], live["views"], live["impressions"]) == (
        date(2026, 5, 22),
        date(2026, 5, 23),
        4206,
        558,
        4985,
    )
    assert (ads["content_id"], ads["gmv_kind"], ads["cost"], ads["gmv"]) == (
        "20260522T0600Z",
        "shop_ads",
        Decimal(3000),
        Decimal(9600),
    )
    assert table.as_of == date(2026, 6, 3)  # the text above the table tells until when it counts


def test_a_live_with_a_room_id_goes_by_it():
    live = told(parsed("seller_center/en_Creator-Live-Performance_rooms.csv"))

    assert (live["content_id"], live["seconds"], live["gmv"], live["watch_seconds"]) == (
        "7600000000000000031",
        9420,
        Decimal(41300),
        Decimal("31.98"),
    )


def test_days_below_a_summary():
    table = parsed("seller_center/id_Key_metrics.csv")

    assert (table.recognised.profile, table.recognised.header_row, len(table.frame)) == ("tiktok_shop.shop_days", 7, 2)
    assert list(table.frame["first_day"]) == [date(2026, 7, 1), date(2026, 7, 2)]
    assert (list(table.frame["gmv"]), list(table.frame["viewers"])) == ([Decimal(10000), Decimal(20000)], [100, 200])


def test_of_repeated_groups_the_first_is_the_whole():
    table = parsed("seller_center/en_product_list_groups.csv")

    assert (list(table.frame["gmv"]), list(table.frame["items"])) == ([Decimal(54000), Decimal(9800)], [25, 2])
    assert (told(table)["product_id"], told(table)["title"], told(table)["first_day"]) == (
        "1730000000000000101",
        "しずくソープ",
        date(2026, 5, 1),
    )


def test_days_that_nothing_tells_are_asked_for():
    with pytest.raises(ChoiceNeeded) as asked:
        parsed("seller_center/en_product_list.csv")

    assert (asked.value.key, len(asked.value.options)) == ("span", 5)
    assert next(iter(asked.value.options)) == "2026-11-21/2026-11-21"


def test_a_bare_dollar_is_asked_for_unless_the_brand_has_dollars():
    answers = {"span": "2026-05-01/2026-05-31"}
    dollars = Hints(today=TODAY.today, zone="America/Mexico_City", currency="MXN", answers=answers)

    with pytest.raises(ChoiceNeeded) as asked:
        parsed("seller_center/en_product_list.csv", Hints(today=TODAY.today, currency="JPY", answers=answers))
    table = parsed("seller_center/en_product_list.csv", dollars)

    assert asked.value.key == "currency"
    assert (told(table)["currency"], told(table)["sku_id"], told(table)["gmv"]) == (
        "MXN",
        "1740000000000000201",
        Decimal("120.50"),
    )


def test_what_a_person_answered_wins():
    answers = {"span": "2026-05-01/2026-05-31", "currency": "USD"}

    table = parsed("seller_center/en_product_list.csv", Hints(today=TODAY.today, currency="JPY", answers=answers))

    assert (told(table)["currency"], told(table)["first_day"], told(table)["end_day"]) == (
        "USD",
        date(2026, 5, 1),
        date(2026, 6, 1),
    )


def test_product_cards_by_day():
    frame = parsed("seller_center/en_Product_Card_Traffic.csv").frame

    assert (list(frame["surface"].unique()), list(frame["views"]), list(frame["product_clicks"])) == (
        ["product_card"],
        [1200, 1300],
        [110, 120],
    )


def test_live_sales_by_day_tell_two_kinds_of_gmv():
    frame = parsed("seller_center/en_Live_Core_Stats.csv").frame

    assert [tuple(row) for row in frame[["first_day", "gmv_kind", "currency", "gmv"]].values] == [
        (date(2026, 7, 15), "direct", "VND", Decimal(900000)),
        (date(2026, 7, 16), "direct", "VND", Decimal(0)),
        (date(2026, 7, 15), "affiliate", "VND", Decimal(1200000)),
        (date(2026, 7, 16), "affiliate", "VND", Decimal(0)),
    ]


def test_gmv_max_creatives_without_the_total_row():
    table = parsed("ads/creative data for product campaigns 2026-07-01 00 ~ 2026-07-07 23.csv")

    video, card = told(table), told(table, 1)
    assert (table.rows_read, len(table.frame), [problem.level for problem in table.problems]) == (2, 2, ["note"])
    assert (video["grain"], video["gmv_kind"], video["surface"], video["content_id"], video["cost"], video["gmv"]) == (
        "ad",
        "gmv_max",
        "video",
        "7500000000000000011",
        Decimal(5000),
        Decimal(20000),
    )
    assert (video["first_day"], video["end_day"]) == (date(2026, 7, 1), date(2026, 7, 8))
    assert (card["surface"], "content_id" in card, "creator" in card) == ("product_card", False, False)


def test_the_dialect_of_one_campaign():
    table = parsed("ads/creative data 20260701 - 20260701.csv")

    assert (table.recognised.profile, told(table)["content_id"], told(table)["product_impressions"]) == (
        "gmv_max.creatives",
        "7500000000000000011",
        8000,
    )


def test_hours_are_added_up_to_their_day():
    table = parsed("ads/Campaign overview data 20260701 - 20260701.csv")

    assert (table.recognised.profile, table.rows_read, len(table.frame)) == ("gmv_max.days", 1, 1)
    assert (told(table)["cost"], told(table)["sku_orders"], told(table)["gmv"]) == (Decimal(600), 3, Decimal(10000))


def test_lives_campaigns_and_products_of_gmv_max():
    live = told(parsed("ads/livestream data for live campaigns 2026-07-01 00 ~ 2026-07-07 23.csv"))
    campaign = told(parsed("ads/Live campaign data 20260701 - 20260707.csv"))
    product = told(parsed("ads/Product data 20260701 - 20260707 - Campaign 1800000000000000401.csv"))

    assert (live["content_id"], live["first_day"], live["gmv"], live["new_followers"]) == (
        "20260701T2300Z",
        date(2026, 7, 2),
        Decimal(25000),
        12,
    )
    assert (campaign["campaign_id"], campaign["views"], campaign["gmv"]) == ("1800000000000000402", 900, Decimal(25000))
    assert (product["campaign_id"], product["product_id"], product["cost"]) == (
        "1800000000000000401",
        "1730000000000000101",
        Decimal(6000),
    )


def test_ads_manager_by_advertisement():
    table = parsed("ads/ads-2026-07-01 to 2026-07-07.csv")

    assert (table.recognised.profile, len(table.frame), [problem.row for problem in table.problems]) == ("tiktok_ads.ads", 2, [4])
    assert (told(table)["gmv_kind"], told(table)["ad_id"], told(table)["clicks"], told(table)["watch_seconds"]) == (
        "shop_ads",
        "1810000000000000501",
        240,
        Decimal("4.52"),
    )
    assert (told(table)["campaign_id"], told(table)["end_day"]) == ("夏の広告", date(2026, 7, 8))


def test_ads_manager_by_campaign_and_day():
    frame = parsed("ads/campaigns by day.csv").frame

    assert [tuple(row) for row in frame[["first_day", "campaign_id", "cost"]].values] == [
        (date(2026, 7, 1), "夏の広告", Decimal(700)),
        (date(2026, 7, 2), "夏の広告", Decimal(1300)),
    ]


def test_business_suite_tells_more_of_a_day_than_studio():
    overview, audience = parsed("business_suite/overview.csv").frame, parsed("business_suite/audience.csv").frame

    columns = ["day", "video_views", "reach", "website_clicks", "net_followers", "new_followers", "lost_followers"]
    assert list(overview.loc[0, columns]) == [date(2026, 5, 10), 1200, 900, 6, 12, 15, 3]
    assert overview.loc[1, columns[1:]].isna().all()  # NAN is not zero
    assert list(audience.loc[0, ["followers", "new_followers", "engaged_audience"]]) == [1012, 15, 140]


def test_business_suites_videos_are_totals_to_date():
    table = parsed("business_suite/video.csv")

    assert (table.kind, list(table.frame["views"]), list(table.frame["saves"])) == ("video", [1200], [9])


@pytest.mark.parametrize("profile", PROFILES, ids=lambda profile: profile.key)
def test_a_header_means_one_column(profile):
    headers = [key for column in profile.columns for key in dict.fromkeys(column.keys)]

    assert sorted(headers) == sorted(set(headers))


def test_profiles_have_keys_of_their_own():
    assert len({profile.key for profile in PROFILES}) == len(PROFILES)
