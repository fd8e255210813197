"""TikTok Studio → Analytics → Followers (FollowerTopTerritories.csv): shares 0–1 on the day of the export."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_studio.follower_territories",
    title=gettext_noop("TikTok Studio: followers by territory"),
    kind="audience_share",
    dimension="territory",
    grain=("dimension", "bucket"),
    columns=(
        Column("bucket", ("Top territories", "上位の地域", "地域", "国・地域"), required=True),
        Column("share", ("Distribution", "割合", "分布"), required=True),
    ),
)
