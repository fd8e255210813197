"""GA4 tells the same visits by source, by campaign and by channel: whatever was imported, they are never added to each other."""

from datetime import date

import pytest
from factories import make_brand
from uploads import bring

from analytics.funnels.cut import Cut
from analytics.funnels.funnels import funnels_of
from analytics.models import RollupRun
from analytics.rollups.run import rebuild_stale_days
from tkcommerce.dates import Days
from tkcommerce.work.running import perform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]

WEEK = Days(date(2026, 3, 2), date(2026, 3, 9))
HEAD = "# Start date: 20260302\n# End date: 20260308\n"
SOURCES = (
    "Session source / medium,Sessions,Total revenue\ntiktok / social,40,1000\ntiktok.com / referral,6,0\n(direct) / (none),90,0\n"
)
CAMPAIGNS = "Session source,Session campaign,Sessions,Total revenue\ntiktok,autumn,25,800\ntiktok,hook,15,200\n"
CHANNELS = "Session primary channel group (Default Channel Group),Sessions,Total revenue\nOrganic Social,46,1000\nDirect,90,0\n"
DAYS = "Nth day,Sessions\n0000,100\n0001,36\n"


def sessions(brand, *reports: str) -> int | None:
    for number, report in enumerate(reports):
        assert bring(brand, f"{number}.csv", (HEAD + report).encode()).state == "done"
    perform(RollupRun, brand.rolluprun.pk, rebuild_stale_days)
    steps = {step.kind.key: step for step in funnels_of(brand, WEEK, Cut()).own_ec.known}
    return steps["sessions"].amount.now if "sessions" in steps else None


def test_each_report_counts_the_visits_that_tiktok_sent(ours, theirs):
    assert sessions(ours, SOURCES) == 46
    assert sessions(theirs, CAMPAIGNS) == 40


def test_several_reports_of_the_same_visits_are_one_count_in_any_order():
    orders = [(SOURCES, CAMPAIGNS, CHANNELS, DAYS), (DAYS, CHANNELS, CAMPAIGNS, SOURCES), (CAMPAIGNS, SOURCES, DAYS, CHANNELS)]
    counted = {sessions(make_brand(f"site-{number}"), *reports) for number, reports in enumerate(orders)}
    assert counted == {46}
