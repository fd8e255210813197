from datetime import date

import pytest
from hypothesis import given, strategies as st

from analytics.importing.choices import ChoiceNeeded
from analytics.importing.date_order import find_date_order
from analytics.importing.problems import UnreadableFile
from analytics.importing.tables import Hints


def decided(*rows, declared="", market="JP", answers=None):
    hints = Hints(today=date(2026, 6, 30), market=market, answers=answers or {})
    columns = list(zip(*rows, strict=True))
    return find_date_order(columns, declared=declared, latest=hints.today, hints=hints)[0]


@pytest.mark.parametrize(
    ("rows", "order"),
    [
        ([["14/02/2026"], ["01/02/2026"]], "dmy"),
        ([["02/14/2026 9:00:00 PM\t"], ["01/02/2026"]], "mdy"),
        ([["03/11/2026 10:00:00"]], "mdy"),  # 3 November would lie after the export
        ([["05/01/2026", "02/02/2026"]], "dmy"),  # paid before it was ordered otherwise
        ([["02/05/2026", "05/05/2026"], ["04/03/2026", "01/04/2026"]], "dmy"),
        ([["2026-02-03", "-"]], "dmy"),  # nothing to decide
        ([["05/05/2026"]], "dmy"),
        ([["14/02/2026"]] + [["13/13/2026"]], "dmy"),
        ([[f"{day}/02/2026"] for day in range(13, 29)] + [["02/28/2026"]], "dmy"),  # one mistake among many
    ],
)
def test_what_the_dates_themselves_say(rows, order):
    assert decided(*rows) == order


def test_where_they_say_nothing_the_kind_of_export_and_then_the_market_decide():
    assert decided(["01/02/2026"], declared="mdy", market="VN") == "mdy"
    assert decided(["01/02/2026"], market="VN") == "dmy"
    assert decided(["01/02/2026"], market="US") == "mdy"


def test_an_answer_wins_over_everything():
    assert decided(["14/02/2026"], answers={"date_order": "mdy"}) == "mdy"


def test_nobody_knows():
    with pytest.raises(ChoiceNeeded):
        decided(["01/02/2026"])


def test_a_file_that_mixes_both_is_refused():
    with pytest.raises(UnreadableFile, match="14/02/2026"):
        decided(["14/02/2026"], ["02/14/2026"])


@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 6, 30)), min_size=1), st.sampled_from(["%d/%m/%Y", "%m/%d/%Y"]))
def test_a_decision_out_of_the_dates_is_never_wrong(days, form):
    try:
        order = decided(*[[day.strftime(form)] for day in days])
    except ChoiceNeeded:
        return
    right = "dmy" if form.startswith("%d") else "mdy"
    assert order == right or all(day.day == day.month for day in days)
