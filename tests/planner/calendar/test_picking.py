"""Several videos at once: all or none, one undo; a week copied; a card put into another state."""

from datetime import date, time

import pytest
import time_machine
from factories import at, make_account, make_planned_video, make_posted_video

from planner.calendar.picking import change_picked, undo_act
from planner.calendar.states_by_hand import WAYS, to_state
from planner.calendar.week_copying import copy_week
from planner.models import Campaign, Product, Video, VideoProduct
from planner.refusals import PostedVideo, Refused, StaleVersion
from planner.scheduling import move_video
from planner.vocabulary.levels import vocabulary_of
from planner.vocabulary.tagging import set_levels
from tkcommerce.dates import week_of

DAY = date(2026, 11, 25)
PICKED = "/b/ours/calendar/picked/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def pair(ours):
    return [make_planned_video(ours, DAY, hook="one", planned_time=time(20)), make_planned_video(ours, DAY, hook="two")]


def versions(videos):
    return {video.pk: video.version for video in videos}


def fresh(videos):
    return [Video.objects.get(pk=video.pk) for video in videos]


def test_a_move_keeps_the_times_and_one_undo_takes_all_of_it_back(ours, aiko, pair):
    act = change_picked(brand=ours, picked=versions(pair), by=aiko, days=7)
    assert [(video.planned_day, video.planned_time) for video in fresh(pair)] == [
        (date(2026, 12, 2), time(20)), (date(2026, 12, 2), None),
    ]  # fmt: skip
    assert set(ours.videochanges.values_list("batch", "verb")) == {(act.batch, "moved")}
    assert undo_act(brand=ours, batch=act.batch, by=aiko).changed == 2
    assert [video.planned_day for video in fresh(pair)] == [DAY, DAY]
    with pytest.raises(Refused):
        undo_act(brand=ours, batch=act.batch, by=aiko)


def test_state_owner_campaign_and_pattern_are_one_act_with_one_undo(ours, aiko, pair):
    campaign, level = Campaign.objects.create(brand=ours, name="Gifts"), vocabulary_of(ours).find("hook.pain")
    told = {"state": "shooting", "owner": aiko, "campaign": campaign, "levels": {level.facet: level}}
    act = change_picked(brand=ours, picked=versions(pair), by=aiko, **told)
    assert {(video.state, video.owner, video.campaign) for video in fresh(pair)} == {("shooting", aiko, campaign)}
    assert [video.levels.get().level for video in pair] == [level, level]
    undo_act(brand=ours, batch=act.batch, by=aiko)
    assert {(video.state, video.owner, video.campaign, video.levels.count()) for video in fresh(pair)} == {
        ("planned", None, None, 0)
    }


def test_undo_leaves_alone_what_somebody_changed_since(ours, aiko, ben, pair):
    act = change_picked(brand=ours, picked=versions(pair), by=aiko, days=1)
    moved = fresh(pair)[0]
    move_video(video=moved, to=date(2026, 12, 24), by=ben, version=moved.version)
    undone = undo_act(brand=ours, batch=act.batch, by=aiko)
    assert (undone.changed, undone.kept) == (1, 1)
    assert [video.planned_day for video in fresh(pair)] == [date(2026, 12, 24), DAY]


def test_one_that_may_not_stops_them_all_and_is_named(ours, aiko, ben, pair):
    posted = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="1")
    with pytest.raises(Refused, match="“video 1”: This video is posted: .* Nothing was changed."):
        change_picked(brand=ours, picked=versions([*pair, posted]), by=aiko, drop=True)
    with pytest.raises(Refused, match="“one”: Sun 15 Nov is over.*Nothing was changed."):
        change_picked(brand=ours, picked=versions(pair), by=aiko, days=-10)
    stale = versions(pair)
    move_video(video=pair[1], to=date(2026, 11, 27), by=ben, version=1)
    with pytest.raises(StaleVersion):
        change_picked(brand=ours, picked=stale, by=aiko, days=1)
    assert [video.planned_day for video in fresh(pair)] == [DAY, date(2026, 11, 27)]


def test_dropped_together_and_brought_back_together(ours, aiko, pair):
    act = change_picked(brand=ours, picked=versions(pair), by=aiko, drop=True)
    assert ours.videos.visible().count() == 0
    undo_act(brand=ours, batch=act.batch, by=aiko)
    assert {video.state for video in fresh(pair)} == {"planned"}


def test_what_belongs_to_others_is_never_picked(ours, theirs, aiko, pair):
    foreign = make_planned_video(theirs, DAY)
    with pytest.raises(Refused):
        change_picked(brand=ours, picked=versions([*pair, foreign]), by=aiko, days=1)
    assert [video.version for video in fresh([*pair, foreign])] == [1, 1, 1]


def test_the_form_says_what_changed_and_offers_its_undo(as_aiko, ours, pair):
    told = [f"{video.pk}:1" for video in pair]
    answer = as_aiko.post(PICKED, {"picked": told, "days": "２"}, headers={"referer": "http://testserver/b/ours/calendar/board/"})
    assert answer.url == "http://testserver/b/ours/calendar/board/"
    html = as_aiko.get("/b/ours/calendar/").content.decode()
    batch = ours.videochanges.first().batch
    assert html.count("2 videos are changed.") == 1
    assert html.count(f'action="/b/ours/calendar/acts/{batch}/undo/"') == 1
    as_aiko.post(f"/b/ours/calendar/acts/{batch}/undo/")
    assert "2 videos are as they were." in as_aiko.get("/b/ours/calendar/").content.decode()
    for data, said in (
        ({"picked": told}, "Choose what to change first."), ({"days": "1"}, "Tick some videos first."),
        ({"picked": told, "days": "1"}, "Your change was not made."), ({"picked": ["x:1"], "drop": ""}, "Choose what to change"),
    ):  # fmt: skip
        as_aiko.post(PICKED, data, headers={"referer": "https://evil.example/b/ours/calendar/"})
        assert said in as_aiko.get("/b/ours/calendar/").content.decode()


