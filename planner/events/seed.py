"""The commerce events every brand starts with, by market. The brand edits, hides and adds to its own copy.

What nobody announced but past years show is marked "usual". Sales whose host names new dates each year are left out.
Sources: who names the day or the custom; "holidays" is the library of public holidays.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Model

JP = ("JP",)
ASEAN = ("ID", "MY", "PH", "SG", "TH", "VN")
WEST = ("GB", "US", "DE", "ES", "FR", "IE", "IT")
SALES = "commercepick.com/?p=84870, eresa.co.jp/column/ec-sales-promotion-calendar"
DOUBLES = "thedrum.com/news/2023/11/30, upbase.vn/lich-cac-chien-dich-tiktok-shop-2024-2"
LIBRARY = "holidays (Python)"


@dataclass(frozen=True)
class SeedEvent:
    code: str
    ja: str
    en: str
    markets: tuple[str, ...]  # none: every market
    rule: dict
    days: int = 1
    tease: int = 0
    encore: int = 0
    lead: int = 21
    source: str = SALES
    is_hidden: bool = False  # offered, not shown until the brand wants it


SEED = (
    SeedEvent("new-year", "正月・初売り・福袋", "New Year sales", JP, {"on": "01-01"}, days=3, tease=5, lead=30),
    SeedEvent("valentine", "バレンタイン", "Valentine's Day", (), {"on": "02-14"}, tease=10, lead=30),
    SeedEvent("white-day", "ホワイトデー", "White Day", JP, {"on": "03-14"}, tease=7),
    SeedEvent("new-life", "新生活", "New life season", JP, {"from": "03-01", "to": "04-30", "usual": True}, lead=30),
    SeedEvent(
        "golden-week", "ゴールデンウィーク", "Golden Week", JP, {"from": "04-29", "to": "05-06", "rest": True}, source=LIBRARY
    ),
    SeedEvent(
        "mothers-day", "母の日", "Mother's Day", (*JP, "US", "DE", "IT"), {"nth": 2, "weekday": 6, "month": 5}, tease=14, lead=35
    ),
    SeedEvent(
        "fathers-day", "父の日", "Father's Day", (*JP, "US", "GB", "FR"), {"nth": 3, "weekday": 6, "month": 6}, tease=10, lead=30
    ),
    SeedEvent("ochugen", "お中元", "Ochugen gifts", JP, {"from": "07-01", "to": "07-31", "usual": True}, lead=30),
    SeedEvent("obon", "お盆", "Obon", JP, {"from": "08-13", "to": "08-16", "rest": True, "usual": True}, source="—"),
    SeedEvent(
        "respect-aged", "敬老の日", "Respect for the Aged Day", JP, {"holiday": "Respect for the Aged Day", "market": "JP"},
        tease=10, source=LIBRARY,
    ),
    SeedEvent("halloween", "ハロウィン", "Halloween", (*JP, *WEST), {"on": "10-31"}, tease=7),
    SeedEvent("double-11-jp", "いい買い物の日・ダブル11", "Double 11", JP, {"on": "11-11"}, tease=5, encore=1, lead=30),
    SeedEvent(
        "black-friday", "ブラックフライデー", "Black Friday", (*JP, *WEST), {"nth": 4, "weekday": 3, "month": 11, "plus": 1},
        days=3, tease=5, encore=1, lead=35,
    ),
    SeedEvent(
        "cyber-monday", "サイバーマンデー", "Cyber Monday", WEST, {"nth": 4, "weekday": 3, "month": 11, "plus": 4}, lead=35
    ),
    SeedEvent("oseibo", "お歳暮", "Oseibo gifts", JP, {"from": "11-15", "to": "12-20", "usual": True}, lead=30),
    SeedEvent("christmas", "クリスマス", "Christmas", (), {"on": "12-25"}, tease=14, lead=35),
    SeedEvent("year-end", "年末セール", "Year-end sales", JP, {"from": "12-26", "to": "12-28", "usual": True}),
    SeedEvent(
        "rest-new-year", "年末年始の休み", "New Year rest", JP, {"from": "12-29", "to": "01-03", "rest": True, "usual": True},
        source="towta.co/business",
    ),
    SeedEvent(
        "rakuten-super", "楽天スーパーSALE", "Rakuten Super Sale", JP,
        {"on": ["03-04", "06-04", "09-04", "12-04"], "usual": True}, days=8, lead=45,
        source="5springs.co.jp/blog/ec-mall-annual-promotion-schedule",
    ),
    SeedEvent(
        "payday", "給料日(25日)", "Payday (25th)", JP, {"day": 25, "workday": "JP", "usual": True}, lead=7, source="—",
        is_hidden=True,
    ),
    SeedEvent("double-3-6", "3.3・6.6", "3.3 and 6.6", ASEAN, {"on": ["03-03", "06-06"]}, tease=3, encore=1, source=DOUBLES),
    *(
        SeedEvent(
            f"double-{n}", f"{n}.{n}", f"{n}.{n}", ASEAN, {"on": f"{n:02}-{n:02}"}, tease=7, encore=2, lead=30, source=DOUBLES
        )
        for n in (9, 10, 11, 12)
    ),
    SeedEvent(
        "eid", "レバラン(断食明け大祭)", "Eid al-Fitr", ("ID", "MY", "SG"), {"holiday": "Eid al-Fitr", "market": "ID"},
        days=2, tease=28, lead=60, source=LIBRARY,
    ),
    SeedEvent(
        "tet", "テト(旧正月)", "Tet", ("VN",), {"holiday": "Lunar New Year", "market": "VN"}, days=3, tease=14, lead=45,
        source=LIBRARY,
    ),
    SeedEvent(
        "lunar-new-year", "旧正月", "Lunar New Year", ("SG", "MY"), {"holiday": "Chinese New Year", "market": "SG"}, days=2,
        tease=14, lead=45, source=LIBRARY,
    ),
    SeedEvent(
        "songkran", "ソンクラーン", "Songkran", ("TH",), {"holiday": "Songkran Festival", "market": "TH"}, days=3, tease=7,
        lead=30, source=LIBRARY,
    ),
)  # fmt: skip


def seeded_events(model: type[Model], brand: Model, hidden_at: object) -> Iterator[Model]:
    """Unsaved rows for a brand; of `model`, which in a migration is that of its time."""
    for position, told in enumerate(SEED):
        yield model(
            brand=brand, code=told.code, label_ja=told.ja, label_en=told.en, position=position, markets=list(told.markets),
            rule=told.rule, days=told.days, tease_days=told.tease, encore_days=told.encore, lead_days=told.lead,
            source=told.source, hidden_at=hidden_at if told.is_hidden else None,
        )  # fmt: skip
