"""A plan and the post that an import told of become one and two again, with the readings, whatever else happens meanwhile."""

import threading
from datetime import date, time

import pytest
import time_machine
from django.db import connection
from factories import at, make_account, make_brand, make_import, make_planned_video, make_posted_video, make_table, make_user

from analytics.importing.revert import restore_import, revert_import
from analytics.models import RollupRun, VideoReading, VideoTotal
from analytics.results import bring_up_to_date, standing_videos
from analytics.rollups.run import rebuild
from planner.models import MatchGuess, Video
from planner.posting.linking import join_videos, separate_videos
from planner.posting.match_guesses import (
    confirm_guess,
    confirm_sure,
    decline_guess,
    make_guesses,
    undo_guess,
    waiting_guesses,
)
from planner.posting.posted import PostedVideo, record_posted_videos
from planner.posting.publishing import mark_posted, unmark_posted
from planner.refusals import Refused
from tkcommerce.work.claiming import claim

NOW = at("2026-11-22T20:10:00+09:00")
DAY = date(2026, 11, 20)
ID = str((int(at("2026-11-20T20:03:00+09:00").timestamp()) << 32) + 5)
LINK = f"https://www.tiktok.com/@shizuku/video/{ID}"
CAPTION = "うるおいが夜まで続く。しずく美容液の使い方 #スキンケア"
COLUMNS = [field.attname for field in Video._meta.concrete_fields if field.attname != "version"]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def account(ours):
    return make_account(ours)


@pytest.fixture
def plan(ours, account):
    told = {"planned_time": time(20), "account": account, "state": "scheduled", "caption": CAPTION + " #朝"}
    return make_planned_video(ours, DAY, **told)


@pytest.fixture
def post(account):
    return make_posted_video(account, DAY, external_id=ID, caption=CAPTION, posted_at=at("2026-11-20T20:03:00+09:00"))


@pytest.fixture
def table(ours, account):
    metric_import = make_import(ours, state="done", stage="applied", applied_at=NOW)
    return make_table(metric_import, kind="video", as_of=date(2026, 11, 21), account=account)


def read(video, table, views=100):
    return VideoReading.objects.create(brand=video.brand, video=video, table=table, as_of=table.as_of, views=views)


def row(video):
    return Video.objects.values(*COLUMNS).get(pk=video.pk)


def everything():
    return [row(video) for video in Video.objects.order_by("pk")], list(VideoReading.objects.order_by("pk").values())


def told(key=ID, caption=CAPTION):
    return PostedVideo(key, DAY, None, caption, LINK, "video", is_newest=True)


def test_the_plan_stays_and_takes_over_what_tiktok_tells(plan, post, aiko, table):
    read(post, table)
    joined = join_videos(plan=plan, posted=post, by=aiko, version=plan.version)
    assert (joined.pk, joined.state, joined.external_id, joined.url) == (plan.pk, "posted", ID, LINK)
    assert (joined.caption, joined.posted_day, joined.posted_at, joined.planned_day) == (CAPTION, DAY, post.posted_at, DAY)
    assert joined.changes.first().fields["caption"] == [CAPTION + " #朝", CAPTION]
    post.refresh_from_db()
    assert (post.external_id, post.joined_into) == ("", joined)
    assert list(plan.brand.videos.visible()) == [joined]
    assert list(VideoReading.objects.values_list("video", flat=True)) == [plan.pk]


def test_the_numbers_follow(plan, post, aiko, table):
    read(post, table)
    rebuild(plan.brand, "video", [table.as_of])
    join_videos(plan=plan, posted=post, by=aiko, version=plan.version)
    bring_up_to_date(claim(RollupRun, RollupRun.objects.get().pk))
    assert list(VideoTotal.objects.values_list("video", "views")) == [(plan.pk, 100)]


def test_taking_it_apart_restores_exactly(plan, post, aiko, table):
    read(post, table)
    before = everything()
    joined = join_videos(plan=plan, posted=post, by=aiko, version=plan.version)
    separate_videos(plan=joined, by=aiko, version=joined.version)
    assert everything() == before


