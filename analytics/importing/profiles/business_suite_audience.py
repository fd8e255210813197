"""TikTok Business Suite → Audience. One row per day of the account's zone; days carry their year."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="business_suite.audience",
    title=gettext_noop("TikTok Business Suite: followers by day"),
    kind="account_day",
    grain=("day",),
    columns=(
        Column("day", ("Date", "日付", "日"), required=True),
        Column("followers", ("Total followers", "トータルフォロワー数"), required=True),
        Column("new_followers", ("New followers", "新規フォロワー数"), required=True),
        Column("lost_followers", ("Lost followers", "フォロワー解除数")),
        Column("net_followers", ("Net growth", "純フォロワー数")),
        Column("engaged_audience", ("Engaged audience", "エンゲージしたオーディエンス")),
    ),
)
