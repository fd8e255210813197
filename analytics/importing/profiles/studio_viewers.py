"""TikTok Studio → Analytics → Viewers (Viewers.csv). One row per day of the account's zone."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_studio.viewers",
    title=gettext_noop("TikTok Studio: viewers by day"),
    kind="account_day",
    grain=("day",),
    columns=(
        Column("day", ("Date", "日付", "日"), required=True),
        Column("viewers", ("Total Viewers", "視聴者の合計", "合計視聴者数"), required=True),
        Column("new_viewers", ("New Viewers", "新規視聴者", "新規視聴者数")),
        Column("returning_viewers", ("Returning Viewers", "リピート視聴者", "リピート視聴者数")),
    ),
)
