"""TikTok Shop's settlements: draft → one row per order or adjustment. Fees are kept as what they cost: positive."""

import pandas
from django.utils.translation import gettext_noop

from tkcommerce.dates import day_of

from .draft import Draft
from .order_amounts import Amounts, read_amounts
from .order_currency import currencies
from .order_ids import NO_ORDER, read_ids
from .order_lines import EMPTY
from .order_times import read_times
from .profiles import Profile
from .profiles.order_shape import OrderShape
from .tables import Context, Rows

_SHAPE = OrderShape(channel="tiktok_shop", is_tiktok=True)
_FEES = ("platform_fee", "affiliate_commission", "shipping_fee")
_MONEY = ("settled", "revenue", *_FEES, "fees")
_TWICE = gettext_noop("This order and type occur before in the file.")
_NEGATIVE = gettext_noop("Fees are written as negative numbers: kept as what they cost.")


def read_settlements(draft: Draft, profile: Profile, context: Context) -> Rows:
    """`day` is that of the settlement, where the file tells none that of the export. Fees that no column names are "other"."""
    ids = read_ids(draft, "order_id")
    for row in ids.index[ids.isna()]:
        draft.leave_out(row, "order_id", NO_ORDER)
    times, evidence = read_times(draft, [name for name in ("created", "day") if name in draft.texts], _SHAPE, context)
    amounts, named = read_amounts(draft, _MONEY, context.hints.currency)
    codes, more = currencies(draft, named, ids.fillna(""), _SHAPE, context.hints)
    evidence += more
    if _are_negative(amounts):
        evidence.append((_NEGATIVE, {}))
        amounts |= {name: _turned(amounts[name]) for name in (*_FEES, "fees") if name in amounts}
    none = pandas.Series([None] * len(ids), index=ids.index, dtype=object)
    frame = pandas.DataFrame({"order_id": ids, "kind": draft.text("kind").str.strip().str[:40], "currency": codes})
    frame["day"] = _days(times, context, none)
    for column in ("settled", "revenue", *_FEES):
        frame[column] = amounts.get(column, none)
    frame["other_fees"] = _others(amounts, none)
    for row in frame.index[frame["settled"].isna()]:
        draft.leave_out(row, "settled", EMPTY)
    draft.leave_out_repeats(frame, ("order_id", "kind", "day", "settled"), "order_id", _TWICE)
    return Rows(draft.kept(frame), evidence=evidence)


def _are_negative(amounts: Amounts) -> bool:
    """Whether the file subtracts fees by their sign; a single fee given back has the other one."""
    return sum(amount for name in (*_FEES, "fees") for amount in amounts.get(name, ()) if amount is not None) < 0


def _turned(amounts: pandas.Series) -> pandas.Series:
    return pandas.Series([None if amount is None else -amount for amount in amounts], index=amounts.index, dtype=object)


def _days(times: dict[str, pandas.Series], context: Context, none: pandas.Series) -> pandas.Series:
    if "day" not in times:
        return none.map(lambda _nothing: context.clues.day)
    zone = context.hints.zone or "UTC"
    days = [context.clues.day if pandas.isna(instant) else day_of(instant, zone) for instant in times["day"]]
    return pandas.Series(days, index=none.index, dtype=object)


def _others(amounts: Amounts, none: pandas.Series) -> pandas.Series:
    """What the total of all fees tells beyond the fees with a column of their own; None without that total."""
    rest = []
    for row, total in amounts.get("fees", none).items():
        own = [amounts[name][row] for name in _FEES if name in amounts and amounts[name][row] is not None]
        rest.append(None if total is None else total - sum(own))
    return pandas.Series(rest, index=none.index, dtype=object)
