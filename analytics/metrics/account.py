"""Metrics of accounts (by day of the account's zone) and of videos to date."""

from django.utils.translation import gettext_lazy

from .metric import Metric, Unit, simple

_day_sum = gettext_lazy("The sum of the days")

VIDEO_VIEWS = simple("video_views", gettext_lazy("Video views"), _day_sum)
LIKES = simple("likes", gettext_lazy("Likes"), gettext_lazy("The sum of the days; likes taken back are subtracted"))
COMMENTS = simple("comments", gettext_lazy("Comments"), gettext_lazy("The sum of the days; deleted comments are subtracted"))
SHARES = simple("shares", gettext_lazy("Shares"), _day_sum)
PROFILE_VIEWS = simple("profile_views", gettext_lazy("Profile views"), _day_sum)
NEW_VIEWERS = simple("new_viewers", gettext_lazy("New viewers"), _day_sum)
RETURNING_VIEWERS = simple("returning_viewers", gettext_lazy("Returning viewers"), _day_sum)
VIEWERS = simple(
    "viewers",
    gettext_lazy("Viewers, day by day"),
    gettext_lazy("The sum of the days: who came on two days counts twice"),
)
NET_FOLLOWERS = simple(
    "net_followers",
    gettext_lazy("Net new followers"),
    gettext_lazy("Followers at the end − followers before the first day, recomputed from the stands"),
)
FOLLOWERS = simple("followers", gettext_lazy("Followers"), gettext_lazy("The last known stand of each account, added up"))
ENGAGEMENT = Metric(
    "engagement",
    gettext_lazy("Engagement per view"),
    gettext_lazy("(likes + comments + shares) ÷ video views; TikTok's daily file tells no saves"),
    ("likes", "comments", "shares"),
    per=("video_views",),
    unit=Unit.SHARE,
)
PROFILE_VISIT_RATE = Metric(
    "profile_visit_rate",
    gettext_lazy("Profile visit rate"),
    gettext_lazy("profile views ÷ video views"),
    ("profile_views",),
    per=("video_views",),
    unit=Unit.SHARE,
)
NEW_VIEWER_SHARE = Metric(
    "new_viewer_share",
    gettext_lazy("Share of new viewers"),
    gettext_lazy("new viewers ÷ (new + returning viewers)"),
    ("new_viewers",),
    per=("new_viewers", "returning_viewers"),
    unit=Unit.SHARE,
)
VIDEO_ENGAGEMENT = Metric(
    "engagement",
    gettext_lazy("Engagement per view"),
    gettext_lazy("(likes + comments + shares) ÷ views, to date"),
    ("likes", "comments", "shares"),
    per=("views",),
    unit=Unit.SHARE,
)
VIDEO_ENGAGEMENT_WITH_SAVES = Metric(
    "engagement",
    gettext_lazy("Engagement per view"),
    gettext_lazy("(likes + comments + shares + saves) ÷ views, to date"),
    ("likes", "comments", "shares", "saves"),
    per=("views",),
    unit=Unit.SHARE,
)
