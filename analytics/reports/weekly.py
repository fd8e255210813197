"""One brand's week, read from the database."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from analytics.alerts.dismissing import alerts_of
from analytics.fans.week import fans_of_week
from analytics.goals.page import month_lines
from analytics.models import MetricImport
from analytics.queries.account_history import AccountHistory, load_history, spans_of
from analytics.queries.sales import sales_streams
from analytics.queries.sources import Source, sources_of
from analytics.queries.weekly import early_readings, videos_around, waiting_imports
from analytics.reports.content import BrandFacts, Coverage, Figure, Gap, StuckImport, WeeklyContent
from analytics.reports.figures import account_figures, looked_at, sales_figures
from analytics.reports.goal_sections import goal_facts
from analytics.reports.money_sections import money_facts, weakest_fact
from analytics.reports.plans import days_ahead, week_plan
from analytics.reports.verdicts import next_trials, week_verdicts
from analytics.reports.videos import RECENT, Readings, week_videos
from planner.models import Video
from planner.vocabulary.levels import card_levels
from tkcommerce.brands.models import Brand
from tkcommerce.dates import Days, day_of
from tkcommerce.work.models import State

STUCK_SHOWN = 5


def build_content(brand: Brand, week: Days, *, now: datetime) -> WeeklyContent:
    """What is known at `now` of the brand's week, days of its zone. Some thirty queries, a few more with news of patterns."""
    today = day_of(now, brand.time_zone)
    sources = sources_of(brand)
    history = load_history(brand, brand.accounts.all(), spans_of(brand), looked_at(week))
    of_accounts = account_figures(history, week)
    of_sales = sales_figures(sales_streams(brand, looked_at(week), sources), week, currency=brand.currency)
    videos = videos_around(brand, week, days_ahead(week, today=today))
    readings = early_readings(brand, week)
    levels = card_levels(brand, Days(week.start - timedelta(days=RECENT), week.end))
    stuck, stuck_count = waiting_imports(brand, most=STUCK_SHOWN)
    return WeeklyContent(
        brand=BrandFacts(brand.pk, brand.slug, brand.name, brand.time_zone, brand.currency),
        days=week,
        built_at=now,
        has_accounts=bool(history.accounts),
        coverage=_coverage(history, of_accounts, videos, readings, week),
        figures=(*of_accounts, *of_sales),
        videos=week_videos(videos, readings, levels, week),
        plan=week_plan(videos, week, today=today, zone=brand.time_zone),
        stuck=tuple(_stuck(one) for one in stuck),
        stuck_count=stuck_count,
        gaps=_gaps(history, sources, week),
        verdicts=week_verdicts(brand, week),
        trials=next_trials(brand),
        alerts=alerts_of(brand, sources, today=today),
        goals=goal_facts(month_lines(brand, today=today)),
        fans=fans_of_week(brand, week),
        money=money_facts(brand, week),
        weakest=weakest_fact(brand, week),
    )


def _coverage(
    history: AccountHistory, figures: Sequence[Figure], videos: Sequence[Video], readings: Readings, week: Days
) -> Coverage:
    views = figures[0].by_day if figures else ()
    posted = [video.pk for video in videos if video.is_out and video.posted_day in week]
    return Coverage(
        days_known=sum(1 for value in views if value is not None),
        newest=history.newest,
        as_of=history.newest_export,
        provisional=tuple(day for day in week if history.is_provisional(day)),
        posted=len(posted),
        read=sum(1 for video_id in posted if video_id in readings),
    )


def _stuck(one: MetricImport) -> StuckImport:
    return StuckImport(one.pk, one.filename, one.state == State.HELD, one.error_message, one.error_params)


def _gaps(history: AccountHistory, sources: Sequence[Source], week: Days) -> tuple[Gap, ...]:
    """Accounts without a word on the last day of the week, and orders whose newest export ends before it."""
    spans = history.spans
    told = [(account.handle, spans[account.pk].last if account.pk in spans else None) for account in history.accounts]
    orders = max((source.as_of for source in sources if source.kind == "order"), default=None)
    late = [Gap(handle, last) for handle, last in told if last is None or last < week.last]
    return (*late, *([Gap("", orders)] if orders is not None and orders < week.last else []))
