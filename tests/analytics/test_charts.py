"""Figures keep gaps as gaps, begin bars at zero, hatch what is provisional, and draw nothing plotly would fake."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from analytics.chart_parts import Chart, Line, UnknownTrace, round_ticks, share_axis, value_axis
from analytics.charts import day_bars, hour_map, share_bars, stand_and_change
from analytics.csv_download import csv_response, safe

DAYS = [date(2026, 11, 1) + timedelta(days=n) for n in range(4)]


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def views(values, hatched=(False,) * 4):
    return day_bars("views", "Views", "A label", DAYS, Line("Views", "--f-hook", values), hatched, ())


def test_a_day_without_a_value_has_no_bar_and_is_named():
    figure = views([5, None, 0, 7]).figure
    assert figure["data"][0]["y"] == [5, None, 0, 7]
    assert [note["x"] for note in figure["layout"]["annotations"]] == ["2026-11-02"]


def test_bars_begin_at_zero():
    assert views([500, 600, 550, 700]).figure["layout"]["yaxis"]["range"][0] == 0


@pytest.mark.parametrize(
    ("most", "names"), [(0.926, ["0.0%", "20.0%", "40.0%", "60.0%", "80.0%"]), (0.018, ["0.0%", "0.5%", "1.0%", "1.5%"])]
)
def test_shares_are_named_in_round_parts(most, names):
    assert share_axis([most])["ticktext"] == names


def test_negative_counts_are_below_zero():
    assert views([-5, 6, 5, 7]).figure["layout"]["yaxis"]["range"][0] <= -5


def test_provisional_days_are_hatched_and_said_in_the_table():
    chart = views([1, 2, 3, 4], (False, False, True, True))
    assert chart.figure["data"][0]["marker"]["pattern"]["shape"] == ["", "", "/", "/"]
    assert [row[-1] for row in chart.rows] == ["provisional", "provisional", "", ""]


def test_a_line_does_not_bridge_a_gap():
    stand = Line("Followers", "--f-format", [10, None, 12, 13])
    change = Line("Change", "--f-format", [None, None, None, 1])
    trace = stand_and_change("followers", "F", "A label", DAYS, stand, change, [False] * 4, ()).figure["data"][0]
    assert (trace["connectgaps"], trace["y"]) == (False, [10, None, 12, 13])


def test_the_table_holds_what_the_picture_shows_newest_first():
    assert views([5, None, 0, 7]).rows == (
        (DAYS[3], 7, ""), (DAYS[2], 0, ""), (DAYS[1], None, ""), (DAYS[0], 5, ""),
    )  # fmt: skip


def test_words_in_the_table_are_escaped():
    chart = share_bars("territory", "T", "A label", [("<b>", Decimal("0.5"))], ())
    assert chart.body() == "<tr><th scope=row>&lt;b&gt;</th><td class=num>50.0%</td></tr>"


def test_an_hour_that_nobody_told_stays_empty():
    chart = hour_map("hours", "H", "A label", list("MTWTFSS"), {(0, 1): 2.6}, ())
    monday = chart.figure["data"][0]
    assert [length is None for length in monday["y"][:3]] == [True, False, True]
    assert monday["marker"]["opacity"][1] == 1
    assert chart.rows[0][1:4] == (None, 3, None)


def test_a_trace_that_plotly_would_draw_as_something_else_is_refused():
    with pytest.raises(UnknownTrace):
        Chart("x", "X", "A label", {"data": [{"type": "scattergl"}], "layout": {}}, (), ())


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 0, [0, 1]),
        (0, 7, [0, 5, 10]),
        (0, 95000, [0, 50000, 100000]),
        (-3, 20, [-10, 0, 10, 20]),
        (10600, 11000, [10600, 10800, 11000]),
    ],
)
def test_ticks_are_round_and_enclose_the_values(low, high, ticks):
    assert round_ticks(low, high) == ticks


def test_ticks_that_would_read_alike_are_written_out():
    with translation.override("ja"):
        assert value_axis([10_600, 11_400], zero=False)["ticktext"] == ["10,500", "11,000", "11,500"]
        assert value_axis([0, 40_000])["ticktext"] == ["0", "2万", "4万"]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\tx", "＝1"])
def test_a_text_that_a_spreadsheet_would_run_is_made_harmless(cell):
    assert (safe(cell), safe("fine")) == (f"'{cell}", "fine")


def test_a_spreadsheet_runs_no_cell_as_a_formula_and_nothing_known_is_empty():
    response = csv_response("a.csv", ["Video", "Views"], [["=cmd|' /C calc'!A0", -5], ["+1", None], ["いつも", 3]])
    assert response.content.decode() == "\ufeffVideo,Views\r\n'=cmd|' /C calc'!A0,-5\r\n'+1,\r\nいつも,3\r\n"
