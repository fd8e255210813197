"""Orders that people bring by hand may be of several shops, each of which counts its own: their numbers are kept apart. Pure."""

import unicodedata

import pandas

from .draft import Draft
from .order_rows import read_orders
from .profiles import Profile
from .tables import Context, Rows

LONGEST = 20  # models.OrderFields.shop
TOLD_BY = "shop"  # column of the file, and key of Hints.answers


def shop_name(told: str) -> str:
    """As people wrote it, but for width and spaces."""
    return " ".join(unicodedata.normalize("NFKC", told).split())[:LONGEST].strip()


def read_shop_orders(draft: Draft, profile: Profile, context: Context) -> Rows:
    """As read_orders. Where a row or a person names the shop, an order's id is `id@shop`, its name the plain id, and its
    customers are that shop's."""
    shops = _shops(draft, context)
    if not shops.any():
        return read_orders(draft, profile, context)
    ids = draft.texts["order_id"].str.strip().str.removeprefix("'")
    apart = ids + "@" + shops.str.casefold()
    named = (ids != "") & (shops != "")
    draft.texts = draft.texts.assign(order_id=ids.where(~named, apart), name=ids)
    rows = read_orders(draft, profile, context)
    first = rows.frame["row"].map(shops)
    rows.frame["shop"] = first.where(first != "", profile.key.partition(".")[0])
    return rows


def _shops(draft: Draft, context: Context) -> pandas.Series:
    """Of each row; "" where nobody says."""
    said = shop_name(context.hints.answers.get(TOLD_BY, ""))
    told = draft.text(TOLD_BY).map(shop_name)
    return told.where(told != "", said)
