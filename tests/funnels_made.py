"""Thirteen weeks of a shop's numbers, made so that every rate is known."""

from datetime import date, timedelta

from factories import make_account, make_import, make_period, make_table

from analytics.models import AccountDay, ChannelCut, SalesCut
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild
from tkcommerce.dates import Days

LAST = date(2026, 11, 22)
WEEK = Days(LAST - timedelta(days=6), LAST + timedelta(days=1))
WEEKS = [Days(WEEK.start - timedelta(days=7 * n), WEEK.end - timedelta(days=7 * n)) for n in range(13)]
USUAL = {"impressions": 90_000, "views": 40_000, "product_impressions": 20_000, "product_clicks": 2_000, "add_to_carts": 400,
         "orders": 200}  # fmt: skip


def add_cut(brand, day, *, channel="tiktok_shop", orders=10, detailed=True, **more):
    """The same orders in both cubes."""
    shop = "tiktok_shop" if channel == "tiktok_shop" else "shopify"
    values = {"orders": orders, "cancelled_orders": 0, "sku_orders": orders, "items": orders, "first_orders": orders,
              "repeat_orders": 0, "gross": 1000 * orders, "net": 900 * orders, "platform_discount": 0, "refunded": 0,
              "cancelled_gross": 0, "samples": 0, "as_of": LAST, "currency": "JPY", "gmv_kind": "direct"}  # fmt: skip
    content = {name: more.pop(name) for name in ("video", "creator", "content_id") if name in more}
    common = {"brand": brand, "day": day, "channel": channel, "shop": shop} | values | more
    ChannelCut.objects.create(**common)
    return SalesCut.objects.create(**common, **content)


def add_weeks(brand, weak=None, *, weeks=13, grain="shop", scale=1, **keys):
    """Usual numbers each week, and this week those of `weak` instead."""
    table = make_table(make_import(brand, sha256=f"{grain}{len(keys)}{scale}".ljust(64, "0")), kind="period", as_of=LAST)
    for number, week in enumerate(WEEKS[:weeks]):
        told = USUAL | (weak or {}) if number == 0 else USUAL
        make_period(table, week.start, 7, grain=grain, gmv_kind="direct", currency="JPY", **keys,
                    **{name: value and value * scale for name, value in told.items()})  # fmt: skip
    rebuild(brand, Grain.FACTS, [week.start for week in WEEKS])
    return table


def add_orders_file(brand, profile="tiktok_shop.orders", name="All order.csv"):
    """A file that covers all weeks."""
    told = make_import(brand, sha256=profile.ljust(64, "f"), filename=name)
    return make_table(told, kind="order", as_of=LAST, profile=profile, name=name, first_day=WEEKS[-1].start, last_day=LAST)


def add_account_days(brand):
    """An account with a hundred views and ten profile visits a day."""
    account = make_account(brand, "shizuku")
    days = [day for week in WEEKS for day in week]
    AccountDay.objects.bulk_create(
        AccountDay(brand=brand, account=account, day=day, as_of=LAST, video_views=100, profile_views=10) for day in days
    )
    return account