def test_a_week_is_copied_as_plans_without_results(ours, aiko):
    account = make_account(ours)
    level, product = vocabulary_of(ours).find("hook.pain"), Product.objects.create(brand=ours, name="toner")
    planned = make_planned_video(
        ours, DAY, hook="plan", planned_time=time(20), owner=aiko, state="editing", caption="c", notes="n"
    )
    VideoProduct.objects.create(brand=ours, video=planned, product=product, price=100)
    set_levels(video=planned, levels={level.facet: level}, by=aiko, version=1)
    make_posted_video(account, date(2026, 11, 24), external_id="7", posted_at=at("2026-11-24T19:30:00+09:00"), is_boosted=True)
    act = copy_week(brand=ours, by=aiko, week=week_of(DAY), to=week_of(date(2026, 12, 9)))
    posted, copied = ours.videos.filter(planned_day__gte=date(2026, 12, 7)).order_by("day")
    assert (copied.day, copied.planned_time, copied.state, copied.owner) == (date(2026, 12, 9), time(20), "planned", aiko)
    assert (copied.caption, copied.levels.get().level, copied.products.get().price) == ("c", level, 100)
    assert (posted.day, posted.planned_time, posted.state, posted.posted_day, posted.external_id, posted.is_boosted) == (
        date(2026, 12, 8), time(19, 30), "planned", None, "", None,
    )  # fmt: skip
    assert (act.changed, act.kept) == (2, 0)
    undo_act(brand=ours, batch=act.batch, by=aiko)
    assert ours.videos.visible().filter(day__gte=date(2026, 12, 7)).count() == 0


def test_copying_into_a_week_that_has_begun_leaves_out_its_past_days(as_aiko, ours):
    for day in (9, 14):  # a Monday and a Saturday
        make_planned_video(ours, date(2026, 11, day), planned_time=time(9))
    with time_machine.travel(at("2026-11-19T12:00:00+09:00"), tick=False):
        as_aiko.post("/b/ours/calendar/week/copy/", {"week": "2026-11-09", "to": "2026-11-17"})
        html = as_aiko.get("/b/ours/calendar/").content.decode()
    assert "1 video is copied. 1 is left out: its day is over." in html
    assert ours.videos.filter(planned_day=date(2026, 11, 21), planned_time=time(9)).count() == 1


@pytest.mark.parametrize("to", ["2026-11-27", "2026-11-09", "", "x"])
def test_a_copy_to_itself_to_the_past_or_to_nowhere_is_refused(as_aiko, ours, pair, to):
    as_aiko.post("/b/ours/calendar/week/copy/", {"week": "2026-11-25", "to": to})
    assert ours.videos.count() == 2


def test_a_copied_slot_keeps_its_wall_time_over_a_change_of_clocks(ours, aiko):
    ours.time_zone = "Europe/London"
    ours.save(update_fields=["time_zone"])
    with time_machine.travel(at("2027-03-20T12:00:00+00:00"), tick=False):
        make_planned_video(ours, date(2027, 3, 25), planned_time=time(19), planned_zone="Europe/London")
        copy_week(brand=ours, by=aiko, week=week_of(date(2027, 3, 25)), to=week_of(date(2027, 4, 1)))
    copied = ours.videos.get(planned_day=date(2027, 4, 1))
    assert (copied.planned_time, copied.planned_at) == (time(19), at("2027-04-01T18:00:00+00:00"))


@pytest.mark.parametrize("state", Video.State)
def test_a_hand_sets_the_states_of_making_and_of_the_others_it_is_told_the_way(ours, aiko, pair, state):
    if state in Video.MAKING:
        assert to_state(video=pair[0], state=state, by=aiko, version=1).state == state
    elif state in WAYS:
        with pytest.raises(Refused) as refusal:
            to_state(video=pair[0], state=state, by=aiko, version=1)
        assert str(refusal.value) == str(WAYS[state])
    else:
        with pytest.raises(Refused):
            to_state(video=pair[0], state=state, by=aiko, version=1)


def test_what_is_out_goes_back_to_no_other_state(ours, aiko):
    posted = make_posted_video(make_account(ours), date(2026, 11, 20), external_id="1")
    with pytest.raises(PostedVideo):
        to_state(video=posted, state="planned", by=aiko, version=1)


def test_the_board_answers_a_drop_with_itself_or_with_the_reason(as_aiko, ours, pair):
    board = {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://testserver/b/ours/calendar/board/"}
    url = f"/b/ours/calendar/videos/{pair[0].pk}/state/"
    moved = as_aiko.post(url, {"state": "shooting", "version": 1}, **board)
    html = moved.content.decode()
    assert (moved.status_code, html.count('id="calendar-body"'), html.count(f'action="/b/ours/videos/{pair[0].pk}/undo/"')) == (
        200,
        1,
        1,
    )
    refused = as_aiko.post(url, {"state": "approved", "version": 2}, **board)
    assert (refused.status_code, refused.content.decode().count(f"<span>{WAYS['approved']}".replace("'", "&#x27;"))) == (409, 1)
    stale = as_aiko.post(url, {"state": "editing", "version": 1}, **board)
    assert (stale.status_code, stale.content.decode().count("Your change was not made.")) == (409, 1)
