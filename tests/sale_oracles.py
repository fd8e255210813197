"""Slow, obvious versions of the roll-ups of sales: plain loops over every telling."""

import re
from collections import defaultdict
from decimal import Decimal

from oracles import grouped, newest_first

from analytics.models import OrderTelling
from planner.models import Account, Coupon, Product, TrackedLink, Video
from tkcommerce.dates import day_of

RANKS = {"tiktok_shop": 0, "shopify": 1}
OWN_NUMBERS = {"tiktok_shop", "tiktok_affiliate"}


def key_of(reading):
    shop = "tiktok_shop" if reading.tiktok_order_id or reading.source in OWN_NUMBERS else reading.shop
    return shop, reading.tiktok_order_id or reading.order_id


def tellings(brand):
    """The effective telling of each source's order."""
    groups = grouped(newest_first(OrderTelling, brand), lambda o: (o.reading.source, o.reading.order_id))
    return [rows[0] for rows in groups.values()]


def in_order(told):
    """Who counts first; affiliates last."""
    told = sorted(told, key=lambda o: o.reading.source)
    told = sorted(told, key=lambda o: (o.as_of, o.table_id), reverse=True)
    told = sorted(told, key=lambda o: RANKS.get(o.reading.source, 2))
    return sorted(told, key=lambda o: o.reading.gmv_kind != "direct")


def lines_of(reading):
    return sorted(reading.lines.all(), key=lambda line: line.position)


def amount_of(line):
    return line.amount if line.amount is not None else line.quantity * line.unit_price - (line.discount or 0)


def is_cancelled(reading):
    return reading.cancelled_at is not None or reading.state == "cancelled"


def touches(brand, told):
    """(rank, how, surface, content id, creator, video or None) of whatever led to the order, last touch first."""
    videos = {video.external_id: video for video in Video.objects.filter(brand=brand) if video.external_id}
    order = told[0].reading
    day = day_of(order.ordered_at, brand.time_zone)
    lines = [line for o in told for line in lines_of(o.reading) if line.content_id or line.creator or line.surface]
    lines = sorted(lines, key=lambda line: (line.position, line.content_id, line.creator, line.surface))
    found = []
    for line in sorted(lines, key=amount_of, reverse=True):
        how = (0, "platform") if line.content_id or line.creator else (4, "")
        found.append((*how, line.surface, line.content_id, line.creator, videos.get(line.content_id)))
    for link in TrackedLink.objects.filter(brand=brand, video__isnull=False).order_by("-pk"):
        if order.utm_content and link.utm_content == order.utm_content:
            found.append((1, "link", "", link.video.external_id, "", link.video))
    codes = {code.strip().upper() for code in re.split(",", order.discount_code) if code.strip()}
    for coupon in Coupon.objects.filter(brand=brand).order_by("-pk"):
        holds = (coupon.first_day is None or coupon.first_day <= day) and (coupon.last_day is None or day <= coupon.last_day)
        if coupon.code.upper() in codes and holds and (coupon.video or coupon.creator):
            content = coupon.video.external_id if coupon.video else ""
            found.append((2, "coupon", "", content, coupon.creator, coupon.video))
    if order.utm_content in videos:
        found.append((3, "utm", "", order.utm_content, "", videos[order.utm_content]))
    return sorted(found, key=lambda touch: touch[0])


def matching(line, alone, affiliate_lines):
    """The affiliates' line of the same SKU; of the same product where one names no SKU; or the only one."""
    for other in affiliate_lines:
        if other.sku_id and other.sku_id == line.sku_id:
            return other
    for other in affiliate_lines:
        if not other.sku_id or not line.sku_id:
            if other.product_id and other.product_id == line.product_id:
                return other
            if (not other.product_id or not line.product_id) and alone and len(affiliate_lines) == 1:
                return other
    return None


def sales(brand):
    """{(shop, order id): the sale as a dict, with its lines}"""
    accounts = {account.handle: account.pk for account in Account.objects.filter(brand=brand)}
    made = {}
    for key, told in grouped(tellings(brand), lambda o: key_of(o.reading)).items():
        told = in_order(told)
        order = told[0].reading
        if order.gmv_kind != "direct":
            continue
        hints = touches(brand, told)
        _rank, how, surface, content, creator, video = hints[0] if hints else (9, "", "", "", "", None)
        others = [pk for _rank, pk in sorted((hint[0], hint[5].pk) for hint in hints if hint[5] and hint[5] != video)]
        made[key] = {
            "reading": order.pk,
            "order": order,
            "day": day_of(order.ordered_at, brand.time_zone),
            "told_by": [[o.reading.source, o.table_id] for o in told],
            "as_of": told[0].as_of,
            "net": Decimal(0) if order.is_sample or is_cancelled(order) else order.total - (order.refunded or 0),
            "items": order.items if order.items is not None else sum(line.quantity for line in lines_of(order)) or None,
            "attributed_by": how,
            "surface": surface or ({"live": "live"}.get(video.kind, "video") if video else ""),
            "content_id": content,
            "creator": creator,
            "video": video and video.pk,
            "assisted_by": list(dict.fromkeys(others)),
            "account": (video and video.account_id) or accounts.get(creator.lower()),
            "campaign": video and video.campaign_id,
            "lines": sale_lines(brand, told),
            "readings": told_lines(told),
        }
    number(made)
    return made


