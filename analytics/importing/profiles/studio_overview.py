"""TikTok Studio → Analytics → Overview (Overview.csv), also Business Suite's, and sheets kept by hand with the labels
of the Japanese app. One row per day of the account's zone."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_studio.overview",
    title=gettext_noop("TikTok Studio: overview by day"),
    kind="account_day",
    grain=("day",),
    columns=(
        Column("day", "day", ("Date", "日付", "日"), required=True),
        Column("video_views", "count", ("Video Views", "動画の視聴数", "動画視聴数"), required=True),
        Column("profile_views", "count", ("Profile Views", "プロフィールの表示回数", "プロフィール表示回数")),
        Column("likes", "count", ("Likes", "いいね", "いいね数")),
        Column("comments", "count", ("Comments", "コメント", "コメント数")),
        Column("shares", "count", ("Shares", "シェア", "シェア数")),
        Column("followers", "count", ("Followers", "トータルフォロワー数")),
        Column("net_followers", "count", ("Net growth", "純フォロワー数")),
    ),
)
