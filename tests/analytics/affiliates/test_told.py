"""Creator lists added up: kinds of GMV apart, spans that overlap once, nothing of another brand."""

from datetime import date, timedelta

from factories import make_import, make_period, make_table

from analytics.affiliates.names import names_of
from analytics.affiliates.told import told_sums
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild
from tkcommerce.dates import Days

MONDAY = date(2026, 11, 2)
WEEKS = Days(MONDAY, MONDAY + timedelta(days=14))


def test_of_kinds_that_tell_the_same_weeks_one_is_taken_and_spans_that_overlap_are_not_added(ours, theirs):
    for brand, gmv in ((ours, 100), (theirs, 9000)):
        table = make_table(make_import(brand, sha256=str(brand.pk).rjust(64, "0")), kind="period", as_of=MONDAY)
        known = {"grain": "creator", "creator": "mika", "currency": "JPY", "items": None}
        for week in range(2):
            day = MONDAY + timedelta(days=7 * week)
            make_period(table, day, 7, **known, gmv_kind="affiliate", gmv=gmv + week, commission_estimated=week or None)
            make_period(table, day, 7, **known, gmv_kind="direct", gmv=gmv * 5)
        make_period(table, MONDAY, 14, **known, gmv_kind="affiliate", gmv=gmv * 2)  # both weeks once more
        rebuild(brand, Grain.FACTS, [MONDAY, MONDAY + timedelta(days=7)])
    told = told_sums(ours, names_of(ours), WEEKS)
    assert list(told) == [("mika", "JPY")]
    one = told["mika", "JPY"]
    assert (one.gmv, one.items, one.commission_estimated) == (201, None, 1)
