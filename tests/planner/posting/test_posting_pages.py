"""The page to post from, the queue of plans and posts, the choice of mails, and the planner's part of home."""

from datetime import date, time

import pytest
import time_machine
from factories import at, make_account, make_planned_video, make_posted_video

from planner.models import MatchGuess, PostingStop, Product, ReminderWish, Video, VideoProduct
from planner.posting.match_guesses import make_guesses

NOW = at("2026-11-20T20:30:00+09:00")
DAY = date(2026, 11, 20)
ID = str((int(at("2026-11-20T20:03:00+09:00").timestamp()) << 32) + 5)
LINK = f"https://www.tiktok.com/@shizuku/video/{ID}"
CAPTION = "うるおいが夜まで続く。しずく美容液の使い方 #スキンケア"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def account(ours):
    return make_account(ours)


@pytest.fixture
def video(ours, account):
    told = {"planned_time": time(20), "account": account, "state": "scheduled", "hook": "after washing", "caption": CAPTION}
    return make_planned_video(ours, DAY, **told)


@pytest.fixture
def guess(video, account):
    make_posted_video(account, DAY, external_id=ID, caption=CAPTION + " 保存してね", posted_at=at("2026-11-20T20:03:00+09:00"))
    make_guesses(video.brand)
    return MatchGuess.objects.get()


