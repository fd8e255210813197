"""TikTok's "download your data": only posts are read, and a post is the video that went out at its time."""

import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from factories import make_account, make_posted_video
from hypothesis import given, settings, strategies as st
from uploads import bring

from analytics.importing.archive import open_upload
from analytics.importing.parse import parse_tables
from analytics.importing.post_history import is_post_history
from analytics.importing.problems import UnreadableFile
from analytics.importing.tables import Hints, SourceFile
from analytics.models import VideoReading
from tkcommerce.work.models import State

FILE = (Path(__file__).parents[2] / "data/tiktok_data/user_data_tiktok.json").read_bytes()
POSTED = datetime(2026, 2, 28, 14, 50, 3, tzinfo=UTC)
TODAY = Hints(today=date(2026, 3, 10))


def parsed(content):
    return parse_tables(SourceFile("user_data_tiktok.json", content), TODAY)[0]


def posts(*videos, branch=("Post", "Posts")):
    outer, inner = branch
    return json.dumps({"Login": {"a": [1, {"b": None}]}, outer: {inner: {"VideoList": list(videos)}}, "Zeit": 1.5}).encode()


def test_only_the_posts_are_read():
    table = parsed(FILE)

    assert (table.kind, table.rows_read, list(table.frame["likes"])) == ("video", 3, [120, 7])
    assert list(table.frame["posted_at"]) == [POSTED, datetime(2026, 3, 1, 11, tzinfo=UTC)]
    assert [(problem.row, problem.value) for problem in table.problems] == [(3, "")]
    assert "secret" not in table.frame.to_csv() + str(table.problems) + str(table.recognised)


def test_the_older_branch():
    table = parsed(posts({"Date": "2024-02-28 14:50:03", "Likes": "N/A"}, branch=("Video", "Videos")))

    assert (len(table.frame), table.frame["likes"].isna().all(), table.frame["views"].isna().all()) == (1, True, True)


@pytest.mark.parametrize(
    ("content", "reason"), [(FILE[:-200], "damaged"), (b'{"Post": {"Posts": {"VideoList": []}}}', "no list of posts")]
)
def test_a_json_without_posts_is_refused_in_words(content, reason):
    with pytest.raises(UnreadableFile, match=reason):
        parsed(content)


def test_a_json_of_many_levels_is_refused_before_it_fills_the_memory():
    for nest in (b"[", b'{"a":'):
        with pytest.raises(UnreadableFile, match="nested deeper"):
            parsed(b'{"Post":' + nest * 200_000)


def zipped_as(name, content):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def test_a_table_is_no_json():
    assert [is_post_history(text) for text in (b"{x},1\n", b"Date,Video Views\n", b'{"a": 1}', b'\xef\xbb\xbf{\n "a": 1}')] == [
        False,
        False,
        True,
        True,
    ]


VALUES = st.one_of(st.none(), st.text(max_size=20), st.integers(), st.booleans(), st.just("2026-02-28 14:50:03"))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(VALUES, st.dictionaries(st.sampled_from(["Date", "Likes", "Title"]), VALUES)), min_size=1, max_size=4))
def test_every_post_is_a_row_or_a_problem(told):
    table = parsed(posts(*told))

    assert table.rows_read == len(told) == len(table.frame) + len(table.problems)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("own_media")
class TestMatching:
    def posted(self, brand, external_id, posted_at, account=None, **more):
        account = account or make_account(brand)
        return make_posted_video(account, date(2026, 3, 1), external_id=external_id, posted_at=posted_at, **more)

    def test_a_post_is_the_video_of_its_time(self, ours):
        video = self.posted(ours, "7100000000000000001", POSTED + timedelta(seconds=2), caption="朝の保湿")

        done = bring(ours, "user_data_tiktok.json", FILE)

        reading = VideoReading.objects.get(brand=ours)
        assert (done.state, reading.video, reading.likes, reading.views) == (State.DONE, video, 120, None)
        video.refresh_from_db()
        assert (video.posted_day, video.caption, ours.videos.count()) == (date(2026, 3, 1), "朝の保湿", 1)
        assert sorted(problem.level for problem in done.problems.all()) == ["error", "note"]
        assert not done.file  # the rest of it is nobody's business

    def test_the_time_in_the_id_serves_where_no_time_is_known(self, ours):
        key = str(int(POSTED.timestamp()) << 32 | 17)
        self.posted(ours, key, None)

        bring(ours, "user_data_tiktok.json", FILE)

        assert VideoReading.objects.get(brand=ours).video.external_id == key

    def test_two_videos_of_one_time_are_not_guessed_at(self, ours):
        account = make_account(ours)
        for number in (1, 2):
            self.posted(ours, f"710000000000000000{number}", POSTED, account=account)

        done = bring(ours, "user_data_tiktok.json", FILE)

        assert (done.state, VideoReading.objects.count()) == (State.FAILED, 0)

    @pytest.mark.parametrize("zipped", [False, True])
    def test_nothing_but_posts_stays_where_it_failed(self, ours, zipped):
        content = zipped_as("user_data_tiktok.json", FILE) if zipped else FILE

        refused = bring(ours, "TikTok_Data.zip" if zipped else "user_data_tiktok.json", content)

        with refused.file.open() as file:
            [kept] = open_upload("x", file.read())
        assert (refused.state, b"secret" in kept.content, b"203.0.113.7" in kept.content) == (State.FAILED, False, False)
        assert list(parsed(kept.content).frame["posted_at"]) == list(parsed(FILE).frame["posted_at"])
        make_known = self.posted(ours, "7100000000000000001", POSTED)
        assert bring(ours, "again", content).state == State.DONE
        assert VideoReading.objects.get().video == make_known

    def test_videos_of_another_brand_are_not_looked_at(self, ours, theirs):
        self.posted(theirs, "7100000000000000001", POSTED)

        assert bring(ours, "user_data_tiktok.json", FILE).state == State.FAILED
