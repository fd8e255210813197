"""A goal beside what became of it so far: pure, once everything is read."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _, gettext_lazy

from analytics.metrics import VIDEO_CTR
from analytics.models import Channel, Goal
from tkcommerce import words
from tkcommerce.dates import Days

from .pace import History, Pace, Standing, left_of, needed_rate, pace_of, pace_of_rate
from .told import Everything

Measure = Goal.Measure
STANDINGS: dict[Standing, tuple[str | Promise, str, str]] = {  # word, class of the verdict, icon
    Standing.REACHED: (gettext_lazy("Reached"), "v-win", "check"),
    Standing.ON_COURSE: (gettext_lazy("On course"), "v-win", "trending-up"),
    Standing.OPEN: (gettext_lazy("Within reach"), "v-hope", "circle-dot"),
    Standing.BEHIND: (gettext_lazy("Behind"), "v-lose", "trending-down"),
    Standing.MISSED: (gettext_lazy("Missed"), "v-lose", "x"),
    Standing.UNKNOWN: (gettext_lazy("No forecast yet"), "v-wait", "hourglass"),
}
FORMULAS = {
    Measure.GMV: gettext_lazy("The orders' totals + discounts that the platform paid, cancelled and returned orders included"),
    Measure.POSTS: gettext_lazy("Videos that went out on the days, on all accounts"),
    Measure.CTR: VIDEO_CTR.formula,
    Measure.NEW_CUSTOMERS: gettext_lazy("First orders of customers in their shop; one who buys in two shops is counted in both"),
}
HOW = gettext_lazy(
    "The days left get the mean of their weekday over the last eight weeks. The same forecast is tried from each day of the last "
    "half year: its middle miss corrects it, and 9 of 10 of those tries ended within the range, which is wider where few of them "
    "stand apart."
)
EVEN = gettext_lazy("The file counts %(n)s days together: they are taken as even.")
NO_DAYS = gettext_lazy("No forecast: it needs lists of videos of a week or a day each, without a gap.")


@dataclass(frozen=True)
class GoalLine:
    """`pace` None: nothing is told of this measure. `top` and `bottom` are the sums of a rate, of the month."""

    goal: Goal
    month: Days
    pace: Pace | None = None
    as_of: date | None = None
    history: History | None = None
    top: float | None = None
    bottom: float | None = None
    planned: int | None = None  # videos on the calendar for the rest of the month
    note: str = ""  # what the files cannot tell

    @property
    def name(self) -> str:
        return goal_name(self.goal.measure, self.goal.channel, self.goal.currency)

    @property
    def target(self) -> float:
        return float(self.goal.target)

    @property
    def is_rate(self) -> bool:
        return self.goal.measure == Measure.CTR

    @property
    def standing(self) -> Standing:
        if self.pace is None or self.pace.so_far is None:
            return Standing.UNKNOWN
        if not self.is_rate and self.pace.so_far >= self.target:
            return Standing.REACHED
        return self.pace.standing(self.target)

    @property
    def verdict(self) -> tuple[str, str, str]:
        word, tone, icon = STANDINGS[self.standing]
        return str(word), tone, icon

    @property
    def share(self) -> int:
        """Percent of the target that is there, at most 100: the length of a bar."""
        return min(round(100 * (self.pace.so_far or 0) / self.target), 100) if self.pace else 0

    @property
    def days_left(self) -> int:
        return len(self.pace.left) if self.pace else 0

    @property
    def needed_a_week(self) -> float | None:
        """Of a rate: what the rest of the month must reach."""
        if self.pace is None or self.pace.so_far is None or not self.days_left:
            return None
        if self.is_rate:
            return needed_rate(self.target, top=self.top or 0.0, bottom=self.bottom or 0.0, rest=self.pace.rest)
        return max(self.target - self.pace.so_far, 0.0) * 7 / self.days_left

    @property
    def usual_a_week(self) -> float | None:
        return None if self.is_rate or not self.days_left or self.pace.rest is None else self.pace.rest * 7 / self.days_left

    def text(self, value: float | None) -> str:
        return goal_text(self.goal.measure, self.goal.currency, value)

    @property
    def target_text(self) -> str:
        return self.text(self.target)

    @property
    def so_far_text(self) -> str:
        return self.text(self.pace.so_far if self.pace else None)

    @property
    def end_text(self) -> str:
        return self.text(self.pace.end if self.pace else None)

    @property
    def range_text(self) -> str:
        if self.pace is None or self.pace.low is None or not self.days_left:
            return ""
        return _("%(low)s to %(high)s") % {"low": self.text(self.pace.low), "high": self.text(self.pace.high)}

    @property
    def needed_text(self) -> str:
        """Half a video more is a whole one."""
        value = self.needed_a_week
        if value is not None and self.goal.measure in (Measure.POSTS, Measure.NEW_CUSTOMERS):
            return words.count(-int(-value // 1))
        return self.text(value)

    @property
    def usual_text(self) -> str:
        return self.text(self.usual_a_week)

    @property
    def formula(self) -> str:
        return str(FORMULAS[Measure(self.goal.measure)])

    @property
    def sums(self) -> str:
        """Of a rate. Spans that lie partly in the month are taken as even: whole numbers are as exact as that is."""
        return "" if self.top is None else f"{words.count(round(self.top))} ÷ {words.count(round(self.bottom or 0))}"


def goal_name(measure: str, channel: str, currency: str) -> str:
    told = [Measure(measure).label, f" · {Channel(channel).label}" if channel else "", f" ({currency})" if currency else ""]
    return "".join(map(str, told))


def goal_text(measure: str, currency: str, value: float | None) -> str:
    """A value of the measure as people read it."""
    if value is None:
        return words.NOTHING
    if measure == Measure.GMV:
        return words.money(value, currency)
    return words.percent(value, 2) if measure == Measure.CTR else words.count(round(value))


def goal_lines(goals: Sequence[Goal], told: Everything, month: Days) -> list[GoalLine]:
    return [_line(goal, told, month) for goal in sorted(goals, key=_order)]


def _order(goal: Goal) -> tuple:
    return list(Measure).index(goal.measure), goal.channel, goal.currency


def _line(goal: Goal, told: Everything, month: Days) -> GoalLine:
    if goal.measure == Measure.CTR:
        return _of_rate(goal, told, month)
    histories = {
        Measure.GMV: told.gmv.get((goal.channel, goal.currency)),
        Measure.POSTS: told.posts,
        Measure.NEW_CUSTOMERS: told.customers.get(goal.channel),
    }
    history = histories[Measure(goal.measure)]
    if history is None:
        return GoalLine(goal, month)
    as_of = max((day for (channel, _c), day in told.as_of.items() if goal.channel in ("", channel)), default=None)
    planned = told.planned if goal.measure == Measure.POSTS else None
    return GoalLine(
        goal, month, pace_of(history, month), None if goal.measure == Measure.POSTS else as_of, history, planned=planned
    )


def _of_rate(goal: Goal, told: Everything, month: Days) -> GoalLine:
    """Files of months give what was, and no forecast: their days are not known."""
    one = told.clicks
    if one is None:
        return GoalLine(goal, month)
    top, bottom = one.clicks.sum(month), one.views.sum(month)
    if one.step:
        pace, note = pace_of_rate(one.clicks, one.views, month), str(EVEN) % {"n": one.step} if one.step > 1 else ""
    else:
        pace, note = Pace(top / bottom if bottom else None, left_of(one.clicks.told, month)), str(NO_DAYS)
    return GoalLine(goal, month, pace, one.as_of, None, top, bottom, note=note)
