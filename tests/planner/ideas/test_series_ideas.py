"""The inbox of ideas: one line, votes, a plan and back, and a brief made again from a video or a pattern."""

import re
from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from factories import at, join, make_account, make_planned_video, make_posted_video, make_user

from planner.cadence.free_day import next_free_day
from planner.ideas.briefs import brief_from_levels
from planner.ideas.inbox import add_idea, ideas_of, plan_idea, unplan_idea, vote
from planner.ideas.line import read_line
from planner.models import Product, Video, VideoProduct
from planner.refusals import PastDay, Refused
from planner.vocabulary.levels import level_names_of, vocabulary_of
from planner.vocabulary.tagging import set_levels

PAGE = "/b/ours/ideas/"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(at("2026-11-22T12:00:00+09:00"), tick=False):
        yield


@pytest.fixture
def idea(ours, aiko):
    return add_idea(brand=ours, by=aiko, title="初雪の日")


def url(name, *args, brand="ours"):
    return reverse(f"planner:{name}", args=[brand, *args])


@pytest.mark.parametrize(
    ("text", "title", "link", "levels"),
    [
        ("初雪の日 https://example.com/v/1?a=b #舞台裏", "初雪の日", "https://example.com/v/1?a=b", ["theme.backstage"]),
        ("＃舞台裏 #冬 の日", "#冬 の日", "", ["theme.backstage"]),
        ("Snow #Backstage #painpoint", "Snow", "", ["theme.backstage", "hook.pain"]),
        ("https://example.com/", "", "https://example.com/", []),
    ],
)
def test_a_line_holds_title_link_and_patterns(ours, text, title, link, levels):
    read = read_line(text, vocabulary_of(ours))
    assert (read.title, read.link, [f"{level.facet.code}.{level.code}" for level in read.levels]) == (title, link, levels)


def test_enter_adds_an_idea_and_its_toast_takes_it_back(as_aiko, ours):
    data = {"line": "初雪の日 https://example.com/a #舞台裏", "facet_hook": "pain"}
    html = as_aiko.post(url("idea-add"), data, follow=True).content.decode()
    video = ours.videos.get()
    assert (video.hook, video.reference_url, video.state, video.day) == ("初雪の日", "https://example.com/a", "idea", None)
    assert (level_names_of(video), video.changes.get().verb) == ({"theme": "backstage", "hook": "pain"}, "idea")
    action, version = re.search(r'class="toast".*?action="([^"]+)".*?name="version" value="(\d+)"', html, re.S).groups()
    as_aiko.post(action, {"version": version})
    assert ours.videos.get().state == "dropped"


def test_an_empty_line_is_refused_with_the_reason(as_aiko):
    response = as_aiko.post(url("idea-add"), {"line": "https://example.com/"})
    assert (response.status_code, response.content.decode().count("An idea needs a title.")) == (422, 1)
    assert Video.objects.count() == 0


def test_one_vote_per_person_and_the_most_wanted_come_first(ours, aiko, ben, idea):
    other = add_idea(brand=ours, by=aiko, title="other")
    for person in (aiko, aiko, ben):
        vote(video=idea, by=person)
    found = [(row.pk, row.vote_count, row.voted) for row in ideas_of(ours, aiko)]
    assert found == [(idea.pk, 2, True), (other.pk, 0, False)]
    assert [row.pk for row in ideas_of(ours, aiko, sort="newest")] == [other.pk, idea.pk]


def test_pressing_again_takes_the_vote_back(as_aiko, ours, idea):
    for votes in (1, 0):
        html = as_aiko.post(url("idea-vote", idea.pk), headers={"HX-Request": "true"}).content.decode()
        assert (idea.votes.count(), html.count('aria-pressed="true"')) == (votes, votes)


