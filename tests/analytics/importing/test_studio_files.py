from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pandas
import pytest

from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnreadableFile
from analytics.importing.tables import Hints, SourceFile

DATA = Path("tests/data/tiktok_studio")
TODAY = Hints(today=date(2026, 5, 20), zone="Asia/Tokyo")
ZIP = "Overview_2025-11-30_1772323200_shizuku_garden.zip"  # ends 2026-03-01 00:00 UTC
SEVEN = (
    ("Overview", "tiktok_studio.overview", 90),
    ("Viewers", "tiktok_studio.viewers", 90),
    ("FollowerHistory", "tiktok_studio.follower_history", 90),
    ("FollowerActivity", "tiktok_studio.follower_activity", 168),
    ("FollowerGender", "tiktok_studio.follower_gender", 3),
    ("FollowerTopTerritories", "tiktok_studio.follower_territories", 3),
    ("Content", "tiktok_studio.content", 4),
)


def parsed(name, hints=TODAY, **more):
    return parse_tables(SourceFile(name=name, content=(DATA / name).read_bytes(), **more), hints)[0]


def of_text(text, hints=TODAY, name="table.csv", **more):
    return parse_tables(SourceFile(name=name, content=text.encode(), **more), hints)[0]


def messages(table, level="error"):
    return [(problem.row, problem.column, problem.value) for problem in table.problems if problem.level == level]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(("name", "profile", "rows"), SEVEN)
def test_each_of_the_seven_files_is_read_whole(language, name, profile, rows):
    table = parsed(f"{language}_{name}.csv")

    assert (table.recognised.profile, table.rows_read, len(table.frame)) == (profile, rows, rows)
    assert table.problems == []
    assert not table.frame.duplicated().any()


def test_overview_gets_its_years_and_keeps_a_deleted_comment():
    table = parsed("ja_Overview.csv")

    assert list(table.frame["day"]) == [day.date() for day in pandas.date_range("2025-11-30", "2026-02-27")]
    assert table.frame["comments"].min() == -1
    assert table.frame["viewers"].isna().all()
    assert ("The dates are written in: %(languages)s.", {"languages": "日本語 / 中文"}) in table.recognised.evidence


def test_the_newest_row_is_the_day_of_the_export_where_nothing_else_tells():
    assert parsed("en_Overview.csv").as_of == date(2026, 2, 27)


def test_the_name_of_the_zip_tells_day_and_handle_years_later():
    table = parsed("en_Overview.csv", Hints(today=date(2028, 6, 1)), archive=ZIP, modified=date(2027, 1, 1))

    assert (table.as_of, table.handle) == (date(2026, 2, 28), "shizuku_garden")
    assert table.frame["day"].iloc[-1] == date(2026, 2, 27)


def test_the_column_time_is_nearer_to_the_rows_than_the_name_of_the_zip():
    text = "Time,Video link,Post time,Total views\nFebruary 14,https://www.tiktok.com/@a/video/7000000000000000001,May 3,5\n"
    table = of_text(text, archive=ZIP)

    assert (table.as_of, list(table.frame["posted_day"])) == (date(2026, 2, 14), [date(2025, 5, 3)])


def test_the_time_stamp_of_the_zip_tells_the_day():
    table = parsed("en_Overview.csv", Hints(today=date(2028, 6, 1)), archive="a.zip", modified=date(2027, 1, 5))

    assert (table.as_of, table.frame["day"].iloc[-1]) == (date(2027, 1, 5), date(2026, 2, 27))


def test_a_day_given_by_a_person_wins():
    table = parsed("en_Overview.csv", Hints(today=date(2028, 6, 1), as_of=date(2025, 3, 3)), archive=ZIP)

    assert (table.as_of, table.frame["day"].iloc[-1]) == (date(2025, 3, 3), date(2025, 2, 27))


def test_a_zip_name_of_the_future_is_not_believed():
    assert parsed("en_Overview.csv", Hints(today=date(2026, 2, 20)), archive=ZIP).as_of == date(2025, 2, 27)


def test_undefined_viewers_and_followers_are_null_with_their_parts():
    viewers, followers = parsed("ja_Viewers.csv").frame, parsed("ja_FollowerHistory.csv").frame

    assert viewers.loc[:4, ["viewers", "new_viewers", "returning_viewers"]].isna().all(axis=None)
    assert viewers.loc[5:, ["viewers", "new_viewers", "returning_viewers"]].notna().all(axis=None)
    assert followers.loc[:4, ["followers", "net_followers"]].isna().all(axis=None)


def test_activity_has_24_hours_a_day():
    frame = parsed("ja_FollowerActivity.csv").frame

    assert sorted(frame["hour"].unique()) == list(range(24))
    assert (frame["day"].min(), frame["day"].max()) == (date(2026, 2, 21), date(2026, 2, 27))


def test_shares_are_exact():
    frame = parsed("ja_FollowerTopTerritories.csv").frame

    assert list(frame["bucket"]) == ["JP", "TW", "Others"]
    assert list(frame["share"]) == [Decimal("0.883"), Decimal("0.041"), Decimal("0.076")]
    assert set(frame["dimension"]) == {"territory"}


