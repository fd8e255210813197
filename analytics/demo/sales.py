"""Everything the made-up brand sold in two years, from a seed: who came, who came again, and what led there. Pure.

Each shop has buyers of its own. A buyer comes once; with the shop's F2 rate again, after a log-normal number of days.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from analytics.models.sales import Surface

from .about import about, sells_what_it_shows
from .story import Post, Story
from .truth import (
    AFFILIATE_SHARE,
    BREAKOUT_FACTOR,
    CREATORS,
    DIP,
    DIP_DAYS,
    F2,
    F2_OF_PRODUCT,
    F2_OF_THEME,
    FATES,
    GOODS,
    INVITE_AGAIN,
    LIVE_WEEKDAY,
    NEW_BUYERS,
    QUIET_DAYS,
    SECOND_ORDER,
    SHOP_OPENED,
    THIRD,
    TOUCHED,
    Good,
)  # fmt: skip

DAY = timedelta(days=1)
COUPON = 500  # JPY
OWN_SURFACES = {Surface.VIDEO: 46, Surface.SHOP_TAB: 22, Surface.SHOWCASE: 18, Surface.PRODUCT_CARD: 14}
CREATOR_SURFACES = {Surface.VIDEO: 74, Surface.LIVE: 16, Surface.SHOWCASE: 10}
BUYS_WHAT_IS_SHOWN = 0.7
LIVE_BUYERS = 11  # more of them on the evening of a LIVE
SYNCED_DAYS = 200  # since then the own shop's system lists TikTok Shop's Japanese orders too


@dataclass
class Purchase:
    """One order. `at` is wall time of the shop's market. `video` is the brand's own post that led there."""

    shop: str  # a key of truth.SHOP_OPENED
    at: datetime
    buyer: str
    nth: int
    goods: list[tuple[Good, int]]
    fate: str = "paid"
    surface: str = ""
    video: Post | None = None
    by: str = ""  # utm or coupon, of the own shop
    creator: str = ""
    content_id: str = ""
    number: int = 0
    order_id: str = ""

    @property
    def coupon(self) -> int:
        return COUPON if self.by == "coupon" else 0

    @property
    def subtotal(self) -> int:
        return sum(quantity * self.price(good) for good, quantity in self.goods) - self.coupon

    @property
    def shipping(self) -> int:
        free, cost = (250, 8) if self.shop == "tiktok_my" else (5000, 550)
        return 0 if self.subtotal >= free else cost

    @property
    def total(self) -> int:
        return self.subtotal + self.shipping

    @property
    def is_synced(self) -> bool:
        return bool(self.number) and self.shop == "tiktok_jp"

    def price(self, good: Good) -> int:
        return good.ringgit if self.shop == "tiktok_my" else good.yen


@dataclass
class Sold:
    """In order of time."""

    purchases: list[Purchase] = field(default_factory=list)

    def of(self, *shops: str) -> list[Purchase]:
        return [one for one in self.purchases if one.shop in shops]


def sell(story: Story, *, seed: int) -> Sold:
    """Up to the story's last day."""
    random = Random(seed)
    last = story.days[-1].day
    touches = _Touches(story)
    made = [one for shop in SHOP_OPENED for one in _of_shop(shop, last, touches, random)]
    made.sort(key=lambda one: one.at)
    for number, one in enumerate((one for one in made if _in_own_system(one, last)), 1001):
        one.number = number
    for one in made:
        one.order_id = f"5{77 + (one.shop == 'tiktok_my')}{random.randrange(10**14, 10**15)}" if one.shop != "shopify" else ""
    return Sold(made)


def _in_own_system(one: Purchase, last: date) -> bool:
    return one.shop == "shopify" or (one.shop == "tiktok_jp" and one.at.date() > last - SYNCED_DAYS * DAY)


def _of_shop(shop: str, last: date, touches: "_Touches", random: Random) -> Iterator[Purchase]:
    opened, (first, now) = SHOP_OPENED[shop], NEW_BUYERS[shop]
    buyers = 0
    for age in range(opened):
        day = last - (opened - 1 - age) * DAY
        rate = first + (now - first) * age / opened
        is_live = shop == "tiktok_jp" and day.weekday() == LIVE_WEEKDAY
        came = [False] * _poisson(rate * _season(shop, day, last, touches), random)
        came += [True] * _poisson(LIVE_BUYERS * age / opened, random) if is_live else []
        for in_live in came:
            buyers += 1
            yield from _life(shop, f"{shop[-2:]}buyer{buyers:05}@mail.example", day, last, touches, random, in_live)


def _season(shop: str, day: date, last: date, touches: "_Touches") -> float:
    """Weekends, sales in November and December, the dip of the own shop, the breakout in TikTok Shop."""
    factor = 1.15 if day.weekday() >= 5 else 0.95
    factor *= 1.25 if (day.month, day.day) >= (11, 20) or day.month == 12 else 1.0
    if shop == "shopify" and day > last - DIP_DAYS * DAY:
        factor *= DIP[0]
    breakout = touches.breakout
    if shop == "tiktok_jp" and breakout and day >= breakout.day:
        factor *= 1.8
    return factor


