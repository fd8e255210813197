"""The checklist and the NG words that every new brand starts with. A brand edits its own copies.

What the words stand for: the standard against hidden advertising (景表法 5-3, since October 2023), misleading representations
(景表法), and the advertising rules of the Pharmaceutical and Medical Device Act (薬機法). Examples; no legal advice.
"""

from dataclasses import dataclass

from planner.models import ChecklistItem, NgWord
from tkcommerce.brands.models import Brand

PAID = ["creator", "affiliate", "gift"]
REGULATED = ["cosmetics", "quasi_drug", "supplement", "device"]
WORDS = frozenset({"hook", "caption", "script"})


@dataclass(frozen=True)
class SeedItem:
    """`about`: which content a tick is about; an edit of it takes the tick away."""

    code: str
    ja: str
    en: str
    why_ja: str
    why_en: str
    severity: str = "block"
    rule: str = ""
    relations: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    needs_proof: bool = False
    about: frozenset[str] = WORDS


ITEMS = (
    SeedItem(
        "pr_label",
        "広告表示：キャプションの先頭に #PR・広告 など",
        "Advertising label such as #PR at the start of the caption",
        "ステマ規制(景表法)。ハッシュタグに埋もれた表示は不明瞭とされ、事業者の責任になります。",
        "Hidden advertising is forbidden; a label buried among hashtags counts as unclear, and the business is liable.",
        rule="pr_label",
        relations=tuple(PAID),
    ),
    SeedItem(
        "staff_post",
        "スタッフ投稿：会社の指示なら広告と分かる表示がある",
        "Staff posts made as instructed say that they are ads",
        "会社の指示による投稿は広告とみなされます。",
        "A post that the company asked for counts as its advertisement.",
        relations=("staff",),
        about=WORDS | {"relation"},
    ),
    SeedItem(
        "claims",
        "優良誤認・有利誤認：根拠のないNo.1・効果・比較がない",
        "No unproved No. 1, effect or comparison",
        "景表法。表示には合理的な根拠資料が要ります。",
        "Misleading representations are forbidden; claims need a reasonable basis on file.",
    ),
    SeedItem(
        "keihyoho_words",
        "景表法のNGワードがない(あれば根拠を添える)",
        "No NG words for misleading claims, or proof beside them",
        "「No.1」「絶対」などは根拠資料があるときだけ。",
        "Words such as “No. 1” only with proof on file.",
        severity="warn",
        rule="keihyoho_words",
        needs_proof=True,
    ),
    SeedItem(
        "yakkiho_check",
        "薬機法：専門の担当が表現を確認した",
        "A trained person checked the wording (薬機法)",
        "化粧品・健康食品・機器は、言える効能の範囲が決まっています。",
        "What may be claimed of cosmetics, supplements and devices is limited by law.",
        categories=tuple(REGULATED),
        about=WORDS | {"products"},
    ),
    SeedItem(
        "yakkiho_words",
        "薬機法のNGワードがない(あれば理由を添える)",
        "No NG words of 薬機法, or the reason beside them",
        "治療や確実な効果を思わせる言葉は避けます。",
        "Words that promise a cure or a sure effect are to be avoided.",
        rule="yakkiho_words",
        categories=tuple(REGULATED),
        needs_proof=True,
    ),
    SeedItem(
        "brand_words",
        "ブランドのNGワードがない",
        "No NG words of the brand",
        "ブランドで決めた言葉づかいです。",
        "How this brand wants to speak.",
        severity="warn",
        rule="brand_words",
    ),
    SeedItem(
        "price_told",
        "価格・割引が商品ページと同じ",
        "Price and discount equal the product page",
        "投稿日の商品ページと同じ価格に。終わった割引は取り下げます。",
        "Equal to the product page on the day of posting; take it down when the offer is over.",
        rule="price_told",
    ),
    SeedItem(
        "sound_licence",
        "音源：商用楽曲ライブラリか、自社の許諾記録",
        "Sound from the Commercial Music Library, or own licence on record",
        "一般の楽曲ライブラリは商用に使えません。",
        "The general library may not be used commercially.",
        rule="sound_licence",
    ),
    SeedItem(
        "rights",
        "出演者・撮影場所・商標の許諾がある",
        "Consent of people, place and trademark owners",
        "肖像権・施設・商標の確認です。",
        "Portrait, place and trademark rights.",
        about=frozenset({"script", "cover"}),
    ),
    SeedItem(
        "ai_label",
        "AI生成：ラベルを付ける",
        "Label on realistic AI content",
        "TikTok Shopの米国・英国のポリシーで必要。ほかの市場は確認してください。",
        "TikTok Shop's policies for the US and the UK ask for it. For other markets, check.",
        severity="warn",
        rule="ai_label",
        about=frozenset({"is_ai", "caption"}),
    ),
    SeedItem(
        "prizes",
        "景品・プレゼント企画：上限を法務に確認した",
        "Prizes and giveaways: limits checked with legal",
        "企画があるときだけ。上限は法務に聞いてください。",
        "Only where there is one. Ask your legal person about limits.",
        severity="warn",
    ),
    SeedItem(
        "stock",
        "商品タグ・在庫・出荷日数・プロフィールのリンクを確認",
        "Product tag, stock, shipping days and profile link are right",
        "買いたい人が行き止まりにならないように。",
        "So that nobody who wants to buy gets stuck.",
        severity="warn",
        about=frozenset({"products", "account"}),
    ),
    SeedItem(
        "link_set",
        "行き先と商品・リンクが入っている",
        "Destination with product or link is set",
        "買いたい人が行き止まりにならないように。",
        "So that nobody who wants to buy gets stuck.",
        severity="warn",
        rule="link_set",
    ),
    SeedItem(
        "ready_to_post",
        "キャプション・カバー・投稿枠がそろっている",
        "Caption, cover and slot are set",
        "投稿の直前に慌てないために。",
        "So that nothing is missing at the time of posting.",
        severity="warn",
        rule="ready_to_post",
    ),
    SeedItem(
        "facets_filled",
        "切り口がすべて入っている",
        "All patterns are set",
        "あとで何が効いたか分かるように。",
        "So that the result can teach what works.",
        severity="warn",
        rule="facets_filled",
    ),
)
ABOUT = {item.code: item.about for item in ITEMS}