def test_content_dates_its_posts_and_keeps_captions_as_text():
    table = parsed("ja_Content.csv")
    frame = table.frame

    assert (table.as_of, table.handle) == (date(2026, 2, 28), "shizuku_garden")
    days = [date(2025, 12, 24), date(2026, 1, 15), date(2026, 2, 10), date(2025, 6, 3)]
    assert list(frame["posted_day"]) == days
    assert list(frame["kind"]) == ["video", "photo", "video", "video"]
    assert frame["caption"][0] == '冬の乾燥に、\nしずくのひと塗り "保湿" #スキンケア'
    assert frame["caption"][2] == "=cmd|'/c calc'!A1 と打つとどうなる？"
    assert frame["posted_at"].isna().all()


def test_the_extended_content_export():
    frame = parsed("ja_Content_extended.csv").frame

    assert list(frame["posted_at"]) == [
        datetime(2025, 9, 26, 11, 15, tzinfo=UTC),
        datetime(2025, 10, 1, 22, 5, tzinfo=UTC),
    ]
    assert list(frame["posted_day"]) == [date(2025, 9, 26), date(2025, 10, 2)]
    assert list(frame["views"]) == [46_000, 5_120]
    assert list(frame["is_rounded"]) == [True, False]
    assert list(frame["play_seconds"]) == [59_181, 65]
    assert list(frame["average_watch_seconds"]) == [Decimal(12), Decimal(41)]
    assert list(frame["full_watch_rate"]) == [Decimal("0.38"), Decimal("0.125")]
    assert list(frame["saves"].isna()) == [False, True]


def test_a_header_alone_is_no_data_and_no_error():
    table = parsed("header_only_FollowerGender.csv")

    assert (table.rows_read, len(table.frame), table.problems) == (0, 0, [])
    assert list(table.frame.columns) == ["row", "dimension", "bucket", "share"]


def test_a_sheet_kept_by_hand_in_cp932():
    table = parsed("tesage_cp932.csv")

    assert (table.recognised.encoding, table.recognised.header_row, table.rows_read) == ("cp932", 3, 4)
    assert list(table.frame["video_views"]) == [46_000, 980]
    assert list(table.frame["likes"]) == [1_234, 40]
    assert messages(table) == [(6, "日付", "2026/02/30"), (7, "動画の視聴数", "約千")]


def test_a_post_on_the_day_of_the_export_is_noted_when_the_id_does_not_tell():
    text = (
        "Time,Video link,Post time,Total views\n"
        "March 2,https://www.tiktok.com/@a/video/7000000000000000001,March 2,5\n"
        f"March 2,https://www.tiktok.com/@a/video/{(1772409600 << 32) + 1},March 2,5\n"
    )
    table = of_text(text)

    assert list(table.frame["posted_day"]) == [date(2026, 3, 2), date(2026, 3, 2)]
    assert messages(table, "note") == [(2, "Post time", "March 2")]


def test_the_id_tells_the_year_of_an_old_post():
    old = f"https://www.tiktok.com/@a/video/{(1709251200 << 32) + 1}"  # 2024-03-01
    table = of_text(f"Time,Video link,Post time,Total views\nMarch 9,{old},March 2,5\n")

    assert list(table.frame["posted_day"]) == [date(2024, 3, 2)]


def test_damaged_ids_are_explained():
    table = of_text("Video link,Total views\n7.506832745952218e+18,5\n7506832745952210000,6\n7506832745952218123,7\n")

    assert messages(table) == [(2, "Video link", "7.506832745952218e+18"), (3, "Video link", "7506832745952210000")]
    assert list(table.frame["external_id"]) == ["7506832745952218123"]


def test_repeated_days_count_once():
    table = of_text("Date,Video Views\nMay 1,5\nMay 1,6\nMay 2,7\n")

    assert list(table.frame["video_views"]) == [5, 7]
    assert messages(table) == [(3, "Date", "May 1")]


def test_a_gap_without_evidence_is_noted():
    table = of_text("Date,Video Views\nJanuary 9,5\nJanuary 10,6\nFebruary 14,7\nFebruary 15,7\n")

    assert messages(table, "note") == [(4, "Date", "February 14")]


def test_mixed_scales_of_a_rate_are_refused():
    with pytest.raises(UnreadableFile, match="mixes scales: “38%” and “0.4”"):
        of_text("Gender,Distribution\nFemale,38%\nMale,0.4\n")


def test_unknown_and_moved_columns_are_accepted():
    table = of_text("likes ,メモ,ＶＩＤＥＯ views,DATE\n3,x,5,2026-05-01\n")

    assert table.frame[["day", "video_views", "likes"]].values.tolist() == [[date(2026, 5, 1), 5, 3]]


def test_days_to_come_are_left_out():
    table = of_text("Date,Video Views\n2026-05-20,5\n2026-06-20,6\n")

    assert messages(table) == [(3, "Date", "2026-06-20")]


def test_a_caption_that_ends_on_a_line_of_its_own_does_not_hide_the_delimiter():
    link = "https://www.tiktok.com/@a/video/7000000000000000001"
    table = of_text(f'"Video link","Total views","Video title"\n"{link}","5","one\n"\n')

    assert list(table.frame["caption"]) == ["one"]