def number(made):
    """Each customer's first, second … order of a shop that was bought."""
    customers = defaultdict(list)
    for (shop, order_id), sale in made.items():
        sale |= {"nth": None, "first_day": None}
        if sale["order"].customer_key:
            customers[shop, sale["order"].customer_key].append((sale["order"].ordered_at, order_id, sale))
    for orders in customers.values():
        bought = sorted(
            (row for row in orders if not row[2]["order"].is_sample and not is_cancelled(row[2]["order"])),
            key=lambda row: row[:2],
        )
        for nth, (_at, _id, sale) in enumerate(bought, 1):
            sale["nth"] = nth
        for _at, _id, sale in orders:
            sale["first_day"] = bought[0][2]["day"] if bought else None


def sale_lines(brand, told):
    """[(position, product, amount, surface, content id, creator, commission rate, estimated, paid)]"""
    lines = told_lines(told)
    affiliate_lines = [line for o in told if o.reading.gmv_kind == "affiliate" for line in lines_of(o.reading)]
    products = list(Product.objects.filter(brand=brand))
    used, rows = set(), []
    for line in lines:
        other = matching(line, len(lines) == 1, affiliate_lines)
        is_first = other is not None and other.pk not in used
        used.add(other and other.pk)
        by_id = [p.pk for p in products if p.tiktok_id and p.tiktok_id == line.product_id]
        by_sku = [p.pk for p in products if p.sku and p.sku == line.sku]
        rows.append((
            line.position, next(iter(by_id + by_sku), None), amount_of(line), line.surface or (other.surface if other else ""),
            line.content_id or (other.content_id if other else ""), line.creator or (other.creator if other else ""),
            known(line.commission_rate, other.commission_rate if other else None),
            known(line.commission_estimated, other.commission_estimated if is_first else None),
            known(line.commission_paid, other.commission_paid if is_first else None),
        ))  # fmt: skip
    return rows


def known(*values):
    """The first that is known."""
    return next((value for value in values if value is not None), None)


def told_lines(told):
    """Of the best source that tells any."""
    with_lines = [o.reading for o in told if o.reading.gmv_kind == "direct" and lines_of(o.reading)]
    return lines_of(with_lines[0]) if with_lines else []


def affiliate_sales(brand):
    """{(order id, position): (day, creator, content id, gmv, cancelled, as of)}"""
    made = {}
    for told in tellings(brand):
        order = told.reading
        if order.gmv_kind == "affiliate" and not order.is_sample:
            for line in lines_of(order):
                made[order.order_id, line.position] = (
                    day_of(order.ordered_at, brand.time_zone), line.creator, line.content_id, amount_of(line),
                    is_cancelled(order), told.as_of,
                )  # fmt: skip
    return made


def cuts(brand, dimensions):
    """{values of the dimensions: sums in the order of SaleSums.SUMS, and as_of}"""
    return {key: (*sums(rows), max(row["as_of"] for row in rows)) for key, rows in grouped(
        sales(brand).values(), lambda sale: tuple(said(sale, name) for name in dimensions)
    ).items()}  # fmt: skip


def said(sale, name):
    if name == "gmv_kind":
        return "direct"
    return key_of(sale["order"])[0] if name == "shop" else sale[name] if name in sale else getattr(sale["order"], name)


def sums(rows):
    real = [row for row in rows if not row["order"].is_sample]
    orders = [row["order"] for row in real]
    gone = [order for order in orders if is_cancelled(order)]
    tells = any(
        row["told_by"][0][0] == "tiktok_shop" or row["order"].delivered_at or row["order"].state == "delivered" for row in rows
    )
    delivered = sum(1 for order in orders if order.delivered_at or order.state in ("delivered", "returned"))
    return (
        len(real), len(gone), delivered if tells else None, sum(len(skus(row)) for row in real),
        sum(row["items"] or 0 for row in real), sum(1 for row in rows if row["nth"] == 1),
        sum(1 for row in rows if (row["nth"] or 0) > 1), sum(order.total for order in orders),
        sum(order.platform_discount or 0 for order in orders), sum(order.refunded or 0 for order in orders),
        sum(order.total for order in gone), sum(row["net"] for row in rows), len(rows) - len(real),
    )  # fmt: skip


def skus(sale):
    return {unit(line) for line in sale["readings"]}


def unit(line):
    return (line.sku_id, line.sku, "" if line.sku_id or line.sku else line.product_id + line.title)


def sales_days(brand):
    """{(day, channel, currency): (orders, cancelled, items, gross, refunded, net, as of)}; days with samples alone are none"""
    found = cuts(brand, ("day", "channel", "currency"))
    return {key: (row[0], row[1], row[4], row[7], row[9], row[11], row[13]) for key, row in found.items() if row[0]}


def product_cuts(brand):
    """{(day, shop, currency, surface, catalogue, product, video, content): (SKU orders, items, returned, gross, cancelled)}"""
    videos = {video.external_id: video.pk for video in Video.objects.filter(brand=brand) if video.external_id}
    sold = defaultdict(list)
    for (shop, order_id), sale in sales(brand).items():
        for line, told in zip(sale["readings"], sale["lines"], strict=True):
            content = told[4] or sale["content_id"]
            video = sale["video"] if told[4] in ("", sale["content_id"]) else videos.get(told[4])
            product = line.product_id or line.sku[:64]
            key = (sale["day"], shop, sale["order"].currency, told[3] or sale["surface"], told[1], product, video, content)
            if not sale["order"].is_sample:
                sold[key + (("" if product else line.title),)].append((order_id, line, is_cancelled(sale["order"])))
    return {
        key: (
            len({(order_id, unit(line)) for order_id, line, _gone in rows}), sum(line.quantity for _id, line, _gone in rows),
            sum(line.returned_quantity or 0 for _id, line, _gone in rows), sum(amount_of(line) for _id, line, _gone in rows),
            sum(amount_of(line) for _id, line, gone in rows if gone),
        )
        for key, rows in sold.items()
    }  # fmt: skip
