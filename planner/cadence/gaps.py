"""Where the plan falls short: the free posting slots of each account, and what its weekly goal still lacks.

`cadence_of` is pure: days and wall times of the brand in, dashed slots and sums per week out. `cadence_on` asks the database.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from planner.models import Account, PostingGoal, Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, instant_of, week_of

LOOK_AHEAD = 8  # weeks in which the next free slot is looked for
NOT_YET_MEANT = (Video.State.MISSED,)  # neither out nor to come: its slot is open again


@dataclass(frozen=True)
class Post:
    """What an account posts or means to, on the brand's clock; `at` is None while the time is open or unknown."""

    account_id: int
    day: date
    at: time | None


@dataclass(frozen=True)
class Wanted:
    """What an account means to do: posts a week (None: no goal) and its slots, on the brand's clock, of the days in question."""

    account: Account
    per_week: int | None
    slots: tuple[tuple[date, time], ...]


@dataclass(frozen=True)
class Gap:
    """A dashed slot on the calendar. Without `at` it is a post that the week's goal still lacks, on a day with room."""

    account: Account
    day: date
    at: time | None


@dataclass(frozen=True)
class WeekOfAccount:
    """Of one account: how many posts its week has, how many it is to have (None: no goal)."""

    account: Account
    week: Days
    posts: int
    goal: int | None

    @property
    def lacking(self) -> int:
        return max((self.goal or 0) - self.posts, 0)


@dataclass(frozen=True)
class Cadence:
    gaps: dict[date, list[Gap]]
    weeks: list[WeekOfAccount]

    def week_of(self, day: date) -> list[WeekOfAccount]:
        return [week for week in self.weeks if day in week.week]


def cadence_of(wanted: Iterable[Wanted], posts: Iterable[Post], weeks: Iterable[Days], *, now: datetime) -> Cadence:
    """`now` is the brand's wall clock, without a zone. Gaps lie only ahead; a day has them by time, those without one last."""
    of_account: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        of_account[post.account_id].append(post)
    weeks, gaps, told = list(weeks), defaultdict(list), []
    for want in wanted:
        for week in weeks:
            own = [post for post in of_account[want.account.pk] if post.day in week]
            told.append(WeekOfAccount(want.account, week, len(own), want.per_week))
            for gap in _gaps_of_week(want, own, week, now):
                gaps[gap.day].append(gap)
    for found in gaps.values():
        found.sort(key=lambda gap: (gap.at is None, gap.at or time.min, gap.account.pk))
    return Cadence(dict(gaps), told)


def _gaps_of_week(want: Wanted, posts: list[Post], week: Days, now: datetime) -> Iterator[Gap]:
    slots = [slot for slot in want.slots if slot[0] in week]
    free = [slot for slot in _free(slots, posts) if datetime.combine(*slot) > now]
    yield from (Gap(want.account, day, at) for day, at in free)
    lacking = max((want.per_week or 0) - len(posts) - len(free), 0)
    busy = [post.day for post in posts] + [day for day, _at in free]
    for _n in range(lacking):
        day = _roomiest([day for day in week if day >= now.date()], busy)
        if day is None:
            return
        busy.append(day)
        yield Gap(want.account, day, None)


def _free(slots: list[tuple[date, time]], posts: list[Post]) -> list[tuple[date, time]]:
    """The slots that no post of their day takes; each post takes the nearest one, one without a time what is left."""
    free = sorted(slots)
    for post in sorted(posts, key=lambda post: (post.at is None, post.day, post.at or time.min)):
        of_day = [slot for slot in free if slot[0] == post.day]
        if of_day:
            free.remove(min(of_day, key=lambda slot: _minutes_between(slot[1], post.at or slot[1])))
    return free


def _minutes_between(one: time, other: time) -> int:
    return abs((one.hour - other.hour) * 60 + one.minute - other.minute)


