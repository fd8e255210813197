"""TikTok Studio → Analytics → Followers (FollowerActivity.csv): a week of days and hours of the account's zone."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_studio.follower_activity",
    title=gettext_noop("TikTok Studio: active followers by hour"),
    kind="active_hour",
    grain=("day", "hour"),
    columns=(
        Column("day", ("Date", "日付", "日"), required=True),
        Column("hour", ("Hour", "時間", "時"), required=True),
        Column("active_followers", ("Active followers", "アクティブなフォロワー"), required=True),
    ),
)
