"""What the made-up brand's videos are like, in the first vocabulary: a level per facet, by caption and by planned hook."""

from planner.levels import vocabulary_of
from planner.models import Facet, Level
from planner.tagging import bulk_set, set_levels
from tkcommerce.brands.models import Brand, User

PATTERNS = {  # the first words of a caption → its levels
    "工場の朝": "hook.surprise theme.backstage format.vlog presenter.staff cta.follow sound.ambient pacing.slow",
    "その洗い方": "hook.loss theme.howto format.demo presenter.hands cta.save sound.narration pacing.fast",
    "社長が毎晩": "hook.pov theme.face format.talk presenter.owner cta.tag sound.voice pacing.normal",
    "乾燥、夕方": "hook.pain theme.product format.demo presenter.staff cta.tag sound.bgm pacing.normal",
    "米ぬかが": "hook.result theme.backstage format.steps presenter.staff cta.follow sound.ambient pacing.normal",
    "3点セット": "hook.product theme.product format.unboxing presenter.hands cta.tag sound.bgm pacing.fast",
    "ご質問": "hook.question theme.howto format.reply presenter.owner cta.comment sound.voice pacing.normal",
    "検品で": "hook.surprise theme.backstage format.vlog presenter.staff cta.comment sound.voice pacing.normal",
    "ゆずの皮": "hook.product theme.daily format.text presenter.none cta.none sound.ambient pacing.one_take",
    "冬の乾燥": "hook.list theme.howto format.text presenter.owner cta.save sound.narration pacing.fast",
    "お客様の": "hook.before_after theme.voice format.review presenter.customer cta.profile sound.narration pacing.normal",
    "朝の3分": "hook.list theme.howto format.steps presenter.staff cta.save sound.bgm pacing.fast",
}
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


def set_demo_patterns(brand: Brand, *, by: User) -> None:
    """One act per kind of caption, as a person would do it; the last idea stays without."""
    vocabulary = vocabulary_of(brand)

    def levels(names: str) -> dict[Facet, Level | None]:
        found = [vocabulary.find(name) for name in names.split()]
        return {level.facet: level for level in found if level}

    for start, names in PATTERNS.items():
        bulk_set(brand=brand, videos=brand.videos.filter(caption__startswith=start), levels=levels(names), by=by)
    for video in brand.videos.filter(hook__in=PLANNED):
        set_levels(video=video, levels=levels(PLANNED[video.hook]), by=by, version=video.version)
