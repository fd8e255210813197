"""Followers by age, as TikTok Studio and Business Suite show them: shares 0–1 on the day of the export."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_studio.follower_ages",
    title=gettext_noop("TikTok Studio: followers by age"),
    kind="audience_share",
    dimension="age",
    grain=("dimension", "bucket"),
    columns=(
        Column("bucket", ("Age", "Age group", "年齢", "年齢層"), required=True),
        Column("share", ("Distribution", "Percentage", "割合", "分布"), required=True),
    ),
)
