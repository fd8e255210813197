"""What lies above the days of the calendar: public holidays, commerce events with their phases, campaigns.

Three queries for any run of days, whatever it holds; everything else is arithmetic on days.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language, gettext as _

from planner.events.public_holidays import holidays_in
from planner.events.rules import occurrences_in
from planner.models import Campaign, CommerceEvent
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days

HOLIDAY, SALE, TEASE, ENCORE, REST, SHOOT, CAMPAIGN = "holiday", "sale", "tease", "encore", "rest", "shoot", "campaign"
IMPORTANCE = (SALE, CAMPAIGN, SHOOT, TEASE, ENCORE, REST)  # which goes first where lanes are few
SEASON = 14  # days; a longer band steps back behind what is short
OPEN_END = timedelta(days=365)  # a campaign without an end


@dataclass(frozen=True)
class Band:
    """A run of days with a name. `markets`: which it is for, where that is not simply the home market."""

    kind: str
    days: Days
    ja: str
    en: str
    markets: tuple[str, ...] = ()
    event_id: int | None = None
    campaign_id: int | None = None
    is_estimated: bool = False
    is_usual: bool = False  # by habit of past years

    @property
    def label(self) -> str:
        """In the reader's language, with its phase and its markets."""
        name = self.ja if (get_language() or "").startswith("ja") else self.en
        told = {"event": name}
        if self.kind == TEASE:
            name = _("%(event)s: run-up") % told
        elif self.kind == ENCORE:
            name = _("%(event)s: encore") % told
        elif self.kind == SHOOT:
            name = _("Start shooting: %(event)s") % told
        if self.is_estimated:
            name = _("%(holiday)s (expected)") % {"holiday": name}
        return f"{name} {'/'.join(self.markets)}" if self.markets else name


@dataclass(frozen=True)
class Strip:
    """The part of a band that lies in one week, as columns 1 to 7, in a lane from 0."""

    band: Band
    first: int
    last: int
    lane: int
    came: bool  # it began in an earlier week
    goes_on: bool


def markets_of(brand: Brand) -> list[str]:
    """The home market first, then those of its accounts and those it gets ready for; one query."""
    others = brand.accounts.order_by().values_list("market", flat=True).union(brand.marketplans.order_by().values_list("market"))
    return [brand.home_market, *sorted(set(others) - {brand.home_market})]


def bands_of(brand: Brand, days: Days) -> dict[date, list[Band]]:
    """{day: its bands}, holidays first, then events and campaigns in their order; days without any are left out."""
    markets = markets_of(brand)
    found = [*_holidays(brand, markets, days), *_events(brand, markets, days), *_campaigns(brand, days)]
    by_day: dict[date, list[Band]] = {}
    for band in found:
        for day in Days(max(band.days.start, days.start), min(band.days.end, days.end)):
            by_day.setdefault(day, []).append(band)
    return by_day


def holidays_on(by_day: dict[date, list[Band]], day: date) -> list[Band]:
    return [band for band in by_day.get(day, ()) if band.kind == HOLIDAY]


def strips_of(by_day: dict[date, list[Band]], week: Days, *, lanes: int = 2) -> list[Strip]:
    """The week's bands, the most important first, in at most so many lanes; what finds none is left to the list of events."""
    bands = list(dict.fromkeys(band for day in week for band in by_day.get(day, ()) if band.kind != HOLIDAY))
    bands.sort(key=lambda band: (len(band.days) > SEASON, IMPORTANCE.index(band.kind), band.days.start))
    taken: list[set[int]] = [set() for _lane in range(lanes)]
    strips = []
    for band in bands:
        start, last = max(band.days.start, week.start), min(band.days.last, week.last)
        columns = range((start - week.start).days + 1, (last - week.start).days + 2)
        lane = next((n for n, used in enumerate(taken) if used.isdisjoint(columns)), None)
        if lane is not None:
            taken[lane].update(columns)
            came, goes_on = band.days.start < week.start, band.days.end > week.end
            strips.append(Strip(band, columns[0], columns[-1], lane, came, goes_on))
    return sorted(strips, key=lambda strip: (strip.lane, strip.first))


def is_for(event: CommerceEvent, markets: Iterable[str]) -> bool:
    return not event.markets or not set(event.markets).isdisjoint(markets)


def phases_of(event: CommerceEvent, days: Days) -> Iterator[tuple[str, Days]]:
    """Run-up, the event itself (or rest), encore; each only where it has days. `days` are those of the event itself."""
    if event.tease_days:
        yield TEASE, Days(days.start - timedelta(days=event.tease_days), days.start)
    yield (REST if event.rule.get("rest") else SALE), days
    if event.encore_days:
        yield ENCORE, Days(days.end, days.end + timedelta(days=event.encore_days))


def shoot_by(event: CommerceEvent, days: Days) -> date | None:
    """The day by which shooting starts; None for a rest."""
    return None if event.rule.get("rest") else days.start - timedelta(days=event.lead_days)


def _holidays(brand: Brand, markets: list[str], days: Days) -> Iterator[Band]:
    for holiday in holidays_in(markets, days):
        where = () if holiday.market == brand.home_market else (holiday.market,)
        run = Days(holiday.day, holiday.day + timedelta(days=1))
        yield Band(HOLIDAY, run, holiday.ja, holiday.en, where, is_estimated=holiday.is_estimated)


def _events(brand: Brand, markets: list[str], days: Days) -> Iterator[Band]:
    for event in brand.commerceevents.filter(hidden_at=None):
        if not is_for(event, markets):
            continue
        home = not event.markets or brand.home_market in event.markets
        told = {
            "ja": event.label_ja, "en": event.label_en, "event_id": event.pk, "is_usual": bool(event.rule.get("usual")),
            "markets": () if home else tuple(market for market in markets if market in event.markets),
        }  # fmt: skip
        ahead = max(event.tease_days, event.lead_days)
        around = Days(days.start - timedelta(days=event.encore_days), days.end + timedelta(days=ahead))
        for one in occurrences_in(event.rule, around, length=event.days):
            yield from (Band(kind, run, is_estimated=one.is_estimated, **told) for kind, run in phases_of(event, one.days))
            start = shoot_by(event, one.days)
            if start and start in days:
                yield Band(SHOOT, Days(start, start + timedelta(days=1)), is_estimated=one.is_estimated, **told)


def _campaigns(brand: Brand, days: Days) -> Iterator[Band]:
    for campaign in brand.campaigns.filter(hidden_at=None).exclude(first_day=None, last_day=None):
        run = days_of_campaign(campaign)
        where = (campaign.market,) if campaign.market and campaign.market != brand.home_market else ()
        yield Band(CAMPAIGN, run, campaign.name, campaign.name, where, campaign_id=campaign.pk)


def days_of_campaign(campaign: Campaign) -> Days:
    """[first, last + 1); an open end reaches a year from the other one."""
    first = campaign.first_day or campaign.last_day - OPEN_END
    last = campaign.last_day or campaign.first_day + OPEN_END
    return Days(first, last + timedelta(days=1))
