"""What videos brought by day, typed from TikTok Studio or out of another tool: never totals to date."""

from django.utils.translation import gettext_noop

from .period_shape import PeriodShape
from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.video_days",
        title=gettext_noop("Template: videos by day"),
        mark=("Template: videos by day", "テンプレート：動画日別"),
        kind="period",
        grain=("day", "content_id"),
        periods=PeriodShape(grain="video", gmv_kind="direct", needs=("content_url",)),
        columns=(
            needed("day", ("Day", "日付", "Date", "日", "集計日")),
            Column("until", ("To", "終了日", "End date", "まで")),
            needed("content_url", ("Video link", "動画リンク", "動画URL", "Link", "URL", "リンク", "Video ID", "動画ID")),
            Column("title", ("Video title", "動画タイトル", "タイトル", "動画名")),
            Column("views", ("Video views", "視聴数", "再生数", "動画視聴数", "Views", "再生回数")),
            Column("likes", ("Likes", "いいね", "いいね数")),
            Column("comments", ("Comments", "コメント", "コメント数")),
            Column("shares", ("Shares", "シェア", "シェア数")),
            Column("saves", ("Saves", "保存数", "セーブ", "お気に入り")),
            Column("watch_seconds", ("Average watch time", "平均視聴時間")),
            Column("completion_rate", ("Watched full video", "動画をフル視聴", "完了率", "フル視聴率")),
            Column("new_followers", ("New followers", "新規フォロワー", "新規フォロワー数")),
            Column("profile_views", ("Profile views", "プロフィール表示数", "プロフィールの表示回数")),
            Column("product_impressions", ("Product impressions", "商品表示回数", "商品インプレッション")),
            Column("product_clicks", ("Product clicks", "商品クリック数", "商品クリック")),
            Column("orders", ("Orders", "注文数", "注文件数")),
            Column("gmv", ("GMV", "流通総額", "売上", "Sales")),
        ),
    ),
    gettext_noop("Shows how a video grew, where no export tells it by day."),
    {
        "day": (gettext_noop("Day of the numbers, or the first of several."), "2026-11-18"),
        "until": (gettext_noop("Last day, where the numbers count several; else empty."), ""),
        "content_url": (gettext_noop("Address or id of the video."), "https://www.tiktok.com/@shizuku/video/7450000000000000022"),
        "title": (gettext_noop("The caption, or as much of it as you like."), "朝の3分スキンケア"),
        "views": (gettext_noop("4.6万 and 1.2K are understood."), "4.6万"),
        "likes": (gettext_noop("Within the days; may be empty."), "1,204"),
        "comments": (gettext_noop("Within the days; may be empty."), "38"),
        "shares": (gettext_noop("Within the days; may be empty."), "51"),
        "saves": (gettext_noop("Within the days; may be empty."), "220"),
        "watch_seconds": (gettext_noop("1分5秒, 0:12 and plain seconds are understood."), "1分5秒"),
        "completion_rate": (gettext_noop("Percent or 0 to 1, the same way in all rows."), "38%"),
        "new_followers": (gettext_noop("Within the days; may be empty."), "12"),
        "profile_views": (gettext_noop("Within the days; may be empty."), "90"),
        "product_impressions": (gettext_noop("Within the days; may be empty."), "800"),
        "product_clicks": (gettext_noop("Within the days; may be empty."), "64"),
        "orders": (gettext_noop("Within the days; may be empty."), "3"),
        "gmv": (gettext_noop("Amount in the brand's currency."), "¥5,400"),
    },
)
