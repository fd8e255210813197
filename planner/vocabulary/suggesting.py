"""Which levels a caption hints at, by a table of words anyone can read. Pure; it proposes, a person decides.

A word with # counts only as that hashtag. Japanese is found anywhere, English as whole words; width and case do not matter.
"""

import re
import unicodedata
from dataclasses import dataclass

WORDS = {
    "hook.question": ("ご存知ですか", "知ってますか", "知ってる？", "ですか？", "did you know", "have you ever"),
    "hook.pain": ("悩み", "お悩み", "困って", "乾燥", "毛穴", "ニキビ", "肌荒れ", "struggling", "tired of", "dry skin"),
    "hook.surprise": ("驚き", "まさか", "衝撃", "意外", "勘違い", "surprising", "you won't believe", "shocking"),
    "hook.result": ("結果", "こうなりました", "使ったら", "the result", "results"),
    "hook.before_after": ("ビフォーアフター", "使用前", "使用後", "#beforeafter", "before and after", "before/after"),
    "hook.pov": ("あるある", "#pov", "pov"),
    "hook.loss": ("知らないと損", "もったいない", "損して", "やめて", "don't miss", "stop doing", "you're losing"),
    "hook.list": ("ランキング", "ベスト3", "top 3", "top 5", "top 10"),
    "hook.offer": ("半額", "%off", "無料", "プレゼント企画", "giveaway", "for free"),
    "theme.backstage": ("舞台裏", "現場", "工場", "製造", "仕込み", "#bts", "behind the scenes", "backstage", "factory"),
    "theme.face": ("素顔", "社長", "創業者", "founder", "meet the team"),
    "theme.vision": ("想い", "ビジョン", "わたしたちの夢", "our mission", "our story"),
    "theme.daily": ("日常", "ルーティン", "モーニングルーティン", "routine", "day in my life"),
    "theme.howto": ("ハウツー", "使い方", "やり方", "方法", "コツ", "順番", "how to", "tutorial", "tips"),
    "theme.voice": ("お客様の声", "お客様", "口コミ", "愛用者", "testimonial", "customer review"),
    "theme.compare": ("比較", "違いは", "比べて", "versus", "vs", "compared"),
    "theme.trend": ("流行", "トレンド", "クリスマス", "初雪", "ハロウィン", "trending", "christmas"),
    "theme.offer": ("セール", "クーポン", "割引", "限定", "予告", "ブラックフライデー", "sale", "discount", "black friday"),
    "theme.product": ("新商品", "新発売", "商品紹介", "new product", "now available", "just launched"),
    "format.unboxing": ("開封", "中身", "unboxing"),
    "format.review": ("レビュー", "正直な感想", "review"),
    "format.steps": ("手順", "ステップ", "順番", "step by step", "steps"),
    "format.vlog": ("vlog", "密着", "1日に密着"),
    "format.reply": ("コメント返信", "ご質問", "質問に答え", "質問回答", "replying to", "you asked", "q&a"),
    "format.skit": ("寸劇", "コント", "skit"),
    "format.demo": ("実演", "使ってみた", "やってみた", "試してみた", "demo", "trying"),
    "format.live_clip": ("live切り抜き", "ライブ切り抜き", "切り抜き", "live clip"),
    "presenter.owner": ("社長", "店主", "創業者", "代表", "founder", "ceo"),
    "presenter.staff": ("スタッフ", "社員", "our staff", "our team"),
    "presenter.customer": ("お客様", "愛用者", "our customer"),
    "presenter.expert": ("専門家", "医師", "管理栄養士", "dermatologist", "expert"),
    "presenter.ai": ("#aiアバター", "ai avatar"),
    "cta.profile": ("プロフィール", "プロフのリンク", "link in bio", "link in profile"),
    "cta.tag": ("商品タグ", "左下", "カートから", "tap the tag", "tiktok shop"),
    "cta.live": ("live配信", "ライブ配信", "ライブで", "join the live", "going live"),
    "cta.follow": ("フォロー", "follow us", "follow for"),
    "cta.save": ("保存", "save this", "save for later"),
    "cta.comment": ("コメントで", "コメントして", "教えてください", "comment below", "tell us in the comments"),
    "cta.coupon": ("クーポン", "coupon", "promo code"),
    "sound.ambient": ("asmr", "音だけ"),
    "sound.narration": ("ナレーション", "voiceover", "narrated"),
    "sound.silent": ("無音", "字幕のみ", "no sound"),
    "pacing.one_take": ("長回し", "ノーカット", "one take"),
    "pacing.loop": ("ループ", "loop"),
}
# What the first line shows by its shape rather than by a word.
FIRST_LINE = {
    "hook.question": r"[^\s。、.,#]{1,12}\?",
    "hook.list": r"\d+\s?(?:選|つの|ways|things|reasons|tips|mistakes)",
}


@dataclass(frozen=True)
class Suggestion:
    """A level by name (`theme.backstage`) and the words of the caption that made it, in half width and small letters."""

    name: str
    words: tuple[str, ...]

    @property
    def facet_code(self) -> str:
        return self.name.partition(".")[0]


def suggestions_for(caption: str) -> list[Suggestion]:
    """At most one level per facet: the one with most words, then the one that the table names first."""
    text = _plain(caption)
    first_line = text.strip().partition("\n")[0]
    best: dict[str, Suggestion] = {}
    for name, words in _RULES.items():
        found = [match[0] for word in words if (match := word.search(text))]
        shape = _SHAPES[name].search(first_line) if name in _SHAPES else None
        made_by = tuple(dict.fromkeys([*found, *([shape[0]] if shape else [])]))
        suggestion = Suggestion(name, made_by)
        known = best.get(suggestion.facet_code)
        if made_by and (known is None or len(made_by) > len(known.words)):
            best[suggestion.facet_code] = suggestion
    return list(best.values())


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold().replace("’", "'")


def _rule(word: str) -> re.Pattern[str]:
    word = _plain(word)
    if word.startswith("#"):
        return re.compile(re.escape(word) + r"(?!\w)")
    # English letters must not continue: "vs" is not in "canvas". Next to Japanese they may.
    start = r"(?<![a-z0-9])" if re.match(r"[a-z0-9]", word) else ""
    end = r"(?![a-z0-9])" if re.search(r"[a-z0-9]$", word) else ""
    return re.compile(start + re.escape(word) + end)


_RULES = {name: tuple(_rule(word) for word in words) for name, words in WORDS.items()}
_SHAPES = {name: re.compile(shape) for name, shape in FIRST_LINE.items()}
