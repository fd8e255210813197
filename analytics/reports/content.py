"""What is known of one brand's week, without any language: frozen once, told in every language and edition. Pure."""

from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from types import UnionType
from typing import Any, Self, get_args, get_origin, get_type_hints

from analytics.alerts.alert import Alert
from analytics.fans.bases import FanFact
from analytics.queries.series import Standing, Usual
from tkcommerce.dates import Days


@dataclass(frozen=True)
class BrandFacts:
    id: int
    slug: str
    name: str
    zone: str
    currency: str


@dataclass(frozen=True)
class Figure:
    """One metric of the week; of sales, in one channel and currency.

    `value` is what the files tell. All others stand on the scale of `level`, which is `value` filled up to seven days
    (analytics.queries.series.comparable): `before` last week, `median` of the four weeks before, `low` to `high` the usual range.
    """

    key: str
    channel: str  # analytics.models.sales.Channel; "" where the metric is not of sales
    currency: str
    value: Decimal | None
    level: float | None
    before: float | None
    median: float | None
    low: float | None
    high: float | None
    windows: int  # earlier weeks that can be compared; below eight there is no usual range
    missing: int  # accounts × days without a value
    by_day: tuple[Decimal | None, ...]

    @property
    def standing(self) -> Standing | None:
        if self.level is None or self.low is None or self.high is None:
            return None
        return Usual(self.low, self.high, self.windows).standing(self.level)


@dataclass(frozen=True)
class Coverage:
    """How much of the week the files tell. Days are the accounts' days."""

    days_known: int  # of the week's, with video views of at least one account
    newest: date | None  # newest day that any account's file tells
    as_of: date | None  # newest day that any export knew about
    provisional: tuple[date, ...]  # of the week's: they still grow
    posted: int  # videos posted in the week
    read: int  # of those, with a reading of their views


@dataclass(frozen=True)
class LevelFact:
    """A pattern of a video, such as its hook, by both its names."""

    ja: str
    en: str


@dataclass(frozen=True)
class VideoFact:
    """A posted video at its newest reading. `views` is lifetime to date, at `age` days after posting."""

    id: int
    title: str
    handle: str
    posted_day: date
    read_day: date
    age: int
    views: int
    is_rounded: bool
    usual: float | None  # median views of the brand's other videos at about this age; None with fewer than five
    others: int
    levels: tuple[LevelFact, ...] = ()  # hook and theme, where they are set


@dataclass(frozen=True)
class Videos:
    """`of_week` is false where none was posted in the week: then these are the newest before it."""

    of_week: bool
    top: tuple[VideoFact, ...]
    bottom: tuple[VideoFact, ...]


@dataclass(frozen=True)
class PlannedFact:
    id: int
    title: str
    handle: str
    day: date
    at: str  # wall time in the plan's own zone, "19:30"; "" while open
    zone: str  # "" where it is the brand's


@dataclass(frozen=True)
class Plan:
    """The week's plan and what became of it, and what lies ahead: the rest of the seven days after the week."""

    planned: int  # for the week
    kept: int  # of those, posted by now
    ahead: Days
    entries: tuple[PlannedFact, ...]
    empty: tuple[date, ...]  # days ahead without any plan or post
    overdue: tuple[PlannedFact, ...]  # newest first, at most five
    overdue_count: int


@dataclass(frozen=True)
class StuckImport:
    """A held or failed import; its reason as (msgid, params), to be translated when told."""

    id: int
    filename: str
    is_held: bool
    message: str
    params: dict


@dataclass(frozen=True)
class Gap:
    """A source whose data end before the week does. `last` is None where it never told anything."""

    handle: str  # "" for the orders of the brand's shops
    last: date | None


