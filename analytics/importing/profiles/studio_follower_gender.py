"""TikTok Studio → Analytics → Followers (FollowerGender.csv): shares 0–1 on the day of the export."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_studio.follower_gender",
    title=gettext_noop("TikTok Studio: followers by gender"),
    kind="audience_share",
    dimension="gender",
    grain=("dimension", "bucket"),
    columns=(
        Column("bucket", ("Gender", "性別"), required=True),
        Column("share", ("Distribution", "割合", "分布"), required=True),
    ),
)
