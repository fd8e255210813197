"""The demo brand goes through the same door as a customer's files, and tells what its generator knows."""

from datetime import date, timedelta

from django.core.management import call_command
from django.db.models import Count, Sum
from pandas import DataFrame

from analytics.demo.exports import studio_zip
from analytics.demo.posts import LIFTS, SHARES
from analytics.demo.sales import sell
from analytics.demo.seed import HANDLE, SEED, SLUG
from analytics.demo.story import tell
from analytics.models import AccountDay, ImportProblem, SalesDay, VideoTotal
from analytics.patterns.estimates import learn
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import last_days

TODAY = date(2026, 11, 22)
DAYS = last_days(365, today=TODAY - timedelta(days=1))


def test_the_story_is_the_same_for_the_same_seed():
    assert tell(DAYS, seed=SEED) == tell(DAYS, seed=SEED)
    assert tell(DAYS, seed=SEED) != tell(DAYS, seed=SEED + 1)


def test_the_pages_find_what_the_story_knows(demo):
    story = tell(DAYS, seed=SEED)
    gap = TODAY - timedelta(days=20)
    told = [day for day in story.days if day.day != gap]
    views = AccountDay.objects.filter(brand=demo).aggregate(Sum("video_views"))["video_views__sum"]
    assert views == sum(day.views for day in told)
    assert AccountDay.objects.get(brand=demo, day=gap).video_views is None
    assert AccountDay.objects.get(brand=demo, day=DAYS.last).followers == story.days[-1].followers
    sold = sell(story, seed=SEED)
    for shops, channel, currency in (
        (("shopify",), "own_ec", "JPY"), (("tiktok_jp",), "tiktok_shop", "JPY"), (("tiktok_my",), "tiktok_shop", "MYR"),
    ):  # fmt: skip
        told = SalesDay.objects.filter(brand=demo, channel=channel, currency=currency).aggregate(Sum("orders"), Sum("gross"))
        orders = sold.of(*shops)
        assert told == {"orders__sum": len(orders), "gross__sum": sum(one.total for one in orders)}, currency


def test_every_imported_video_is_one_of_the_story_with_its_day(demo):
    days = {post.external_id: post.day for post in tell(DAYS, seed=SEED).posts}
    posted = Video.objects.filter(brand=demo, state__in=Video.OUT).exclude(kind="live")
    assert VideoTotal.objects.filter(brand=demo).count() == posted.count() > 100
    assert {video.external_id: video.posted_day for video in posted} == {
        video.external_id: days[video.external_id] for video in posted
    }


def test_every_posted_video_says_what_it_is_like(demo):
    facets = [facet.code for facet in demo.facets.filter(is_derived=False)]
    told = Video.objects.filter(brand=demo, state__in=Video.OUT).exclude(kind="live")
    rows = told.annotate(said=Count("levels")).values_list("said", flat=True)
    assert set(rows) == {len(facets)}
    planned = Video.objects.filter(brand=demo, levels__level__code="vlog").exclude(state__in=Video.OUT)
    assert planned.count() == 3


def test_what_wins_in_the_demo_is_what_was_made_to_win():
    posts = [post for post in tell(DAYS, seed=SEED).posts if post.day < DAYS.last]
    rows = [
        {"views": post.views_by(DAYS.last), "age": (DAYS.last - post.day).days + 0.5, "day": str(post.day)}
        | {"boosted": post.look.boosted}
        | post.look.levels
        for post in posts
    ]
    table = learn(
        DataFrame(rows), outcome="views", facets=list(SHARES), published_at="day", age_days="age", boosted="boosted"
    ).table
    called = {verdict: set(rows["facet"] + "." + rows["level"]) for verdict, rows in table.groupby("verdict")}
    assert "theme.backstage" in called["winner"] <= {name for name, lift in LIFTS.items() if lift > 0}
    assert "theme.offer" in called["losing"]


def test_nothing_in_the_exports_is_unexplained(demo):
    told = [str(problem) for problem in ImportProblem.objects.filter(brand=demo)]
    assert told == ["Rows that are a description or a total, not data: 1."]  # below the header of the English order list


def test_a_second_run_changes_nothing_and_tells_the_sign_ins_again(demo, capsys):
    call_command("seed_demo")
    assert Brand.objects.filter(slug=SLUG).count() == 1
    assert capsys.readouterr().out.splitlines()[0].split("  ")[0] == "ken@demo.example"


def test_an_export_is_named_as_studio_names_it():
    name, _content = studio_zip(tell(DAYS, seed=SEED), handle=HANDLE, missing=set())
    assert name == f"Overview_2025-11-21_1795186799_{HANDLE}.zip"
