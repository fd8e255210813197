"""Orders as real brands have them: told by the shop, by a synced shop and by affiliates, again and differently, some undone."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

from factories import make_account, make_import, make_order, make_posted_video, make_table
from messy import FIRST, LENGTH, maybe

from planner.models import Coupon, Product, TrackedLink

START = datetime(FIRST.year, FIRST.month, FIRST.day, tzinfo=UTC)
NUMBERS = [str(5760000000000000 + n) for n in range(25)]
CREATORS = ["", "hana", "Sora", "Shop_Own"]


def fill_sales(brand, random):
    """Nine files of four sources. Returns every day of the stretch and around it."""
    make_world(brand, random)
    for n, write in enumerate([tiktok, synced, own, affiliates] * 2 + [tiktok]):
        told = make_import(brand, sha256=f"{brand.slug}sales{n}".ljust(64, "0"))
        as_of = FIRST + timedelta(days=random.randrange(LENGTH))
        source = random.choice(["shopify", "base"]) if write is own else SOURCES[write]
        table = make_table(told, kind="order", as_of=as_of, live=random.random() < 0.8, profile=f"{source}.orders")
        write(random, table)
    return [FIRST + timedelta(days=n) for n in range(-3, LENGTH + 3)]


def make_world(brand, random):
    account = make_account(brand, "shop_own")
    videos = [
        make_posted_video(account, FIRST, external_id=content_id(brand, n), kind="live" if n == 3 else "video") for n in range(4)
    ]
    Product.objects.create(brand=brand, name="Toner", sku="T-1", tiktok_id="1729")
    Product.objects.create(brand=brand, name="Serum", sku="S-1", tiktok_id="1730")
    for n in range(3):
        TrackedLink.objects.create(
            brand=brand, slug=f"{brand.slug}{n}", target="https://shop.example.com/", utm_content=f"link{n}",
            video=videos[n] if n else None,
        )  # fmt: skip
    TrackedLink.objects.create(
        brand=brand, slug=f"{brand.slug}9", target="https://x.example.com/", utm_content="link1", video=videos[3]
    )
    Coupon.objects.create(brand=brand, code="HANA10", video=videos[2], first_day=FIRST + timedelta(days=10))
    Coupon.objects.create(brand=brand, code="sora", creator="sora", last_day=FIRST + timedelta(days=30))
    Coupon.objects.create(brand=brand, code="NOBODY")


def content_id(brand, n):
    return f"{brand.pk}77000000000000000{n}"


def at(random, number):
    """About the same instant whoever tells of the order, on either side of a midnight."""
    base = START + timedelta(hours=int(number) * 37 % (LENGTH * 24))
    return base + timedelta(minutes=random.choice([0, 0, 0, 1, 90]))


def amounts(random, number):
    return {
        "total": Decimal(random.randrange(9000)), "refunded": maybe(random, Decimal(random.randrange(90))),
        "cancelled_at": maybe(random, START, 0.8), "state": random.choice(["", "paid", "delivered", "cancelled", "returned"]),
        "items": maybe(random, random.randrange(1, 4)), "platform_discount": maybe(random, Decimal(random.randrange(500))),
        "currency": "USD" if int(number) % 5 == 0 else "JPY", "is_sample": int(number) % 11 == 0,
        "market": random.choice(["", "JP", "US"]),
    }  # fmt: skip


def lines(random, brand, *, attributed=False):
    found = []
    for n in range(random.randrange(4)):
        line = {
            "product_id": random.choice(["", "1729", "1730", "9"]), "sku_id": random.choice(["", "a", "b"]),
            "sku": random.choice(["", "T-1", "S-1"]), "title": random.choice(["化粧水", "美容液"]),
            "quantity": random.randrange(1, 4), "unit_price": Decimal(100 * (n + 1)),
            "discount": maybe(random, Decimal(10)), "amount": maybe(random, Decimal(random.randrange(5) * 100), 0.6),
            "returned_quantity": maybe(random, 1),
        }  # fmt: skip
        if attributed:
            line |= {
                "surface": random.choice(["", "video", "live", "showcase"]), "creator": random.choice(CREATORS),
                "content_id": random.choice(["", "unknown", *(content_id(brand, n) for n in range(4))]),
                "commission_rate": Decimal("0.12"), "commission_estimated": Decimal(random.randrange(99)),
                "commission_paid": maybe(random, Decimal(7)),
            }  # fmt: skip
        found.append(line)
    return tuple(found)


def tiktok(random, table):
    for number in random.sample(NUMBERS, 15):
        make_order(
            table, number, source="tiktok_shop", shop="tiktok_shop", channel="tiktok_shop", ordered_at=at(random, number),
            customer_key=f"buyer{int(number) % 7}" if int(number) % 3 else "", delivered_at=maybe(random, START, 0.5),
            lines=lines(random, table.brand, attributed=random.random() < 0.2), **amounts(random, number),
        )  # fmt: skip


def synced(random, table):
    for number in random.sample(NUMBERS, 10):
        make_order(
            table, f"9{number[-3:]}", source="shopify", shop="tiktok_shop", channel="tiktok_shop", tiktok_order_id=number,
            ordered_at=at(random, number), customer_key=f"relay{number}", lines=lines(random, table.brand),
            **amounts(random, number),
        )  # fmt: skip


def own(random, table):
    for number in random.sample(range(60), 30):
        make_order(
            table, str(number), source=table.profile.partition(".")[0], shop="shopify" if number % 2 else "base",
            ordered_at=at(random, number), customer_key=f"mail{number % 9}" if number % 4 else "",
            utm_content=random.choice(["", "link0", "link1", "link2", content_id(table.brand, 1), "else"]),
            discount_code=random.choice(["", "HANA10", "nobody, hana10", "SORA", "other"]),
            lines=lines(random, table.brand), **amounts(random, number),
        )  # fmt: skip


def affiliates(random, table):
    for number in [*random.sample(NUMBERS, 12), "1", "2"]:
        make_order(
            table, number, source="tiktok_affiliate", shop="tiktok_shop", channel="tiktok_shop", gmv_kind="affiliate",
            ordered_at=at(random, number), lines=lines(random, table.brand, attributed=True), **amounts(random, number),
        )  # fmt: skip


SOURCES = {tiktok: "tiktok_shop", synced: "shopify", affiliates: "tiktok_affiliate"}
