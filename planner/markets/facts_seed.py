"""What is known of TikTok Shop in each market, each with its source; the state of October 2026.

Superusers keep it up in the admin. A fee whose first day nobody states has none. What no page states is left out.
"""

from datetime import date
from decimal import Decimal

REGIONS = "partner.tiktokshop.com, Regions and languages"
MARKETS_2025 = "marketmaze.me/article/tiktok-expands-e-commerce-into-mexico-and-europe"
STATUS, LAUNCH, CURRENCY, FEE, REQUIREMENT = "status", "launch", "currency", "seller_fee", "requirement"
CURRENCIES = {
    "JP": "JPY", "ID": "IDR", "MY": "MYR", "PH": "PHP", "SG": "SGD", "TH": "THB", "VN": "VND", "GB": "GBP", "US": "USD",
    "DE": "EUR", "ES": "EUR", "FR": "EUR", "IE": "EUR", "IT": "EUR", "BR": "BRL", "MX": "MXN",
}  # fmt: skip
LAUNCHES = {  # market: (ja, en, source)
    "JP": ("2025年6月30日", "30 June 2025", "techgethub.com/tiktok-shop-opens-for-business-in-japan"),
    "ID": (
        "2021年(2023年10月に停止、12月にTokopediaを通じて再開)",
        "2021 (suspended in October 2023, back through Tokopedia in December)",
        f"{MARKETS_2025}, businesstimes.com.sg (Momentum Works, 2024-07-16)",
    ),
    "GB": ("2021年", "2021", MARKETS_2025),
    **dict.fromkeys(("TH", "VN", "MY", "PH", "SG"), ("2022年", "2022", MARKETS_2025)),
    "US": ("2023年9月", "September 2023", MARKETS_2025),
    "ES": ("2024年12月9日", "9 December 2024", "dataiads.io/es/blog/tiktok-shop-arrive-en-france"),
    "IE": ("2024年12月", "December 2024", "mexicobusiness.news/ecommerce/news/tiktok-shop-launch-mexico-despite-us-ban"),
    "MX": ("2025年2月", "February 2025", "yuguo.clbug.com/article/170849"),
    **dict.fromkeys(("DE", "FR", "IT"), ("2025年3月31日", "31 March 2025",
    "gadinsider.com/tiktok-shop-expands-to-france-germany-and-italy-15053")),
    "BR": ("2025年5月から順次", "from May 2025, gradually", "folhape.com.br/economia"),
}  # fmt: skip
EURO_9 = ("9%", "9%", Decimal("0.09"), date(2026, 1, 8), "ecommercebridge.ro")
EURO_5 = ("5%", "5%", Decimal("0.05"), None, "ecommercebridge.ro")
FEES = {  # market: (ja, en, rate, valid from, source)
    "JP": (
        ("7%(税込、決済手数料込み)。2025年の開店から90日は3%の特典。月額なし",
         "7%, tax and payment processing included; an offer of 3% for the first 90 days in 2025; no monthly fee",
         Decimal("0.07"), date(2025, 6, 30), "baseu.jp/47439, focus.septeni.co.jp/knowledge/marketing/13"),
    ),
    "GB": (("9%(VAT込み)。一部は5%", "9% including VAT; some categories 5%", Decimal("0.09"), None,
            f"{MARKETS_2025}, docs.m2ecloud.com/docs/tiktok-shop-seller-fees-uk"),),
    "US": (("6%。返金時の手数料はその20%(1 SKUにつき最大US$5)", "6%; on a refund 20% of it is kept, at most US$5 per SKU",
            Decimal("0.06"), date(2024, 4, 1), "seller-us.tiktok.com/university/essay?knowledge_id=5982454398175018"),),
    **dict.fromkeys(("ES", "IE", "DE", "FR", "IT"), (EURO_5, EURO_9)),
    "MX": (("6%(最初の90日は免除。情報源は1件)", "6%, waived for the first 90 days (one source)", Decimal("0.06"), None,
            "52by.com/podcast/4996"),),
}  # fmt: skip
REQUIREMENTS = {  # market: (ja, en, source)
    "JP": (
        ("個人(個人事業主を含む):パスポート・運転免許証・在留カードのいずれかと住所の証明。1つの身分証につき1店舗",
         "A person (also a sole proprietor): passport, licence or residence card, and proof of address; one shop per ID",
         "commercepick.com/?p=69792"),
        ("法人:登記簿謄本や印鑑証明書など", "A corporation: certificate of registry, of the seal and the like",
         "commercepick.com/?p=69792"),
        ("アフィリエイトのクリエイター:18歳以上、フォロワー1,000人超",
         "Creators as affiliates: 18 or older, more than 1,000 followers",
         "yokotashurin.com/?p=106125"),
        ("商品価格は1〜500,000円、SKUは300まで、商品名は255文字まで",
         "Prices from ¥1 to ¥500,000, up to 300 SKUs, titles up to 255 characters",
         "partner.tiktokshop.com, changelog jp-market-updated-apis"),
    ),
    "MX": (("開始当初は現地法人のみ。食品と宝飾品は対象外",
     "At first only entities registered there, without food or jewellery", MARKETS_2025),),
}  # fmt: skip


def seeded_facts() -> list[dict]:
    """Values of one MarketFact each."""
    rows = []
    for market, currency in CURRENCIES.items():
        rows.append((market, STATUS, "販売できる", "Open to sellers", None, None, REGIONS))
        ja, en, source = LAUNCHES[market]
        rows.append((market, LAUNCH, ja, en, None, None, source))
        rows.append((market, CURRENCY, currency, currency, None, None, REGIONS))
        rows += [(market, FEE, *fee) for fee in FEES.get(market, ())]
        rows += [(market, REQUIREMENT, ja, en, None, None, source) for ja, en, source in REQUIREMENTS.get(market, ())]
    names = ("market", "topic", "value_ja", "value_en", "rate", "valid_from", "source")
    return [dict(zip(names, row, strict=True)) for row in rows]
