"""A year of Rakuten's orders of the made-up brand: a shelf beside its own shop, with buyers of its own, quoted in cp932."""

import csv
import io
from datetime import date, datetime, time, timedelta
from random import Random

from .truth import GOODS, ON_RAKUTEN, RAKUTEN_A_DAY

SHOP_ID = "418227"
HEADER = (
    "注文番号", "ステータス", "注文日時", "注文確定日時", "発送完了報告日時",
    "商品合計金額", "消費税合計", "送料合計", "請求金額", "合計金額",
    "ポイント利用額", "店舗発行クーポン利用額", "楽天発行クーポン利用額", "注文者メールアドレス",
    "商品管理番号", "商品番号", "商品名", "単価", "個数",
)  # fmt: skip


def rakuten_csv(*, last: date, seed: int, days: int = 365) -> tuple[str, bytes]:
    """(file name, csv): one line for each order, up to `last`; every eighth pays a part with points."""
    random = Random(seed)
    goods = [good for good in GOODS if good.sku in ON_RAKUTEN]
    rows: list[tuple[object, ...]] = [HEADER]
    for age in range(days, 0, -1):
        day = last - timedelta(days=age - 1)
        for number in range(1, 1 + round(random.uniform(*RAKUTEN_A_DAY))):
            at = datetime.combine(day, time(random.randint(8, 23), random.randint(0, 59)))
            good, pieces = random.choice(goods), 1 + (random.random() < 0.1)
            bought, shipping = good.yen * pieces, 0 if good.yen * pieces >= 3980 else 600
            points = 300 if random.random() < 0.125 else 0
            sent, total = f"{at + timedelta(days=1)}", bought + shipping
            rows.append((
                f"{SHOP_ID}-{day:%Y%m%d}-{number:010}", 700, at, at, sent, bought, bought // 11, shipping, total - points, total,
                points, 0, 0, f"r{random.randrange(4000):04}@rakuten.example", good.sku.lower(), good.sku, good.title, good.yen,
                pieces,
            ))  # fmt: skip
    text = io.StringIO()
    csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return f"楽天受注_{last:%Y%m%d}.csv", text.getvalue().encode("cp932")
