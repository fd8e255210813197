"""The words every new brand starts with: nine facets of a video and their levels, by code, in Japanese and English.

A brand renames, hides, adds and merges its own copies; what is set nowhere is simply not said. Length and slot are derived.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class SeedFacet:
    code: str
    ja: str
    en: str
    levels: tuple[tuple[str, str, str], ...]  # (code, ja, en)
    is_derived: bool = False


SEED = (
    SeedFacet("hook", "冒頭フック", "Hook", (
        ("question", "問いかけ", "Question"), ("pain", "悩み共感", "Pain point"), ("surprise", "驚き・意外性", "Surprise"),
        ("result", "結果先出し", "Result first"), ("before_after", "ビフォーアフター", "Before-after"),
        ("pov", "あるある・POV", "POV"), ("loss", "知らないと損", "Loss aversion"),
        ("list", "数字・ランキング", "List or number"), ("offer", "お得先出し", "Offer first"),
        ("product", "商品先出し", "Product first"),
    )),
    SeedFacet("theme", "テーマ", "Theme", (
        ("product", "商品紹介", "Product"), ("vision", "ビジョン・想い", "Vision"), ("face", "素顔", "Real face"),
        ("backstage", "舞台裏・現場", "Backstage"), ("daily", "日常", "Daily life"), ("howto", "ハウツー", "How-to"),
        ("voice", "お客様の声", "Customer voice"), ("compare", "比較", "Comparison"),
        ("trend", "トレンド・季節", "Trend or season"), ("offer", "セール・告知", "Offer or notice"),
    )),
    SeedFacet("format", "見せ方", "Format", (
        ("talk", "語り", "Talking head"), ("demo", "実演", "Demo"), ("unboxing", "開封", "Unboxing"),
        ("review", "レビュー", "Review"), ("steps", "手順解説", "Step-by-step"), ("vlog", "密着・Vlog", "Vlog"),
        ("skit", "寸劇", "Skit"), ("text", "文字・スライド", "Text or slides"), ("reply", "コメント返信", "Comment reply"),
        ("live_clip", "LIVE切り抜き", "LIVE clip"),
    )),
    SeedFacet("presenter", "出演者", "Presenter", (
        ("owner", "社長・販売主", "Owner"), ("staff", "スタッフ", "Staff"), ("creator", "クリエイター", "Creator"),
        ("customer", "お客様", "Customer"), ("expert", "専門家", "Expert"), ("hands", "手元のみ", "Hands only"),
        ("none", "出演なし", "No person"), ("ai", "AI・アバター", "AI avatar"),
    )),
    SeedFacet("cta", "行動喚起", "Call to action", (
        ("tag", "商品タグ", "Product tag"), ("profile", "プロフィールリンク", "Profile link"),
        ("live", "LIVE誘導", "Go to LIVE"), ("follow", "フォロー", "Follow"), ("save", "保存", "Save"),
        ("comment", "コメント", "Comment"), ("coupon", "クーポン", "Coupon"), ("none", "なし", "None"),
    )),
    SeedFacet("sound", "音源", "Sound", (
        ("trend", "トレンド音源(商用可)", "Trending, licensed"), ("bgm", "商用BGM", "Library music"),
        ("narration", "ナレーション", "Narration"), ("voice", "地声", "Natural voice"),
        ("ambient", "環境音・ASMR", "Ambient or ASMR"), ("own", "自社音源", "Own sound"),
        ("silent", "無音・字幕のみ", "Silent, captions"),
    )),
    SeedFacet("pacing", "テンポ", "Pacing", (
        ("fast", "カット多め", "Fast cuts"), ("normal", "標準", "Standard"), ("slow", "ゆったり", "Slow"),
        ("one_take", "長回し", "One take"), ("loop", "ループ", "Loop"),
    )),
    SeedFacet("length", "尺", "Length", (
        ("s10", "〜10秒", "≤10 s"), ("s20", "11〜20秒", "11–20 s"), ("s34", "21〜34秒", "21–34 s"),
        ("s60", "35〜60秒", "35–60 s"), ("s180", "61〜180秒", "61–180 s"), ("long", "181秒〜", "≥181 s"),
    ), is_derived=True),
    SeedFacet("slot", "投稿枠", "Posting slot", (
        ("early", "早朝 5〜8時", "Early 5–8"), ("morning", "午前 9〜10時", "Morning 9–10"), ("noon", "昼 11〜13時", "Noon 11–13"),
        ("afternoon", "午後 14〜17時", "Afternoon 14–17"), ("evening", "夕方 18〜20時", "Evening 18–20"),
        ("night", "夜 21〜23時", "Night 21–23"), ("late", "深夜 0〜4時", "Late night 0–4"),
    ), is_derived=True),
)  # fmt: skip
