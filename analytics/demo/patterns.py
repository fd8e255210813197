"""The made-up brand says what its videos are like: a level per facet, the length, and whether it was boosted."""

from collections.abc import Iterable

from planner.changes import record_changes
from planner.models import Facet, Level, Video
from planner.vocabulary.levels import vocabulary_of
from planner.vocabulary.tagging import set_each, set_levels
from tkcommerce.brands.models import Brand, User

from .story import Post

PLANNED = {  # the hook of a plan → its levels
    "徹夜の充填ライン": "hook.surprise theme.backstage format.vlog",
    "BF予告：今年は1つだけ": "hook.offer theme.offer format.text",
    "洗顔後、3分の現場": "hook.question theme.backstage format.steps",
    "BF当日：在庫の棚から": "hook.offer theme.offer format.vlog",
    "開封：届いたままの3点": "hook.product theme.product format.unboxing",
    "お客様の2週間": "hook.before_after theme.voice format.review",
    "初雪の日の原料畑": "hook.surprise theme.trend format.vlog",
    "社長、乾燥肌に答える": "hook.question theme.face format.reply",
}


def set_demo_patterns(brand: Brand, posts: Iterable[Post], *, by: User) -> None:
    """One act for everything posted, as a person would do it; the last idea stays without."""
    vocabulary = vocabulary_of(brand)

    def levels(names: Iterable[str]) -> dict[Facet, Level | None]:
        found = [vocabulary.find(name) for name in names]
        return {level.facet: level for level in found if level}

    looks = {post.external_id: post.look for post in posts}
    videos = list(brand.videos.exclude(external_id=""))
    for video in videos:
        video.seconds, video.is_boosted = looks[video.external_id].seconds, looks[video.external_id].boosted
    Video.objects.bulk_update(videos, ["seconds", "is_boosted"])
    record_changes({video: {"seconds": [None, video.seconds]} for video in videos}, by, verb="edited")
    wanted = {video: levels(f"{facet}.{code}" for facet, code in looks[video.external_id].levels.items()) for video in videos}
    set_each(brand=brand, wanted=wanted, by=by)
    for video in brand.videos.filter(hook__in=PLANNED):
        set_levels(video=video, levels=levels(PLANNED[video.hook].split()), by=by, version=video.version)
