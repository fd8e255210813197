"""Affiliate centre → creators → Export: what each creator sold within the days of the list. Amounts are attributed GMV."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_affiliate.creators",
    title=gettext_noop("TikTok Shop affiliate: creators and their sales"),
    kind="period",
    grain=("creator",),
    data_rows=("creator", r"(?s)(?!-+$|Total$|合計$).+"),
    periods=PeriodShape(grain="creator", gmv_kind="affiliate", needs=("creator",)),
    columns=(
        Column("title", ("Creator nickname", "クリエイターのニックネーム")),
        Column("creator", ("Creator username", "クリエイターのユーザー名"), required=True),
        Column("gmv", ("Affiliate GMV", "成果報酬GMV"), required=True),
        Column("refunded", ("Refunded GMV", "Refunds")),
        Column("items", ("Items sold", "Affiliate items sold", "販売数"), required=True, ranked=True),
        Column("refunded_items", ("Items refunded", "Refunded items")),
        Column("orders", ("Affiliate orders", "Attributed orders", "Orders"), ranked=True),
        Column("customers", ("Affiliate customers", "Customers"), ranked=True),
        Column("commission_estimated", ("Est. commission", "推定成果報酬")),
        Column("videos", ("Videos", "Affiliate videos"), ranked=True),
        Column("lives", ("LIVEs", "LIVE streams", "Affiliate LIVEs"), ranked=True),
        Column("samples", ("Samples shipped", "Samples"), ranked=True),
    ),
)
