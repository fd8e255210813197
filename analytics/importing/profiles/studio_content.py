"""TikTok Studio → Analytics → Content (Content.csv): the top 5–15 videos with lifetime totals, in the plain form and in
the extended one with play time, watch time and favourites; Business Suite's list of videos too."""

from django.utils.translation import gettext_noop

from .profile import Column, Profile

PROFILE = Profile(
    key="tiktok_studio.content",
    title=gettext_noop("TikTok Studio: videos, totals to date"),
    kind="video",
    grain=("external_id",),
    columns=(
        Column("exported", ("Time", "取得日")),  # the day of the export, the same in every row
        Column("caption", ("Video title", "動画タイトル", "タイトル")),
        Column("url", ("Video link", "動画リンク", "リンク", "URL"), required=True),
        Column("posted", ("Post time", "投稿日時", "投稿日")),
        Column("likes", ("Total likes", "Likes", "いいね", "いいね数")),
        Column("comments", ("Total comments", "Comments", "コメント", "コメント数")),
        Column("shares", ("Total shares", "Shares", "シェア", "シェア数")),
        Column("views", ("Total views", "Video views", "動画の視聴数", "視聴数", "再生数"), required=True),
        Column("play_seconds", ("Total play time", "総再生時間")),
        Column("average_watch_seconds", ("Average watch time", "平均視聴時間")),
        Column("full_watch_rate", ("Watched full video", "動画をフル視聴")),
        Column("saves", ("Add to favorites", "Favorites", "お気に入り", "セーブ", "保存数")),
    ),
)