@dataclass(frozen=True)
class VerdictFact:
    """A pattern that was called, or whose call was judged, in the week. `said`: winner, losing, held, failed, reproduced or
    retired, the last two with their evidence (analytics/badge_words.py).

    lo90 to hi90: 90 % range of the ratio to the usual, of `videos` videos; a judged call's, of the videos after it. None unknown.
    """

    said: str
    level: LevelFact
    outcome: str  # analytics.models.Outcome
    videos: int
    lo90: float | None
    hi90: float | None
    evidence: dict | None = None


@dataclass(frozen=True)
class TrialFact:
    """A suggestion as it stood when the week was told, with its 90 % range of views as ratio to the usual."""

    title: LevelFact
    lo90: float
    hi90: float


@dataclass(frozen=True)
class GoalFact:
    """A goal of the month in which the week was told. `standing`: analytics.goals.pace.Standing; `left`: days of the month."""

    measure: str
    channel: str
    currency: str
    target: float
    so_far: float | None
    low: float | None
    high: float | None
    standing: str
    left: int


@dataclass(frozen=True)
class MoneyFact:
    """Orders of the week of one channel in one currency. `gmv` holds what the platform paid; elsewhere it is gross sales."""

    channel: str
    currency: str
    orders: int
    gmv: Decimal
    net: Decimal


@dataclass(frozen=True)
class StepFact:
    """The weakest step of both funnels: keys of the funnel, of the step and of the one it is a share of (empty: none).
    `lost` is in orders, or in what the step costs."""

    funnel: str
    step: str
    per: str
    now: float
    reference: float
    is_usual: bool
    lost: float


@dataclass(frozen=True)
class WeeklyContent:
    """One brand's week. JSON keeps Decimals as text and days as ISO text; fields that an older JSON lacks take defaults."""

    brand: BrandFacts
    days: Days  # of the brand's zone
    built_at: datetime
    has_accounts: bool
    coverage: Coverage
    figures: tuple[Figure, ...]
    videos: Videos
    plan: Plan
    stuck: tuple[StuckImport, ...] = ()  # newest first, at most five
    stuck_count: int = 0
    gaps: tuple[Gap, ...] = ()
    verdicts: tuple[VerdictFact, ...] = ()  # newest first, at most five
    trials: tuple[TrialFact, ...] = ()  # best first, at most three
    alerts: tuple[Alert, ...] = ()  # as they stood when the week was told
    goals: tuple[GoalFact, ...] = ()
    fans: tuple[FanFact, ...] = ()  # the biggest base first
    money: tuple[MoneyFact, ...] = ()  # by currency, the biggest channel first
    weakest: StepFact | None = None

    @property
    def has_data(self) -> bool:
        """Whether any number of the week is known at all."""
        return any(figure.value is not None for figure in self.figures)

    @property
    def is_quiet(self) -> bool:
        """Nothing posted, and whatever can be compared lies within its usual range."""
        standings = {figure.standing for figure in self.figures if figure.standing}
        return self.has_data and not self.coverage.posted and standings == {Standing.INSIDE}

    def figure(self, key: str) -> Figure | None:
        """The first of this metric: of sales, the biggest stream."""
        return next((figure for figure in self.figures if figure.key == key), None)

    def to_json(self) -> dict:
        return _plain(self)

    @classmethod
    def from_json(cls, data: dict) -> Self:
        return _made(cls, data)


def _plain(value: Any) -> Any:  # noqa: ANN401 (any field's value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):  # a datetime is one too
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _made(kind: Any, data: Any) -> Any:  # noqa: ANN401 (any field's value)
    if data is None:
        return None
    if get_origin(kind) is UnionType:  # X | None
        return _made(get_args(kind)[0], data)
    if get_origin(kind) is tuple:
        return tuple(_made(get_args(kind)[0], one) for one in data)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        told = [field.name for field in fields(kind) if field.name in data or field.default is MISSING]
        return kind(**{name: _made(hints[name], data[name]) for name in told})
    if kind in (date, datetime):
        return kind.fromisoformat(data)
    return Decimal(data) if kind is Decimal else data
