"""Who is still watching at a second of a video, where views came from, and how old viewers are: typed from TikTok Studio."""

from django.utils.translation import gettext_noop

from .profile import Column
from .template import Template, needed, template_profile

TEMPLATE = Template(
    template_profile(
        "template.curve",
        title=gettext_noop("Template: retention, sources and ages of a video"),
        mark=("Template: retention", "テンプレート：視聴維持率"),
        kind="curve",
        grain=("kind", "content_id", "bucket"),
        columns=(
            needed("content_id", ("Video", "動画", "Video link", "動画リンク", "Video ID", "動画ID")),
            Column("kind", ("What", "種類", "Kind", "区分")),
            needed(
                "bucket",
                ("Second, source or age", "秒・流入元・年代", "Second", "秒", "Source", "流入元", "Age", "年代"),
            ),
            needed("share", ("Share", "割合", "視聴維持率", "維持率", "Retention", "Percent", "比率")),
        ),
    ),
    gettext_noop("Shows at which second people leave a video, and what brought them."),
    {
        "content_id": (gettext_noop("Address or id of the video."), "https://www.tiktok.com/@shizuku/video/7450000000000000022"),
        "kind": (gettext_noop("retention, source or age. Without the column: retention."), "retention"),
        "bucket": (gettext_noop("The second, the source as TikTok calls it, or the age group."), "3"),
        "share": (gettext_noop("Percent or 0 to 1, the same way in all rows."), "62%"),
    },
)