def _life(shop: str, buyer: str, day: date, last: date, touches: "_Touches", random: Random, in_live: bool) -> Iterator[Purchase]:
    """A buyer's orders, the first on `day`."""
    nth, share = 1, F2[shop]
    while day <= last:
        if nth > 1 and shop == "shopify" and day > last - DIP_DAYS * DAY and random.random() > DIP[1]:
            return
        one = _purchase(shop, buyer, nth, day, last, touches, random, in_live and nth == 1)
        yield one
        if nth == 1 and shop == "shopify":
            share = F2_OF_PRODUCT.get(one.goods[0][0].sku, share)
            share = F2_OF_THEME.get(one.video.look.levels["theme"], share) if one.video else share
        if random.random() >= (share if nth == 1 else THIRD):
            return
        day, nth = day + _gap(random) * DAY, nth + 1


def _gap(random: Random) -> int:
    median, spread, most = SECOND_ORDER
    while (days := round(random.lognormvariate(math.log(median), spread))) > most or days < 1:
        pass
    return days


def _purchase(
    shop: str, buyer: str, nth: int, day: date, last: date, touches: "_Touches", random: Random, in_live: bool
) -> Purchase:
    at = datetime.combine(day, time(21 if in_live else random.randint(7, 23), random.randint(0, 59), random.randint(0, 59)))
    picked = {good: 1 + (random.random() < 0.12) for good in _pick(shop, random)}
    if in_live and (last - day).days < 7:
        picked = {next(good for good in GOODS if good.sku == "SET-03"): 1}
    one = Purchase(shop, at, buyer, nth, list(picked.items()))
    one.fate = random.choices(list(FATES), list(FATES.values()))[0]
    if shop == "shopify":
        chance = random.random()
        one.by = "utm" if chance < TOUCHED["utm"] else "coupon" if chance < sum(TOUCHED.values()) else ""
        one.video = touches.pick(day, random) if one.by else None
        one.by = one.by if one.video else ""
        _put_shown_first(one, random)
        return one
    if in_live:
        one.surface = Surface.LIVE
    elif shop == "tiktok_jp" and random.random() < AFFILIATE_SHARE:
        one.creator = _creator(day, last, random)
        one.surface = _drawn(CREATOR_SURFACES, random)
        one.content_id = _content_of(one.creator, day)
    else:
        one.surface = _drawn(OWN_SURFACES, random)
        one.video = touches.pick(day, random) if shop == "tiktok_jp" and one.surface == Surface.VIDEO else None
        one.content_id = one.video.external_id if one.video else ""
        _put_shown_first(one, random)
    return one


def _put_shown_first(one: Purchase, random: Random) -> None:
    """Who comes from a video mostly buys what it is about."""
    if one.video and sells_what_it_shows(good := about(one.video)) and random.random() < BUYS_WHAT_IS_SHOWN:
        one.goods = [(good, 1), *((other, quantity) for other, quantity in one.goods[1:] if other != good)]


def _pick(shop: str, random: Random) -> list[Good]:
    weights = [good.own if shop == "shopify" else good.shop for good in GOODS]
    return random.choices(GOODS, weights, k=1 if random.random() < 0.74 else 2)


def _drawn(shares: dict[str, float], random: Random) -> str:
    return random.choices(list(shares), list(shares.values()))[0]


def _creator(day: date, last: date, random: Random) -> str:
    silent = INVITE_AGAIN if (last - day).days < QUIET_DAYS else ""
    weights = [0 if who.handle == silent else who.weight for who in CREATORS]
    return random.choices([who.handle for who in CREATORS], weights)[0]


def _content_of(creator: str, day: date) -> str:
    """A creator posts about the brand about every three weeks; 19 digits."""
    week = day.toordinal() // 21
    return str(7_300_000_000_000_000_000 + week * 10**13 + sum(map(ord, creator)) * 10**7 + 4_817_233)


def _poisson(mean: float, random: Random) -> int:
    limit, product, count = math.exp(-mean), random.random(), 0
    while product > limit:
        product *= random.random()
        count += 1
    return count


class _Touches:
    """Which own video somebody came from: those of the last 14 days, by the views they got and by how they sell."""

    def __init__(self, story: Story) -> None:
        self.breakout = next((post for post in story.posts if post.factor == BREAKOUT_FACTOR), None)
        self.by_day: dict[date, list[Post]] = defaultdict(list)
        for post in story.posts:
            for age in range(14):
                self.by_day[post.day + age * DAY].append(post)

    def pick(self, day: date, random: Random) -> Post | None:
        posts = self.by_day[day]
        weights = [(post.views_by(day) + 1) * math.exp(post.look.sell_lift) for post in posts]
        return random.choices(posts, weights)[0] if posts else None