def test_an_idea_gets_a_day_or_the_next_free_one_and_goes_back(as_aiko, ours, aiko, idea):
    make_planned_video(ours, date(2026, 11, 23))
    as_aiko.post(url("idea-plan", idea.pk), {"version": 1})
    idea.refresh_from_db()
    assert (idea.state, idea.planned_day, next_free_day(ours, None)) == (
        "planned",
        date(2026, 11, 24),
        (date(2026, 11, 25), None),
    )
    with pytest.raises(Refused, match="no idea any more"):
        plan_idea(video=idea, by=aiko, version=2, day=date(2026, 11, 30))
    back = unplan_idea(video=idea, by=aiko, version=2)
    assert (back.state, back.planned_day) == ("idea", None)
    with pytest.raises(PastDay):
        plan_idea(video=back, by=aiko, version=3, day=date(2026, 11, 21))


def test_a_posted_video_is_made_again_with_its_brief(as_aiko, ours, aiko):
    account, product = make_account(ours), Product.objects.create(brand=ours, name="美容液", price=Decimal(3980), currency="JPY")
    source = make_posted_video(account, date(2026, 10, 1), external_id="1", caption="開封 #開封", script="開ける")
    VideoProduct.objects.create(brand=ours, video=source, product=product, price=Decimal(3980))
    found = vocabulary_of(ours).find("hook.pain")
    set_levels(video=source, levels={found.facet: found}, by=aiko, version=1)
    address = url("again-new") + f"?video={source.pk}"
    html = as_aiko.get(address).content.decode()
    assert ("開封 #開封" in html, html.count("美容液 ¥3,980"), html.count('value="pain" checked')) == (True, 1, 1)
    data = {
        "hook": "もう一度",
        "day": "2026-11-26",
        "account": account.pk,
        "caption": "開封",
        "script": "開ける",
        "facet_hook": "loss",
    }
    as_aiko.post(address, data)
    made = ours.videos.get(state="planned")
    assert (made.made_from, made.hook, made.planned_day, made.external_id) == (source, "もう一度", date(2026, 11, 26), "")
    assert (level_names_of(made), [row.product for row in made.products.all()]) == ({"hook": "loss"}, [product])


def test_a_pattern_opens_a_filled_brief(as_aiko, ours, theirs):
    html = as_aiko.get(url("again-new") + "?level=theme.backstage&level=hook.pain&level=x.y").content.decode()
    assert (html.count('value="backstage" checked'), html.count('value="pain" checked')) == (1, 1)
    assert html.count("because it repeats “Theme: Backstage + Hook: Pain point”") == 1
    assert brief_from_levels(vocabulary_of(theirs), ["x.y", "length.s10"]).levels == ()


def test_a_brief_on_a_day_that_is_over_is_refused_and_keeps_what_was_typed(as_aiko, ours):
    response = as_aiko.post(url("again-new"), {"hook": "typed line", "day": "2026-11-21"})
    assert (response.status_code, "typed line" in response.content.decode(), ours.videos.count()) == (409, True, 0)


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_whatever_it_holds(as_aiko, ours, aiko, count, django_assert_num_queries):
    found = vocabulary_of(ours).find("hook.pain")
    for n in range(count):
        vote(video=add_idea(brand=ours, by=aiko, title=f"idea {n}", levels=[found]), by=aiko)
    with django_assert_num_queries(9):  # session, person, membership, vocabulary, ideas, their levels × 3, brands
        html = as_aiko.get(PAGE).content.decode()
    assert html.count('<li id="idea-') == count


def test_viewers_look_and_strangers_find_nothing(client, ours, theirs, idea, ben, chika):
    names = ["idea-vote", "idea-plan", "idea-unplan-undo", "idea-drop", "idea-restore"]
    client.force_login(ben)
    html = client.get(PAGE).content.decode()
    assert (html.count("初雪の日"), html.count("/ours/ideas/add/"), html.count("/vote/")) == (2, 0, 0)
    for name in names:
        assert (name, client.post(url(name, idea.pk), {"version": 1}).status_code) == (name, 403)
    client.force_login(chika)
    for name in names:
        assert (name, client.post(url(name, idea.pk, brand="theirs"), {"version": 1}).status_code) == (name, 404)
    assert client.get(url("again-new", brand="theirs") + f"?video={idea.pk}").status_code == 404
    dai = make_user("dai@example.com")
    join(dai, ours, 20)
    client.force_login(dai)
    assert client.post(url("idea-drop", idea.pk), {"version": 1}).status_code == 302
