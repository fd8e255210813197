"""What Seller Center and Ads tell of the made-up sales: affiliate orders, the shop by day, videos, LIVEs, GMV Max."""

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta

from analytics.models.sales import Surface

from .csv_text import plain_csv, zip_of
from .order_files import sku_id
from .sales import Purchase, Sold
from .story import Post, Story
from .truth import CREATORS, LIVE_WEEKDAY, OVERDUE_WEEKS

DAY = timedelta(days=1)
WEEKS = 13  # of lists of videos and of creatives
SETTLED_AFTER = timedelta(days=14)
AFFILIATE = (
    "Order ID", "Product ID", "Product Name", "SKU ID", "Seller Sku", "Price", "Payment Amount", "Currency", "Quantity",
    "Fully returned or refunded", "Payment method", "Order Status", "Creator Username", "Content Type", "Content ID",
    "Commission model", "Standard commission rate", "Est. Commission Base", "Est. standard commission payment",
    "Actual Commission Base", "Actual Commission Payment", "Time Created", "Payment time", "Order Delivery Time",
    "Time Commission Paid", "Platform",
)  # fmt: skip
CONTENT_TYPES = {Surface.VIDEO: "Video", Surface.LIVE: "LIVE", Surface.SHOWCASE: "Showcase"}
MODELS = {"open": "Open collaboration", "target": "Target collaboration"}


def affiliate_csv(sold: Sold, *, last: date) -> tuple[str, bytes]:
    """(file name, csv) of the seller's Affiliate Center: one row per line of an order that a creator led to."""
    people = {who.handle: who for who in CREATORS}
    rows = []
    for one in reversed([one for one in sold.of("tiktok_jp") if one.creator]):
        who, paid = people[one.creator], one.at + SETTLED_AFTER
        status = {"paid": "Completed", "refunded": "Completed", "cancelled": "Ineligible"}[one.fate]
        for good, quantity in one.goods:
            amount = quantity * good.yen
            fee, is_paid = round(amount * who.rate), one.fate == "paid" and paid.date() <= last
            rows.append(
                (f"{one.order_id}\t", f"{good.product_id}\t", good.title, f"{sku_id(good)}\t", good.sku, good.yen, amount, "JPY",
                 quantity, "Yes" if one.fate == "refunded" else "No", "Card", status if paid.date() <= last else "Processing",
                 one.creator, CONTENT_TYPES[Surface(one.surface)], f"{one.content_id}\t", MODELS[who.kind], f"{who.rate:.0%}",
                 amount, fee, amount if is_paid else "", fee if is_paid else "", _moment(one.at), _moment(one.at),
                 _moment(one.at + 3 * DAY), _moment(paid) if is_paid else "", "TikTok"),
            )  # fmt: skip
    return "affiliate_orders_7421190033450012345.csv", plain_csv([AFFILIATE, *rows])


def shop_days_csv(sold: Sold, story: Story) -> tuple[str, bytes]:
    """(file name, csv): Data Compass, Shop Analytics, Key metrics. GMV by payment, whatever became of the orders."""
    days = {day.day: day for day in story.days}
    by_day: dict[date, list[Purchase]] = defaultdict(list)
    for one in sold.of("tiktok_jp"):
        by_day[one.at.date()].append(one)
    header = (
        "Date", "GMV", "Orders", "Visitors", "Page views", "Customers", "SKU orders", "Items sold", "Refunds",
        "Product impressions", "Product clicks", "LIVE GMV", "Video GMV", "Product card GMV",
    )  # fmt: skip
    rows = []
    for day in sorted(set(days) & set(by_day)):
        orders = by_day[day]
        clicks = round(len(orders) / 0.031)
        live, video = (_gmv(one for one in orders if one.surface == surface) for surface in (Surface.LIVE, Surface.VIDEO))
        refunds = _gmv(one for one in orders if one.fate != "paid")
        rows.append(
            (f"{day:%d/%m/%Y}", _gmv(orders), len(orders), round(clicks * 0.8), round(clicks * 1.3),
             len({one.buyer for one in orders}), sum(len(one.goods) for one in orders), _items(orders), refunds,
             round(clicks / 0.042), clicks, live, video, _gmv(orders) - live - video),
        )  # fmt: skip
    first, last = min(by_day), story.days[-1].day
    return f"Shop Analytics_Key metrics_{last:%Y%m%d}.csv", plain_csv([(f"{first} ~ {last}",), (), header, *rows])