# (word, say instead)
YAKKIHO = (
    ("治る", ""), ("治す", ""), ("治った", ""), ("治療", ""), ("完治", ""), ("効く", ""), ("効果抜群", ""), ("即効", ""),
    ("シミが消える", "日やけによるシミを防ぐ"), ("シワが消える", "乾燥による小ジワを目立たなくする"),
    ("ニキビが治る", "ニキビを防ぐ"),
    ("アトピー", ""), ("若返り", "年齢に応じたケア"), ("若返る", "年齢に応じたケア"), ("アンチエイジング", "エイジングケア"),
    ("細胞を活性化", ""), ("細胞再生", ""), ("デトックス", ""), ("医師推奨", ""), ("医師も推薦", ""), ("皮膚科医がすすめる", ""),
    ("脂肪燃焼", ""), ("痩せる", ""), ("免疫力", ""), ("血圧が下がる", ""), ("副作用なし", ""), ("安全性が証明", ""),
)  # fmt: skip
KEIHYOHO = (
    ("No.1", "出典と調査条件を添える"), ("ナンバーワン", "出典と調査条件を添える"), ("日本一", "出典と調査条件を添える"),
    ("世界一", "出典と調査条件を添える"), ("世界初", "根拠資料を添える"), ("日本初", "根拠資料を添える"),
    ("業界初", "根拠資料を添える"),
    ("最安", "比べた店と日を添える"), ("最高級", ""), ("絶対", ""), ("必ず", ""), ("100%", ""), ("完全", ""), ("万能", ""),
    ("誰でも", ""), ("永久", ""), ("今だけ", "期間を書く"),
)  # fmt: skip


def seed_checklist(brand: Brand) -> None:
    """Two statements."""
    ChecklistItem.objects.bulk_create(ChecklistItem(brand=brand, position=at, **values_of(item)) for at, item in enumerate(ITEMS))
    NgWord.objects.bulk_create(NgWord(brand=brand, **values) for values in word_values())


def values_of(item: SeedItem) -> dict:
    return {
        "code": item.code, "label_ja": item.ja, "label_en": item.en, "why_ja": item.why_ja, "why_en": item.why_en,
        "severity": item.severity, "rule": item.rule, "relations": list(item.relations), "categories": list(item.categories),
        "needs_proof": item.needs_proof,
    }  # fmt: skip


def word_values() -> list[dict]:
    health = [{"word": word, "law": "yakkiho", "instead": instead, "categories": REGULATED} for word, instead in YAKKIHO]
    return [*health, *({"word": word, "law": "keihyoho", "instead": instead} for word, instead in KEIHYOHO)]