def test_readings_that_came_later_go_to_the_post_as_well(plan, post, aiko, table):
    joined = join_videos(plan=plan, posted=post, by=aiko, version=plan.version)
    ids = record_posted_videos(brand=plan.brand, account=plan.account, videos=[told()])
    assert ids == {ID: plan.pk}
    read(joined, table)
    joined.refresh_from_db()
    separate_videos(plan=joined, by=aiko, version=joined.version)
    assert list(VideoReading.objects.values_list("video", flat=True)) == [post.pk]


def test_a_link_pasted_before_the_import_makes_one_video(plan, aiko):
    video = mark_posted(video=plan, by=aiko, version=plan.version, link=LINK)
    assert record_posted_videos(brand=plan.brand, account=plan.account, videos=[told()]) == {ID: video.pk}
    assert Video.objects.count() == 1


def test_a_link_pasted_after_the_import_joins_by_itself(plan, post, aiko, table):
    read(post, table)
    before = everything()
    video = mark_posted(video=plan, by=aiko, version=plan.version, link=LINK)
    assert (video.pk, video.state, list(video.joined.all())) == (plan.pk, "posted", [post])
    assert list(VideoReading.objects.values_list("video", flat=True)) == [plan.pk]
    unmark_posted(video=video, by=aiko, version=video.version)
    assert everything() == before


def test_a_wrong_link_that_an_import_counted_leaves_a_video_of_its_own(plan, aiko, table):
    before = row(plan)
    video = mark_posted(video=plan, by=aiko, version=plan.version, link=LINK)
    record_posted_videos(brand=plan.brand, account=plan.account, videos=[told()])
    read(video, table)
    video.refresh_from_db()
    unmark_posted(video=video, by=aiko, version=video.version)
    assert row(plan) == before
    own = Video.objects.get(external_id=ID)
    assert (own.pk != plan.pk, own.state, own.account) == (True, "posted", plan.account)
    assert list(VideoReading.objects.values_list("video", flat=True)) == [own.pk]


def test_what_cannot_be_one_is_refused(plan, post, aiko, account, theirs):
    other = make_planned_video(plan.brand, DAY, account=make_account(plan.brand, "second"))
    with pytest.raises(Refused, match="for @second"):
        join_videos(plan=other, posted=post, by=aiko, version=1)
    foreign = make_posted_video(make_account(theirs), DAY, external_id="9")
    with pytest.raises(Refused, match="another brand"):
        join_videos(plan=plan, posted=foreign, by=aiko, version=1)
    joined = join_videos(plan=plan, posted=post, by=aiko, version=1)
    third = make_planned_video(plan.brand, DAY, account=account)
    with pytest.raises(Refused, match="meanwhile"):
        join_videos(plan=third, posted=post, by=aiko, version=1)
    with pytest.raises(Refused, match="posted already"):
        join_videos(plan=joined, posted=make_posted_video(account, DAY, external_id="8"), by=aiko, version=joined.version)


def test_guesses_wait_once_and_a_declined_one_never_again(plan, post, aiko):
    assert make_guesses(plan.brand) == 1
    assert make_guesses(plan.brand) == 1
    guess = MatchGuess.objects.get()
    assert (guess.plan, guess.posted, guess.reasons["sure"]) == (plan, post, True)
    decline_guess(guess=guess, by=aiko)
    assert make_guesses(plan.brand) == 0
    undo_guess(guess=guess, by=aiko)
    assert list(waiting_guesses(plan.brand)) == [guess]


def test_confirming_ends_the_other_guesses_and_undo_asks_them_again(plan, post, aiko, account):
    twin = make_planned_video(plan.brand, DAY, planned_time=time(21), account=account, caption=CAPTION)
    assert make_guesses(plan.brand) == 2
    guess = MatchGuess.objects.get(plan=plan)
    before = everything()
    confirm_guess(guess=guess, by=aiko, version=plan.version)
    assert dict(MatchGuess.objects.values_list("plan", "state")) == {plan.pk: "joined", twin.pk: "gone"}
    with pytest.raises(Refused, match="decided"):
        confirm_guess(guess=guess, by=aiko)
    undo_guess(guess=guess, by=aiko)
    assert everything() == before
    assert set(MatchGuess.objects.values_list("state", flat=True)) == {"open"}