def page(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def post_url(video):
    return f"/b/ours/videos/{video.pk}/post/"


def test_everything_to_have_at_hand_is_on_the_page(as_aiko, video, ours):
    product = Product.objects.create(brand=ours, name="Serum", price=3980, currency="JPY", url="https://shop.example/serum")
    VideoProduct.objects.create(brand=ours, video=video, product=product, price=3980)
    Video.objects.update(sound="Morning", sound_licence="commercial", relation="creator", is_ai=True)
    html = page(as_aiko, post_url(video))
    expected = [CAPTION, "Morning", "Commercial Music Library", "Serum", "¥3,980", "https://shop.example/serum", "20:00"]
    expected += ["Japan time", "Content disclosure: branded content", "Label in the caption", "AI-generated content", "@shizuku"]
    assert [text for text in expected if text not in html] == []


def test_a_pasted_link_confirms_it_and_can_be_taken_back(as_aiko, video):
    answer = as_aiko.post(post_url(video), {"version": 1, "link": LINK}, follow=True)
    assert "is out since" in answer.content.decode()
    video.refresh_from_db()
    assert (video.state, video.external_id) == ("posted", ID)
    answer = as_aiko.post(post_url(video) + "undo/", {"version": video.version}, follow=True)
    video.refresh_from_db()
    assert (answer.status_code, video.state, video.external_id) == (200, "scheduled", "")


def test_a_refusal_says_why_and_keeps_what_was_typed(as_aiko, video):
    answer = as_aiko.post(post_url(video), {"version": 1, "link": LINK.replace("shizuku", "other")})
    assert answer.status_code == 409
    html = answer.content.decode()
    assert "of @other, but this video is for @shizuku" in html
    assert "@other/video" in html
    assert as_aiko.post(post_url(video), {"version": 1, "link": ""}).status_code == 422
    assert as_aiko.post(post_url(video), {"version": 9, "link": LINK}).status_code == 409


def test_while_a_stop_stands_there_is_nothing_to_confirm_with(as_aiko, video, aiko, ours):
    PostingStop.objects.create(brand=ours, reason="a recall", by=aiko)
    html = page(as_aiko, post_url(video))
    assert ("an emergency stop is on" in html, "a recall" in html, 'name="link"' in html) == (True, True, False)
    assert as_aiko.post(post_url(video), {"version": 1, "link": LINK}).status_code == 409


def test_what_was_not_approved_needs_a_tick(as_aiko, video):
    Video.objects.update(state="editing")
    assert 'name="unapproved"' in page(as_aiko, post_url(video))
    assert as_aiko.post(post_url(video), {"version": 1, "link": LINK}).status_code == 409
    as_aiko.post(post_url(video), {"version": 1, "link": LINK, "unapproved": "on"})
    assert Video.objects.get().state == "editing"
    as_aiko.post(post_url(video), {"version": 1, "link": LINK, "unapproved": "on", "reason": "posted from the fair"})
    assert Video.objects.get().state == "posted"


def test_viewers_and_strangers_write_nothing(as_ben, video, guess, chika):
    urls = [post_url(video), post_url(video) + "undo/", "/b/ours/matches/sure/"]
    urls += [f"/b/ours/matches/{guess.pk}/{act}/" for act in ("confirm", "decline", "undo")]
    told = {"version": 1, "link": LINK}
    assert [as_ben.post(url, told).status_code for url in urls] == [403] * len(urls)
    as_ben.force_login(chika)
    assert [as_ben.post(url, told).status_code for url in urls] == [404] * len(urls)
    assert [as_ben.post(url.replace("ours", "theirs"), told).status_code for url in urls if "sure" not in url] == [404] * 5
    video.refresh_from_db()
    assert (video.version, MatchGuess.objects.get().state) == (1, "open")


def test_the_queue_shows_both_sides_and_why(as_aiko, guess):
    html = page(as_aiko, "/b/ours/matches/")
    expected = ["after washing", CAPTION, "<ins>", "保存してね", "sure", "Captions alike", "0.1 hours apart", LINK]
    assert [text for text in expected if text not in html] == []


def test_confirm_decline_and_undo_from_the_queue(as_aiko, guess, video):
    confirm = f"/b/ours/matches/{guess.pk}/"
    html = as_aiko.post(confirm + "confirm/", {"version": 1}, follow=True).content.decode()
    assert ("and its post are one" in html, Video.objects.visible().count()) == (True, 1)
    as_aiko.post(confirm + "undo/")
    assert Video.objects.visible().count() == 2
    as_aiko.post(confirm + "decline/")
    assert MatchGuess.objects.get().state == "declined"
    as_aiko.post(confirm + "undo/")
    html = as_aiko.post("/b/ours/matches/sure/", follow=True).content.decode()
    assert ("1 match is confirmed" in html, Video.objects.visible().count()) == (True, 1)


def test_a_stale_tab_confirms_nothing(as_aiko, guess, video):
    Video.objects.filter(pk=video.pk).update(version=2)
    html = as_aiko.post(f"/b/ours/matches/{guess.pk}/confirm/", {"version": 1}, follow=True).content.decode()
    assert ("changed meanwhile" in html, MatchGuess.objects.get().state) == (True, "open")


def test_an_empty_queue_says_what_to_do(as_aiko):
    assert "posts that look like a plan wait here" in page(as_aiko, "/b/ours/matches/")


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_same_number_of_questions(as_aiko, ours, account, count, django_assert_num_queries):
    for n in range(count):
        day = date(2026, 11, 10 + 3 * n)
        make_planned_video(ours, day, account=account, caption=f"{n}番目の動画の説明文です")
        make_posted_video(account, day, external_id=str(50 + n), caption=f"{n}番目の動画の説明文です")
    make_guesses(ours)
    with django_assert_num_queries(5):
        page(as_aiko, "/b/ours/matches/")


def test_home_tells_what_is_due_missed_late_and_to_confirm(as_ben, ours, account, guess):
    make_planned_video(ours, DAY, planned_time=time(9), account=account, state="missed", hook="forgotten")
    make_planned_video(ours, date(2026, 11, 18), account=account, state="editing", hook="never approved")
    make_planned_video(ours, date(2026, 11, 21), account=account, state="scheduled", hook="of tomorrow")
    html = page(as_ben, "/b/ours/home/posting/")
    names = ["after washing", "forgotten", "never approved", "1 post may be a plan", "of tomorrow", "/post/"]
    assert [name in html for name in names] == [True, True, True, True, False, False]


def test_home_says_nothing_where_nothing_is_due(as_aiko):
    assert page(as_aiko, "/b/ours/home/posting/").strip() == ""


@pytest.mark.parametrize("count", [1, 3])
def test_home_asks_the_same_number_of_questions(as_aiko, ours, count, django_assert_num_queries):
    for _number in range(count):
        make_planned_video(ours, DAY, state="scheduled")
    with django_assert_num_queries(5):
        page(as_aiko, "/b/ours/home/posting/")


def test_each_person_chooses_her_own_mails(as_ben, ben, aiko):
    assert page(as_ben, "/b/ours/reminders/").count("checked") == 6
    as_ben.post("/b/ours/reminders/", {"kinds": ["missed", "decided"]})
    wish = ReminderWish.objects.get()
    assert (wish.person, wish.off) == (ben, ["post_due", "approval", "waits", "step_due"])
    assert page(as_ben, "/b/ours/reminders/").count("checked") == 2
    as_ben.post("/b/ours/reminders/", {})
    assert len(ReminderWish.objects.get().off) == 6
    assert as_ben.post("/b/ours/reminders/", {"kinds": ["spam"]}).status_code == 422


def test_the_video_leads_to_posting_and_back(as_aiko, video):
    url = f"/b/ours/videos/{video.pk}/"
    assert post_url(video) in page(as_aiko, url)
    as_aiko.post(post_url(video), {"version": 1, "link": LINK})
    assert "Aiko confirmed that it is out" in page(as_aiko, url)
