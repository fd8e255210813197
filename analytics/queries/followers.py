"""Followers: stands and changes. The change is recomputed from the stands; exports disagree on which day they put it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from analytics.metrics import NET_FOLLOWERS, Cell
from tkcommerce.dates import Days

from .account_history import DAY, AccountHistory
from .series import Series, daily


@dataclass(frozen=True)
class Stand:
    """The accounts' last known followers, added up; None where no account has told any. `silent` accounts told none."""

    followers: int | None
    silent: int


@dataclass(frozen=True)
class FollowerDay:
    day: date
    followers: int | None  # the last known stand of each account, on a day on which at least one told; a gap otherwise
    change: int | None
    provisional: bool


def stand_before(history: AccountHistory, day: date) -> Stand:
    """The stand at the end of the day before `day`."""
    known = [told for told in (_last_known(history, account_id, day) for account_id in history.spans) if told is not None]
    return Stand(sum(known) if known else None, len(history.spans) - len(known))


def _last_known(history: AccountHistory, account_id: int, day: date) -> int | None:
    for earlier in sorted((told for told in history.rows if told < day), reverse=True):
        followers = history.rows[earlier].get(account_id, {}).get("followers")
        if followers is not None:
            return followers
    return None


def change_series(history: AccountHistory, days: Days) -> Series:
    """Net new followers by day: stand − stand of the day before, where both are known."""
    return daily(
        NET_FOLLOWERS, days, lambda day: _changes(history.rows, day), history.expected_on, history.is_provisional
    )  # fmt: skip


def _changes(rows: Mapping[date, Mapping[int, Cell]], day: date) -> list[Cell]:
    today, before = rows.get(day, {}), rows.get(day - DAY, {})
    pairs = [(cell["followers"], before.get(account_id, {}).get("followers")) for account_id, cell in today.items()]
    return [{"net_followers": now - then} for now, then in pairs if now is not None and then is not None]


def follower_days(history: AccountHistory, days: Days) -> tuple[FollowerDay, ...]:
    changes = change_series(history, days)
    last = {account_id: _last_known(history, account_id, days.start) for account_id in history.spans}
    found = []
    for day in days:
        told = {key: cell["followers"] for key, cell in history.rows.get(day, {}).items() if cell["followers"] is not None}
        last |= told
        stand = sum(value for value in last.values() if value is not None) if told else None
        found.append(FollowerDay(day, stand, changes[day].top, history.is_provisional(day)))
    return tuple(found)
