"""Smaller files of the made-up brand: stock, reviews and NPS answers as hand-filled templates, and GA4's sessions by day."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from .csv_text import plain_csv
from .sales import Sold
from .story import Story
from .truth import DAYS_LEFT, DIP_DAYS, GOODS, LEFT_IN_CART, RUNNING_OUT

REVIEW_SHARE = 0.06  # of the own shop's orders
STARS = {5: 62, 4: 24, 3: 8, 2: 3, 1: 3}
NPS_SHARES = {10: 26, 9: 24, 8: 20, 7: 12, 6: 6, 5: 6, 3: 3, 0: 3}
NPS_EACH = 25  # of the own shop's orders, every 25th answers


def stock_csv(sold: Sold, *, last: date) -> tuple[str, bytes]:
    """(file name, csv): what is left at the end of `last`; one product for a few days only."""
    pace = sum(
        quantity
        for one in sold.purchases
        if one.at.date() > last - timedelta(days=28)
        for good, quantity in one.goods
        if good.sku == RUNNING_OUT
    )
    left = {good.sku: round(pace / 28 * DAYS_LEFT) if good.sku == RUNNING_OUT else good.stock for good in GOODS}
    rows = [("", f"{last}", good.product_id, "", good.sku, good.title, left[good.sku]) for good in GOODS]
    header = ("テンプレート：在庫", "日付", "商品ID", "SKU番号", "SKU", "商品名", "在庫数")
    return f"在庫_{last}.csv", plain_csv([header, *rows])


def reviews_csv(sold: Sold, *, seed: int) -> tuple[str, bytes]:
    random = Random(seed)
    rows = []
    for one in sold.of("shopify"):
        if one.fate == "paid" and random.random() < REVIEW_SHARE:
            stars, day = random.choices(list(STARS), list(STARS.values()))[0], one.at.date() + timedelta(days=9)
            if day <= sold.purchases[-1].at.date():
                media = "yes" if stars > 3 and random.random() < 0.3 else "no"
                rows.append(("", day, stars, media, "shopify", f"#{one.number}", one.goods[0][0].sku))
    header = ("テンプレート：レビュー", "日付", "評価", "写真・動画あり", "店舗", "注文番号", "SKU")
    return "レビュー.csv", plain_csv([header, *rows])


def nps_csv(sold: Sold, *, seed: int) -> tuple[str, bytes]:
    random = Random(seed)
    asked = [one for one in sold.of("shopify")[::NPS_EACH] if one.at.date() <= sold.purchases[-1].at.date()]
    rows = [
        ("", one.at.date(), random.choices(list(NPS_SHARES), list(NPS_SHARES.values()))[0], "shopify", f"#{one.number}")
        for one in asked
    ]
    return "NPS.csv", plain_csv([("テンプレート：NPS", "日付", "スコア", "店舗", "注文番号"), *rows])


def sessions_csv(sold: Sold, story: Story) -> tuple[str, bytes]:
    """(file name, csv): an exploration of GA4 by day: what TikTok brought to the own shop, a third of profile visits. In the dip
    people fill their carts and do not get through."""
    orders = Counter(one.at.date() for one in sold.of("shopify") if one.number % 5)  # as the order file tells of their source
    header = (
        "Session source / medium", "Date", "Sessions", "Engaged sessions", "Items viewed", "Add to carts", "Checkouts",
        "Transactions",
    )  # fmt: skip
    rows = []
    for day in story.days:
        bought = orders[day.day]
        meant = bought * LEFT_IN_CART if day.day > sold.purchases[-1].at.date() - timedelta(days=DIP_DAYS) else bought
        sessions = max(round(day.profile_views * 0.31), meant * 14)
        rows.append(
            ("tiktok / profile", f"{day.day:%Y%m%d}", sessions, round(sessions * 0.56), round(sessions * 0.64),
             round(sessions * 0.09) + meant, round(meant * 1.5), bought),
        )  # fmt: skip
    first, last = story.days[0].day, story.days[-1].day
    title = [("# shop.shizuku.example",), ("# TikTok by day-Tab 1",), (f"# {first:%Y%m%d}-{last:%Y%m%d}",)]
    return "TikTok by day.csv", plain_csv([*title, header, *rows])
