"""Totals to date of videos, typed from the app or taken out of another tool."""

from django.utils.translation import gettext_noop

from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.videos",
        title=gettext_noop("Template: videos, totals to date"),
        mark=("Template: videos", "テンプレート：動画"),
        kind="video",
        grain=("external_id",),
        columns=(
            Column("exported", ("As of", "取得日", "Exported", "Time", "集計日")),
            needed("url", ("Video link", "動画リンク", "リンク", "URL", "Link", "動画URL", "投稿URL", "Video ID", "動画ID")),
            Column("caption", ("Video title", "動画タイトル", "タイトル", "Caption", "キャプション", "Title", "動画名")),
            Column("posted", ("Post time", "投稿日時", "投稿日", "Posted", "Post date", "公開日")),
            needed("views", ("Video views", "視聴数", "再生数", "Total views", "Views", "動画の視聴数", "再生回数")),
            Column("likes", ("Likes", "いいね", "いいね数", "Total likes")),
            Column("comments", ("Comments", "コメント", "コメント数", "Total comments")),
            Column("shares", ("Shares", "シェア", "シェア数", "Total shares")),
            Column("saves", ("Saves", "保存数", "お気に入り", "セーブ", "Add to favorites", "保存")),
            Column("play_seconds", ("Total play time", "総再生時間")),
            Column("average_watch_seconds", ("Average watch time", "平均視聴時間")),
            Column("full_watch_rate", ("Watched full video", "動画をフル視聴", "完了率", "フル視聴率", "Completion rate")),
        ),
    ),
    gettext_noop("Results of videos, where no export has them: watch time, full views, saves."),
    {
        "exported": (gettext_noop("Day on which you read the numbers. Empty: the day of the upload."), "2026-11-20"),
        "url": (gettext_noop("Address or id of the video."), "https://www.tiktok.com/@shizuku/video/7450000000000000022"),
        "caption": (gettext_noop("The caption, or as much of it as you like."), "朝の3分スキンケア"),
        "posted": (gettext_noop("Day and time of the post."), "2026-11-12 20:00"),
        "views": (gettext_noop("4.6万 and 1.2K are understood, and marked as rounded."), "4.6万"),
        "likes": (gettext_noop("Total so far; may be empty."), "1,204"),
        "comments": (gettext_noop("Total so far; may be empty."), "38"),
        "shares": (gettext_noop("Total so far; may be empty."), "51"),
        "saves": (gettext_noop("Total so far; may be empty."), "220"),
        "play_seconds": (gettext_noop("16h:26m:21s, 1分5秒 and plain seconds are understood."), "16h:26m:21s"),
        "average_watch_seconds": (gettext_noop("16h:26m:21s, 1分5秒 and plain seconds are understood."), "1分5秒"),
        "full_watch_rate": (gettext_noop("Percent or 0 to 1, the same way in all rows."), "38%"),
    },
)
