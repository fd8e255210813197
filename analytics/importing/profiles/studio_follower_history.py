"""TikTok Studio → Analytics → Followers (FollowerHistory.csv). One row per day of the account's zone."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_studio.follower_history",
    title=gettext_noop("TikTok Studio: followers by day"),
    kind="account_day",
    grain=("day",),
    columns=(
        Column("day", ("Date", "日付", "日"), required=True),
        Column(
            "followers",
            ("Followers", "Total followers", "トータルフォロワー数", "フォロワー数"),
            required=True,
        ),
        Column(
            "net_followers",
            ("Difference in followers from previous day", "Net growth", "純フォロワー数"),
        ),
    ),
)
