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
        Column("day", ("Date", "日付", "日"), required=True),
        Column("video_views", ("Video Views", "動画の視聴数", "動画視聴数"), required=True),
        Column("profile_views", ("Profile Views", "プロフィールの表示回数", "プロフィール表示回数")),
        Column("likes", ("Likes", "いいね", "いいね数")),
        Column("comments", ("Comments", "コメント", "コメント数")),
        Column("shares", ("Shares", "シェア", "シェア数")),
        Column("reach", ("Reached audience", "リーチしたオーディエンス")),
        Column("engaged_audience", ("Engaged audience", "エンゲージしたオーディエンス")),
        Column("website_clicks", ("Website clicks", "ウェブサイトのクリック数")),
        Column("new_followers", ("New followers", "新規フォロワー数")),
        Column("lost_followers", ("Lost followers", "フォロワー解除数")),
        Column("followers", ("Followers", "Total followers", "トータルフォロワー数")),
        Column("net_followers", ("Net growth", "純フォロワー数")),
    ),
)
