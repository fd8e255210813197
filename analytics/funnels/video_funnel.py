"""Both funnels of one video over its own life, beside the rates of all videos of its account in the same days."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Min

from analytics.models import FactGrain, Surface
from analytics.period import LONGEST
from planner.models import Video
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

from .cut import Cut
from .funnel_board import newest_day
from .funnel_page import Card, StepRow, card_of
from .funnels import Funnels, funnels_of
from .steps import FACTS


@dataclass(frozen=True)
class StepOfVideo:
    """`others`: the rate of the same step over all videos of the account; empty where it is not told."""

    row: StepRow
    others: str


@dataclass(frozen=True)
class VideoFunnel:
    """`covered`: of how many of the days the shop's files tell; None where none of them tells of the video."""

    days: Days
    covered: int | None
    cards: Sequence[tuple[Card, Sequence[StepOfVideo]]]  # of the funnels of which something is known

    @property
    def is_partly_told(self) -> bool:
        return self.covered is not None and self.covered < len(self.days)

    @property
    def known(self) -> bool:
        return bool(self.cards)


def video_funnel(brand: Brand, video: Video, *, today: date) -> VideoFunnel | None:
    """From its first day to the newest that a file tells; None before that, and where no file tells anything."""
    newest = newest_day(brand)
    days = _life(brand, video, min(newest, today)) if newest else None
    if not days:
        return None
    accounts = tuple(brand.accounts.all())
    surface = Surface.LIVE if video.kind == Video.Kind.LIVE else Surface.VIDEO
    shown = funnels_of(brand, days, Cut(video=video, accounts=accounts))
    others = funnels_of(brand, days, Cut(surface=surface, account=video.account, accounts=accounts))
    cards = [(card_of(shown, funnel, today=today), _rates(others, funnel.key)) for funnel in shown.both]
    covered = [base.told[0].covered for key, base in shown.bases.items() if key in FACTS and base.told[0].covered]
    return VideoFunnel(days, max(covered, default=None), [(card, _steps(card, rates)) for card, rates in cards if card.known])


def _life(brand: Brand, video: Video, last: date) -> Days | None:
    """From the day it was posted; from before, where the first file that tells of it tells a week or month as a whole."""
    if video.posted_day is None or video.posted_day > last:
        return None
    told = brand.periodfacts.filter(content_id=video.external_id or "-", grain__in=(FactGrain.VIDEO, FactGrain.LIVE))
    first = told.filter(end_day__gt=video.posted_day).aggregate(first=Min("first_day"))["first"]
    start = min(video.posted_day, first or video.posted_day)
    return Days(max(start, last - timedelta(days=LONGEST - 1)), last + timedelta(days=1))


def _rates(shown: Funnels, key: str) -> dict[str, str]:
    """{step: its rate in words} of the funnel in the app; people who follow a link of the own EC are not of one surface."""
    steps = shown.in_app.known if key == "in_app" else ()
    return {step.kind.key: step.rate.metric.text(step.rate.level.now) for step in steps if step.rate}


def _steps(card: Card, rates: dict[str, str]) -> list[StepOfVideo]:
    return [StepOfVideo(row, rates.get(row.key, "") if row.rate else "") for row in card.rows if row.known]
