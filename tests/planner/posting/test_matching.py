"""Which post may be which plan: captions, hours and what comes between near-duplicates. Pure."""

from datetime import date, datetime, timedelta

import pytest

from planner.posting.matching import Side, caption_likeness, guess_of, guesses_of, hours_apart

JST = "+09:00"
SERUM = "朝の3分で、うるおいが夜まで続く。しずく美容液の使い方 #スキンケア #朝ルーティン"


def at(text):
    return datetime.fromisoformat(text + JST)


def side(number, caption=SERUM, when="2026-11-20T20:00:00", **told):
    values = {"account": 1, "kind": "video", "zone": "Asia/Tokyo", "at": at(when), "day": date.fromisoformat(when[:10])}
    return Side(id=number, caption=caption, **values | told)


def pairs(found):
    return [(guess.plan, guess.post, guess.sure) for guess in found]


def test_the_planned_caption_at_its_time_is_sure():
    [guess] = guesses_of([side(1)], [side(2, when="2026-11-20T20:04:00")])
    assert (guess.plan, guess.post, guess.sure, guess.caption, guess.hours) == (1, 2, True, 1.0, 0.1)
    assert guess.score > 0.99


@pytest.mark.parametrize(
    "edited",
    [
        "朝の３分で うるおいが夜まで続く！しずく美容液の使い方✨ #朝ルーティン #スキンケア",  # full width, signs, order of tags
        SERUM + "\n今だけ送料無料。プロフィールのリンクからどうぞ",
        "うるおいが夜まで続く。しずく美容液の使い方 #スキンケア #朝ルーティン",
    ],
)
def test_what_people_change_while_posting_stays_sure(edited):
    [guess] = guesses_of([side(1)], [side(2, edited, "2026-11-20T20:31:00")])
    assert guess.sure, guess


def test_another_caption_at_the_same_minute_is_no_guess():
    assert guesses_of([side(1)], [side(2, "社長に直撃インタビュー！開発の裏側を聞いてみた #舞台裏")]) == []


def test_the_same_caption_days_later_is_asked_and_never_sure():
    [guess] = guesses_of([side(1)], [side(2, when="2026-11-23T20:00:00")])
    assert (guess.sure, 0.6 < guess.score < 0.7) == (False, True)


def test_more_than_seven_days_apart_nothing_is_asked():
    assert guesses_of([side(1)], [side(2, when="2026-11-28T20:00:00")]) == []


def test_each_part_of_a_series_finds_its_own():
    plans = [side(n, f"しずくの朝ごはん vol.{n} #朝活", f"2026-11-{18 + n}T07:00:00") for n in (1, 2, 3)]
    posts = [side(10 + n, f"しずくの朝ごはん vol.{n} #朝活", f"2026-11-{18 + n}T07:02:00") for n in (1, 2, 3)]
    found = guesses_of(plans, posts)
    assert pairs(found)[:3] == [(1, 11, True), (2, 12, True), (3, 13, True)]
    assert not any(guess.sure for guess in found[3:])


def test_two_parts_of_a_series_swapped_follow_their_numbers_not_their_days():
    plans = [side(1, "しずくの朝ごはん vol.1", "2026-11-19T07:00:00"), side(2, "しずくの朝ごはん vol.2", "2026-11-20T07:00:00")]
    posts = [side(11, "しずくの朝ごはん vol.1", "2026-11-20T07:00:00"), side(12, "しずくの朝ごはん vol.2", "2026-11-19T07:00:00")]
    best = {guess.post: guess.plan for guess in reversed(guesses_of(plans, posts))}
    assert best == {11: 1, 12: 2}


def test_twins_on_one_evening_are_asked_and_never_sure():
    plans = [side(1), side(2, when="2026-11-20T20:30:00")]
    found = guesses_of(plans, [side(3, when="2026-11-20T20:10:00")])
    assert {(guess.plan, guess.sure) for guess in found} == {(1, False), (2, False)}


def test_another_account_or_kind_is_no_guess():
    assert guess_of(side(1), side(2, account=9)) is None
    assert guess_of(side(1), side(2, kind="photo")) is None
    assert guess_of(side(1, account=None), side(2, account=9)) is not None


def test_a_plan_without_a_caption_is_asked_by_its_time_alone():
    [guess] = guesses_of([side(1, "", hook="これ知ってた？")], [side(2, when="2026-11-20T21:00:00")])
    assert (guess.caption, guess.sure) == (None, False)
    assert guesses_of([side(1, "")], [side(2, when="2026-11-21T02:00:00")]) == []


def test_a_hook_line_that_opens_the_caption_counts():
    hook = "朝の3分で、うるおいが夜まで続く"
    assert caption_likeness(side(1, "", hook=hook), side(2)) == 0.85


def test_a_day_alone_counts_as_six_hours_inside_it_and_more_outside():
    alone = side(2, at=None)
    assert hours_apart(side(1), alone) == 6.0
    assert hours_apart(side(1, when="2026-11-21T03:00:00"), alone) == 9.0
    assert hours_apart(side(1, at=None, day=date(2026, 11, 19)), alone) == 30.0


def test_each_post_asks_about_three_plans_at_most():
    plans = [side(n, when=f"2026-11-20T{8 + n:02}:00:00") for n in range(6)]
    assert len(guesses_of(plans, [side(99)])) == 3


def test_measured_on_made_up_weeks():
    """Ten posts a week for six weeks, captions edited, times off by up to an hour, every fifth one unplanned: what is sure is
    right, and almost all are found."""
    tags = ["#スキンケア", "#美容液", "#朝活", "#開封", "#レビュー"]
    subjects = ["洗顔", "化粧水", "美容液", "乳液", "日焼け止め", "クリーム", "パック", "リップ", "香り", "ギフト"]
    plans, posts, truth = [], [], {}
    for n in range(60):
        when = datetime.fromisoformat(f"2026-10-05T{7 + (n % 3) * 6:02}:00:00") + timedelta(hours=17 * n)
        one, two, three = (subjects[m % 10] for m in (n, n * 3 + 1, n * 7 + 2))
        caption = f"{one}の選び方、{two}と{three}の違い {tags[n % 5]} {tags[(n + 2) % 5]}"
        posted = when + timedelta(minutes=(n * 37) % 60)
        edited = caption.replace("、", "！") + (" 保存してね" if n % 3 == 0 else "")
        posts.append(side(1000 + n, edited, posted.isoformat()))
        if n % 5:
            plans.append(side(n, caption, when.isoformat()))
            truth[n] = 1000 + n
    found = guesses_of(plans, posts)
    sure = [(guess.plan, guess.post) for guess in found if guess.sure]
    best = {}
    for guess in found:
        best.setdefault(guess.plan, guess.post)
    assert [pair for pair in sure if truth[pair[0]] != pair[1]] == []
    assert len(sure) >= 0.85 * len(truth)
    assert best == truth