def videos_zip(sold: Sold, story: Story, *, handle: str) -> tuple[str, bytes]:
    """(file name, zip) of Data Compass, Video Performance List: one list a week, of the videos seen in it."""
    header = (
        "Creator name", "Video title", "Video ID", "Time", "VV", "Likes", "Comments", "Shares", "New followers",
        "Product impressions", "Product clicks", "Customers", "Video SKU orders", "Orders", "Video items sold", "Video GMV (¥)",
    )  # fmt: skip
    by_video: dict[str, list[Purchase]] = defaultdict(list)
    for one in sold.of("tiktok_jp"):
        by_video[one.video.external_id if one.video else ""].append(one)
    files = {}
    for start, end in _weeks(story.days[-1].day):
        rows = []
        for post in _seen(story.posts, end):
            views = post.views_by(end - DAY) - post.views_by(start - DAY)
            orders = [one for one in by_video[post.external_id] if start <= one.at.date() < end]
            clicks = round(views * 0.012 * math.exp(post.look.click_lift)) + 12 * len(orders)
            likes = round(views * post.like_rate)
            rows.append(
                (handle, post.look.caption, f"{post.external_id}\t", f"{post.day} {post.at:%H:%M}", views, likes,
                 round(likes * 0.06), round(likes * 0.09), round(views * 0.003), round(views * 0.35), clicks,
                 len({one.buyer for one in orders}), sum(len(one.goods) for one in orders), len(orders), _items(orders),
                 _gmv(orders)),
            )  # fmt: skip
        name = f"Video Performance List_{start:%Y%m%d}-{end - DAY:%Y%m%d}.csv"
        files[name] = plain_csv([(f"{start} ~ {end - DAY}",), (), header, *rows])
    return "Video Performance Lists.zip", zip_of(files)


def lives_csv(sold: Sold, *, handle: str, last: date) -> tuple[str, bytes]:
    """(file name, csv): Data Compass, Creator-Live-Performance. One row per evening; what it sold is what its buyers paid."""
    header = (
        "Creator", "Room ID", "Room Title", "Start time", "Duration", "Impressions", "Views", "Viewers", "PCU", "ACU",
        "Avg. viewing duration", "Likes", "Comments", "Shares", "New followers", "Product Impressions", "Product clicks",
        "Customers", "Orders", "SKU orders", "Items sold", "Direct GMV (¥)",
    )  # fmt: skip
    evenings: dict[date, list[Purchase]] = defaultdict(list)
    for one in sold.of("tiktok_jp"):
        if one.surface == Surface.LIVE and not one.creator and one.at.date().weekday() == LIVE_WEEKDAY:
            evenings[one.at.date()].append(one)
    rows = []
    for day, orders in sorted(evenings.items()):
        clicks = len(orders) * 22
        views = clicks * 8
        rows.append(
            (handle, f"{_room(day)}\t", "木曜の夜の、しずくの庭", f"{day} 21:00", "4500sec", round(views / 0.18), views,
             round(views * 0.82), round(views * 0.16), round(views * 0.09), "58sec", views * 6, round(views * 0.21),
             round(views * 0.02), round(views * 0.015), round(views * 2.4), clicks, len({one.buyer for one in orders}),
             len(orders), sum(len(one.goods) for one in orders), _items(orders), _gmv(orders)),
        )  # fmt: skip
    return f"Creator-Live-Performance_{last:%Y%m%d}.csv", plain_csv([header, *rows])


def creatives_zip(sold: Sold, story: Story, *, handle: str) -> tuple[str, bytes]:
    """(file name, zip) of GMV Max: the three most seen videos of each week, promoted. Gross revenue counts organic orders.

    Nobody downloaded the last weeks.
    """
    header = (
        "Campaign name", "Campaign ID", "Product ID", "Creative type", "Video title", "Video ID", "TikTok account",
        "Time posted", "Status", "Cost", "SKU orders", "Cost per order", "Gross revenue", "ROI", "Product ad impressions",
        "Product ad clicks", "Currency",
    )  # fmt: skip
    files = {}
    for start, end in _weeks(story.days[-1].day - 7 * OVERDUE_WEEKS * DAY):
        orders = [one for one in sold.of("tiktok_jp") if start <= one.at.date() < end and one.surface == Surface.VIDEO]
        best = sorted(_seen(story.posts, end), key=lambda post: -post.views_by(end))[:3]
        share = _gmv(orders) // max(len(best) + 1, 1)
        rows = []
        for number, post in enumerate(best):
            cost, bought = 3600 - 700 * number, max(len(orders) // 4, 1)
            rows.append(
                ("化粧水 GMV Max", "1845500000000001", "1729604411870347101", "Video", post.look.caption, post.external_id,
                 handle, f"{post.day} {post.at:%H:%M:%S}", "Delivering", cost, bought, round(cost / bought), share,
                 round(share / cost, 2), cost * 9, cost // 5, "JPY"),
            )  # fmt: skip
        name = f"creative data for product campaigns {start} 00 ~ {end - DAY} 23.csv"
        files[name] = plain_csv([header, *rows])
    return "GMV Max creatives.zip", zip_of(files)


def _weeks(last: date) -> Iterable[tuple[date, date]]:
    """The newest whole weeks up to `last`, half-open, oldest first."""
    end = last + DAY
    return [(end - 7 * (n + 1) * DAY, end - 7 * n * DAY) for n in reversed(range(WEEKS))]


def _seen(posts: Sequence[Post], end: date) -> list[Post]:
    """Posted in the four weeks before `end`."""
    return [post for post in posts if end - 28 * DAY <= post.day < end]


def _gmv(orders: Iterable[Purchase]) -> int:
    return sum(one.total for one in orders)


def _items(orders: Iterable[Purchase]) -> int:
    return sum(quantity for one in orders for _good, quantity in one.goods)


def _room(day: date) -> str:
    return str(7_500_000_000_000_000_000 + day.toordinal() * 10**12 + 483_920_175_637)


def _moment(at: datetime) -> str:
    return f"{at:%d/%m/%Y %H:%M:%S}\t"
