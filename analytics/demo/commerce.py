"""What the made-up brand says about its business: costs, rates, goals, collaborations, samples, coupon codes, links, clicks."""

from datetime import date, timedelta
from decimal import Decimal
from math import ceil

from analytics.affiliates.offering import give_sample, offer
from analytics.business.editing import set_cost, set_rate
from analytics.goals.editing import set_goal
from analytics.models import Channel, Collaboration, ExchangeRate, Goal, ProductCost, SentSample
from planner.links.hosts import allow_host
from planner.models import Coupon, LinkDay, Product, TrackedLink
from tkcommerce.brands.models import Brand, User
from tkcommerce.dates import month_of, start_of

from .order_files import coupon_of
from .sales import Sold
from .story import Story
from .truth import CREATORS, CTR_OF_VIDEOS, GOALS, GOODS, POSTS_A_MONTH

DAY = timedelta(days=1)
Kind, Measure = Collaboration.Kind, Goal.Measure
LINKED = 12  # of the newest posts
CLICKED = 0.004  # of the views
HOST = "shop.shizuku.example"
RAISED = Decimal("0.02")  # the rate of each target collaboration, once


def show_commerce(brand: Brand, story: Story, sold: Sold, *, by: User) -> None:
    """Call when posts are imported and products made."""
    first, last = story.days[0].day, story.days[-1].day
    products = {product.sku: product for product in brand.products.all()}
    for good in GOODS:
        cost = ProductCost(brand=brand, product=products[good.sku], valid_from=first, cost=good.cost, currency="JPY")
        set_cost(cost=cost, brand=brand, by=by)
    rate = ExchangeRate(brand=brand, base="MYR", quote="JPY", day=first, rate=Decimal("35.2"), source="社内レート")
    set_rate(rate=rate, brand=brand, by=by)
    _creators(brand, products["TSUYU-01"], last, by)
    _coupons(brand, sold, by)
    _links(brand, story, last, by)
    _goals(brand, sold, last, by)


def _creators(brand: Brand, sample: Product, last: date, by: User) -> None:
    """One rate for everybody, a better one for some, raised once; and what was sent to whom."""
    everybody = Collaboration(brand=brand, kind=Kind.OPEN, rate=Decimal("0.12"), valid_from=last - 300 * DAY)
    offer(collaboration=everybody, brand=brand, by=by)
    for who in CREATORS:
        rate = Decimal(str(who.rate))
        steps = ((rate - RAISED, last - 300 * DAY), (rate, last - 120 * DAY)) if who.kind == Kind.TARGET else ()
        for offered, day in steps:
            one = Collaboration(brand=brand, kind=Kind.TARGET, creator=who.handle, rate=offered, valid_from=day)
            offer(collaboration=one, brand=brand, by=by)
        for n in range(who.samples):
            sent = SentSample(brand=brand, creator=who.handle, product=sample, sent_on=last - (40 + 35 * n) * DAY)
            give_sample(sample=sent, brand=brand, by=by)


def _coupons(brand: Brand, sold: Sold, by: User) -> None:
    """Every code that an order carries, of the video where it was told."""
    videos = dict(brand.videos.exclude(external_id="").values_list("external_id", "pk"))
    told = {coupon_of(one): one.video.external_id for one in sold.purchases if one.video and coupon_of(one)}
    Coupon.objects.bulk_create(
        Coupon(brand=brand, code=code, video_id=videos.get(external_id), created_by=by) for code, external_id in told.items()
    )


def _links(brand: Brand, story: Story, last: date, by: User) -> None:
    """A link for each of the newest posts, clicked by a few of a thousand who saw it."""
    allow_host(brand=brand, host=HOST, by=by)
    posts = {post.external_id: post for post in story.posts}
    for video in brand.videos.out().filter(external_id__in=posts).order_by("-posted_day", "-pk")[:LINKED]:
        post = posts[video.external_id]
        utm = {"utm_source": "tiktok", "utm_medium": "organic_video", "utm_content": video.external_id}
        link = TrackedLink.objects.create(
            brand=brand, slug=f"{int(video.external_id) % 36**8:08x}"[:12], video=video, created_by=by, name=video.title[:80],
            target=f"https://{HOST}/?" + "&".join(f"{key}={value}" for key, value in utm.items()), **utm,
        )  # fmt: skip
        TrackedLink.objects.filter(pk=link.pk).update(created_at=start_of(post.day, brand.time_zone))
        days = [post.day + n * DAY for n in range((last - post.day).days + 1)]
        clicks = {day: round((post.views_by(day) - post.views_by(day - DAY)) * CLICKED) for day in days}
        LinkDay.objects.bulk_create(
            LinkDay(brand=brand, link=link, day=day, clicks=count, bots=count // 9) for day, count in clicks.items() if count
        )


def _goals(brand: Brand, sold: Sold, last: date, by: User) -> None:
    """Of this month and the one before, about what the last 30 days brought."""
    recent = [one for one in sold.purchases if one.at.date() > last - 30 * DAY]
    targets = []
    for channel, shops, currency, step in (
        (Channel.TIKTOK_SHOP, ("tiktok_jp",), "JPY", 10_000), (Channel.OWN_EC, ("shopify",), "JPY", 10_000),
        (Channel.TIKTOK_SHOP, ("tiktok_my",), "MYR", 100),
    ):  # fmt: skip
        brought = sum(one.total for one in recent if one.shop in shops) * GOALS["gmv"]
        targets.append((Measure.GMV, channel, currency, ceil(brought / step) * step))
    customers = sum(one.nth == 1 for one in recent) * GOALS["new_customers"]
    targets += [(Measure.NEW_CUSTOMERS, "", "", ceil(customers / 10) * 10), (Measure.POSTS, "", "", POSTS_A_MONTH),
                (Measure.CTR, "", "", Decimal(str(CTR_OF_VIDEOS)))]  # fmt: skip
    this = month_of(last + DAY).start
    for month in (month_of(this - DAY).start, this):
        for measure, channel, currency, target in targets:
            goal = Goal(brand=brand, month=month, measure=measure, channel=channel, currency=currency, target=target)
            set_goal(goal=goal, brand=brand, by=by)
