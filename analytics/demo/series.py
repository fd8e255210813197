"""What comes back, and what waits: a weekly series, three ideas with votes, and a video with two hooks."""

from datetime import date, time, timedelta

from planner.ideas.inbox import add_idea, vote
from planner.models import Account
from planner.series.pairing import make_second
from planner.series.recurring import start_series
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Brand, User

IDEAS = (  # (title, pattern, how many of the brand want it)
    ("初雪の日の工場見学", "theme.backstage", 3),
    ("店長がお客さまの声を読む", "theme.voice", 2),
    ("乾燥する朝、3秒で潤う比較", "hook.pain", 1),
)


def show_series(brand: Brand, account: Account, owner: User, *, today: date) -> None:
    vocabulary, people = vocabulary_of(brand), list(brand.members.order_by("pk"))
    for title, pattern, votes in IDEAS:
        idea = add_idea(brand=brand, by=owner, title=title, levels=[vocabulary.find(pattern)])
        for person in people[:votes]:
            vote(video=idea, by=person)
    theme = vocabulary.find("theme.backstage")
    series = start_series(
        brand=brand, by=owner, first_day=today + timedelta(days=1), levels={theme.facet: theme}, name="火曜の工場だより",
        account=account, owner=owner, weekdays=[1], every_weeks=1, time=time(19, 0), last_day=None, hook="今週の工場",
        caption="今週の工場から。 #舞台裏 #スキンケア", script="", kind="video", seconds=30,
    )  # fmt: skip
    first = series.videos.order_by("series_day").first()
    day = first.planned_day + timedelta(days=2)
    make_second(video=first, by=owner, version=first.version, hook="この一滴、どこから来たか知っていますか", level=None, day=day)