def _roomiest(days: list[date], busy: list[date]) -> date | None:
    """The day with the fewest posts, among those the one farthest from any, the earliest of equals; None without days."""
    if not days:
        return None
    distance = {day: min((abs((day - other).days) for other in busy), default=7) for day in days}
    return min(days, key=lambda day: (busy.count(day), -distance[day], day))


def cadence_on(brand: Brand, days: Days, *, now: datetime, account_id: int | None = None) -> Cadence:
    """Of the whole weeks that `days` touch, whatever else the page filters by; three queries."""
    starts_on, zone = brand.week_starts_on, brand.time_zone
    whole = Days(week_of(days.start, starts_on=starts_on).start, week_of(days.last, starts_on=starts_on).end)
    wanted = wanted_of(brand, whole, account_id=account_id)
    if not wanted:
        return Cadence({}, [])
    weeks = [week_of(whole.start + timedelta(days=n), starts_on=starts_on) for n in range(0, len(whole), 7)]
    return cadence_of(wanted, posts_of(brand, whole), weeks, now=now.astimezone(ZoneInfo(zone)).replace(tzinfo=None))


def next_free_slot(brand: Brand, account: Account, *, after: datetime) -> Gap | None:
    """The first slot of the account later than this instant that no video takes; None without slots or within eight weeks."""
    start = after.astimezone(ZoneInfo(brand.time_zone)).date()
    cadence = cadence_on(brand, Days(start, start + timedelta(weeks=LOOK_AHEAD)), now=after, account_id=account.pk)
    return next((gap for day in sorted(cadence.gaps) for gap in cadence.gaps[day] if gap.at is not None), None)


def wanted_of(brand: Brand, days: Days, *, account_id: int | None = None) -> list[Wanted]:
    """The accounts that have a goal or slots; two queries."""
    accounts = brand.accounts.select_related("goal").prefetch_related("slots")
    found = []
    for account in accounts.filter(pk=account_id) if account_id else accounts:
        goal: PostingGoal | None = getattr(account, "goal", None)
        slots = tuple(sorted(_slots_in(account, days, brand.time_zone)))
        if goal or account.slots.all():
            found.append(Wanted(account, goal.per_week if goal else None, slots))
    return found


def _slots_in(account: Account, days: Days, zone: str) -> Iterator[tuple[date, time]]:
    """The account's slots in these days of the brand, on the brand's clock."""
    slots = account.slots.all()
    if account.time_zone == zone:
        yield from ((day, slot.time) for slot in slots for day in days if day.weekday() == slot.weekday)
        return
    around = Days(days.start - timedelta(days=1), days.end + timedelta(days=1))
    for slot in slots:
        for day in around:
            if day.weekday() == slot.weekday:
                local = instant_of(day, slot.time, account.time_zone).astimezone(ZoneInfo(zone))
                if local.date() in days:
                    yield local.date(), local.time()


def posts_of(brand: Brand, days: Days) -> list[Post]:
    """What is planned or out in these days, of any account; one query."""
    videos = brand.videos.visible().exclude(state__in=NOT_YET_MEANT)
    found = videos.filter(account__isnull=False, day__gte=days.start, day__lt=days.end).values_list(
        "account_id", "day", "planned_day", "planned_time", "planned_zone", "posted_at", "posted_day"
    )
    zone = brand.time_zone
    return [Post(account, *_place(row, zone)) for account, *row in found]


def _place(row: list, zone: str) -> tuple[date, time | None]:
    """Day and time on the brand's clock."""
    day, planned_day, planned_time, planned_zone, posted_at, posted_day = row
    if posted_day:
        local = posted_at.astimezone(ZoneInfo(zone)) if posted_at else None
        return (local.date(), local.time()) if local else (day, None)
    if planned_time is None or planned_zone == zone:
        return day, planned_time
    local = instant_of(planned_day, planned_time, planned_zone).astimezone(ZoneInfo(zone))
    return local.date(), local.time()