def test_what_is_no_longer_possible_goes(plan, post):
    make_guesses(plan.brand)
    Video.objects.filter(pk=plan.pk).update(planned_day=date(2026, 12, 20))
    assert make_guesses(plan.brand) == 0
    assert MatchGuess.objects.get().state == "gone"


def test_only_sure_ones_are_confirmed_together(plan, post, aiko, account):
    make_planned_video(plan.brand, date(2026, 11, 10), account=account, caption="別の動画の説明文です、別の日の")
    make_posted_video(account, date(2026, 11, 12), external_id="31", caption="別の動画の説明文です、別の日の")
    assert make_guesses(plan.brand) == 2
    assert confirm_sure(brand=plan.brand, by=aiko) == [plan]
    assert waiting_guesses(plan.brand).count() == 1


def test_undoing_the_import_separates_and_redoing_it_joins_again(plan, post, aiko, table):
    read(post, table)
    before = everything()
    make_guesses(plan.brand)
    confirm_guess(guess=MatchGuess.objects.get(), by=aiko)
    joined = everything()
    revert_import(metric_import=table.metric_import, by=aiko)
    videos, readings = everything()
    assert [{**video, "retracted_at": None} for video in videos] == before[0]
    assert readings == before[1]
    assert list(plan.brand.videos.visible()) == [plan]
    restore_import(metric_import=table.metric_import, by=aiko)
    assert everything() == joined
    assert MatchGuess.objects.get().decided_by == aiko


def test_undoing_the_import_keeps_what_a_person_said_by_link(plan, aiko, table):
    video = mark_posted(video=plan, by=aiko, version=plan.version, link=LINK)
    read(video, table)
    revert_import(metric_import=table.metric_import, by=aiko)
    assert Video.objects.get().state == "posted"


def test_after_undo_another_import_of_the_same_post_asks_again(plan, post, aiko, table):
    read(post, table)
    make_guesses(plan.brand)
    confirm_guess(guess=MatchGuess.objects.get(), by=aiko)
    revert_import(metric_import=table.metric_import, by=aiko)
    record_posted_videos(brand=plan.brand, account=plan.account, videos=[told()])
    assert make_guesses(plan.brand) == 1


def test_a_result_stands_after_seven_days(post, table):
    read(post, table)
    assert standing_videos(post.brand) == []
    late = make_table(table.metric_import, kind="video", as_of=date(2026, 11, 27), account=post.account)
    read(post, late)
    assert standing_videos(post.brand) == [post.pk]


@pytest.mark.parametrize("count", [1, 3])
def test_guesses_are_made_in_a_constant_number_of_statements(ours, account, count, django_assert_num_queries):
    for n in range(count):
        day = date(2026, 11, 10 + 3 * n)
        make_planned_video(ours, day, account=account, caption=f"{n}番目の動画の説明文です")
        make_posted_video(account, day, external_id=str(50 + n), caption=f"{n}番目の動画の説明文です")
    with django_assert_num_queries(9):
        assert make_guesses(ours) >= count


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["import", "person"])
def test_an_import_and_a_person_at_once_make_one_video(first):
    """Both know the same TikTok id; whoever comes second finds what the first one did."""
    person = make_user("p@example.com")
    account = make_account(make_brand("busy"))
    plan = make_planned_video(account.brand, DAY, planned_time=time(20), account=account, state="scheduled")
    gate = threading.Barrier(2)
    failed = []

    def run(act):
        try:
            gate.wait(5)
            act()
        except Refused as refusal:
            failed.append(refusal)
        finally:
            connection.close()

    def by_import():
        from django.db import transaction

        with transaction.atomic():
            record_posted_videos(brand=account.brand, account=account, videos=[told()])

    def by_person():
        mark_posted(video=plan, by=person, version=1, link=LINK)

    acts = [by_import, by_person] if first == "import" else [by_person, by_import]
    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:  # told to try again
        mark_posted(video=plan, by=person, version=1, link=LINK)
    assert Video.objects.visible().filter(external_id=ID).count() == 1
    assert Video.objects.visible().get().pk == plan.pk
