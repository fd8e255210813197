"""The story written the way TikTok Studio writes it: its zips."""

from datetime import date, datetime, timedelta

from .csv_text import quoted_csv, zip_of
from .story import JAPAN, AccountDay, Post, Story

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def studio_zip(story: Story, *, handle: str, missing: set[date]) -> tuple[str, bytes]:
    """(file name, zip) with the account's days, followers and audience; the days in `missing` have no row."""
    days = [day for day in story.days if day.day not in missing]
    last = story.days[-1].day
    tables = {
        "Overview.csv": _overview(days),
        "Viewers.csv": [("Date", "Total Viewers", "New Viewers", "Returning Viewers"),
                        *((_month_day(d.day), d.viewers, d.new_viewers, d.viewers - d.new_viewers) for d in days)],
        "FollowerHistory.csv": _follower_history(story.days),
        "FollowerActivity.csv": _follower_activity(story.days),
        "FollowerGender.csv": [("Gender", "Distribution"), ("Female", 0.81), ("Male", 0.17), ("Other", 0.02)],
        "FollowerTopTerritories.csv": [("Top territories", "Distribution"), ("JP", 0.902), ("TW", 0.031), ("US", 0.014),
                                       ("HK", 0.011), ("Others", 0.042)],
    }  # fmt: skip
    return f"Overview_{story.days[0].day}_{_epoch(last)}_{handle}.zip", _zip(tables)


def content_zip(story: Story, *, handle: str) -> tuple[str, bytes]:
    """(file name, zip) of two Content.csv a week, for posts of the last 14 days and of three weeks before: 15 each."""
    last = story.days[-1].day
    weeks = [last - timedelta(days=7 * n) for n in range(len(story.days) // 7)]
    tables = {
        f"Content_{week}_{name}.csv": _content(story.posts, week, week - timedelta(days=ago), handle)
        for week in reversed(weeks)
        for name, ago in (("month", 21), ("new", 0))
    }
    return f"Content_{story.days[0].day}_{_epoch(last)}_{handle}.zip", _zip(tables)


def _overview(days: list[AccountDay]) -> list[tuple]:
    header = ("Date", "Video Views", "Profile Views", "Likes", "Comments", "Shares")
    return [header, *((_month_day(d.day), d.views, d.profile_views, d.likes, d.comments, d.shares) for d in days)]


def _follower_history(days: list[AccountDay]) -> list[tuple]:
    gains = [0, *(now.followers - before.followers for before, now in zip(days, days[1:], strict=False))]
    header = ("Date", "Followers", "Difference in followers from previous day")
    return [header, *((_month_day(d.day), d.followers, gain) for d, gain in zip(days, gains, strict=True))]


def _follower_activity(days: list[AccountDay]) -> list[tuple]:
    """A week of hours, busiest at 21:00."""
    wave = (22, 14, 9, 7, 8, 14, 28, 40, 38, 30, 28, 33, 46, 38, 30, 30, 34, 42, 52, 62, 72, 78, 66, 42)
    rows = [(_month_day(d.day), hour, round(d.followers * share / 130)) for d in days[-7:] for hour, share in enumerate(wave)]
    return [("Date", "Hour", "Active followers"), *rows]


def _content(posts: list[Post], day: date, until: date, handle: str) -> list[tuple]:
    """As it stood at the end of `day`: what was posted in the 14 days up to `until`."""
    recent = [post for post in posts if until - timedelta(days=14) < post.day <= until]
    top = sorted(recent, key=lambda post: -post.views_by(day))[:15]
    header = (
        "Time", "Video title", "Video link", "Post time", "Total likes", "Total comments", "Total shares", "Total views",
        "Total play time", "Average watch time", "Watched full video", "Add to favorites",
    )  # fmt: skip
    rows = [
        (_month_day(day), post.look.caption, f"https://www.tiktok.com/@{handle}/video/{post.external_id}", _posted(post),
         round(views * post.like_rate), round(views * post.like_rate * 0.06), round(views * post.like_rate * 0.09), views,
         _clock(views * watched), _clock(watched), f"{100 * post.watch_share**1.7:.1f}%", round(views * post.save_rate))
        for post in top for views in (post.views_by(day),) for watched in (post.watch_share * post.look.seconds,)
    ]  # fmt: skip
    return [header, *rows]


def _posted(post: Post) -> str:
    return f"{post.day.year}年{post.day.month}月{post.day.day}日 {post.at:%H:%M}"


def _clock(seconds: float) -> str:
    """As the extended table tells a length: 16h:26m:21s, and 0:12 below an hour."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes // 60}h:{minutes % 60:02}m:{rest:02}s" if minutes >= 60 else f"{minutes}:{rest:02}"


def _month_day(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.day}"


def _epoch(day: date) -> int:
    """The last second of the day in Japan, as in the names Studio gives."""
    return int(datetime(day.year, day.month, day.day, 23, 59, 59, tzinfo=JAPAN).timestamp())


def _zip(tables: dict[str, list[tuple]]) -> bytes:
    return zip_of({name: quoted_csv(rows) for name, rows in tables.items()})
