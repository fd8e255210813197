"""What the made-up brand's videos are like: a level of each facet, drawn apart from the others, and what each is truly worth.

`LIFTS` is the truth behind the numbers, as the log of the factor on views (of saves, product clicks and orders per view: the
others): the pages have to find it. What brings views is not what sells.
"""

from dataclasses import dataclass
from random import Random

HOOKS = {  # level → how its captions begin; {} is the topic
    "question": "ご質問：{}？", "pain": "また夕方に乾く。{}", "surprise": "まさか、{}", "result": "結論から。{}",
    "loss": "知らないと損、{}", "list": "3つだけ：{}", "product": "{}、これです", "before_after": "2週間の前と後、{}",
    "pov": "あるある：{}", "offer": "今だけ、{}",
}  # fmt: skip
TOPICS = {  # level of the theme → its topics
    "backstage": ("工場の朝、最初の1滴", "米ぬかが化粧水になるまで", "検品で落ちる瓶", "徹夜の充填ライン", "ゆず農家の収穫"),
    "howto": ("その洗い方", "化粧水の順番", "朝の3分", "毛穴の洗い方"),
    "face": ("社長が毎晩やること", "開発者の失敗", "新人の1日"),
    "product": ("朝つゆ化粧水", "米ぬかクレンジングバーム", "ゆず美容液"),
    "daily": ("ゆずの皮をむく音", "事務所の猫", "雨の日の倉庫"),
    "voice": ("お客様の2週間", "届いた手紙"),
    "compare": ("バームとオイル", "朝用と夜用"),
    "trend": ("冬の乾燥", "花粉の季節"),
    "offer": ("はじめての3点セット", "送料無料の週末"),
    "vision": ("なぜ米ぬかなのか",),
}
SHARES = {  # facet → how often each level is used
    "hook": {"question": 14, "loss": 12, "surprise": 12, "list": 11, "pov": 10, "pain": 9, "result": 9, "product": 9,
             "before_after": 8, "offer": 6},
    "theme": {"howto": 22, "backstage": 20, "product": 16, "face": 11, "daily": 9, "voice": 8, "offer": 6, "compare": 4,
              "trend": 3, "vision": 1},
    "format": {"demo": 22, "vlog": 18, "steps": 16, "talk": 14, "review": 10, "unboxing": 8, "text": 7, "reply": 5},
    "presenter": {"staff": 40, "owner": 22, "hands": 20, "customer": 10, "none": 8},
    "cta": {"profile": 26, "save": 22, "tag": 18, "follow": 14, "comment": 12, "none": 8},
    "sound": {"bgm": 34, "voice": 24, "narration": 20, "ambient": 16, "silent": 6},
    "pacing": {"normal": 48, "fast": 34, "slow": 18},
}  # fmt: skip
LIFTS = {
    "theme.backstage": 0.60, "theme.offer": -0.55, "theme.face": 0.15, "hook.loss": 0.40, "hook.offer": -0.40,
    "hook.product": -0.15, "presenter.owner": 0.20, "format.text": -0.25, "seconds.short": 0.15,
}  # fmt: skip
SAVE_LIFTS = {"theme.howto": 0.60, "hook.list": 0.45, "cta.save": 0.30, "theme.daily": -0.40}
CLICK_LIFTS = {"cta.tag": 0.60, "format.demo": 0.30, "format.talk": -0.35}
SELL_LIFTS = {"theme.offer": 0.90, "format.demo": 0.60, "theme.backstage": -0.70, "presenter.customer": 0.40}
TAGS = ("#しずくの庭", "#スキンケア", "#美容", "#化粧水", "#保湿", "#毎日のケア")
SECONDS = (9, 14, 18, 24, 31, 38, 52, 75)
SHORT = 34  # up to this long counts as short in LIFTS


@dataclass(frozen=True)
class Look:
    """One video: `levels` by facet code, in the first vocabulary."""

    caption: str
    levels: dict[str, str]
    seconds: int
    boosted: bool

    @property
    def lift(self) -> float:
        """The log of its expected views over the brand's usual, organic."""
        return self._sum(LIFTS) + (LIFTS["seconds.short"] if self.seconds <= SHORT else 0.0)

    @property
    def save_lift(self) -> float:
        return self._sum(SAVE_LIFTS)

    @property
    def click_lift(self) -> float:
        """Of product clicks per impression."""
        return self._sum(CLICK_LIFTS)

    @property
    def sell_lift(self) -> float:
        """Of orders per view."""
        return self._sum(SELL_LIFTS)

    def _sum(self, lifts: dict[str, float]) -> float:
        return sum(lifts.get(f"{facet}.{level}", 0.0) for facet, level in self.levels.items())


def look(random: Random) -> Look:
    levels = {facet: random.choices(list(shares), list(shares.values()))[0] for facet, shares in SHARES.items()}
    topic = random.choice(TOPICS[levels["theme"]])
    caption = " ".join([HOOKS[levels["hook"]].format(topic), *random.sample(TAGS, k=2)])
    return Look(caption, levels, random.choice(SECONDS), boosted=random.random() < 0.06)
