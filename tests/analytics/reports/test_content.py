"""The facts of a week: frozen as JSON and read back unchanged, also by later versions."""

import json
from datetime import date

import pytest
from report_weeks import content, figure, no_data, quiet, with_problems

from analytics.queries.series import Standing
from analytics.reports.content import WeeklyContent


@pytest.mark.parametrize("week", [content(), with_problems(), no_data(), quiet()], ids=["full", "problems", "empty", "quiet"])
def test_json_gives_back_the_same_week(week):
    assert WeeklyContent.from_json(json.loads(json.dumps(week.to_json()))) == week


def test_json_of_a_version_that_knew_more_or_less_can_be_read():
    told = content().to_json() | {"patterns": [1, 2]}
    for name in ("stuck", "stuck_count", "gaps"):
        del told[name]
    assert WeeklyContent.from_json(told) == content()


@pytest.mark.parametrize(
    ("fields", "standing"),
    [
        ({"level": 39_000.0}, Standing.INSIDE),
        ({"level": 47_001.0}, Standing.ABOVE),
        ({"level": 37_999.0}, Standing.BELOW),
        ({"level": None}, None),
        ({"low": None, "high": None}, None),
    ],
)
def test_a_figure_stands_in_its_usual_range_or_outside_or_it_is_not_known(fields, standing):
    assert figure(**fields).standing == standing


def test_a_zero_is_data_and_a_missing_value_is_not():
    assert content(figures=(figure(value=0),)).has_data
    assert not content(figures=(figure(value=None),)).has_data


def test_a_week_is_quiet_only_where_nothing_was_posted_and_all_is_within_range():
    assert quiet().is_quiet
    assert not content().is_quiet
    assert not content(coverage=quiet().coverage, figures=(figure(), figure("likes", low=1.0, high=2.0))).is_quiet
    assert not content(coverage=quiet().coverage, figures=(figure(low=None, high=None),)).is_quiet


def test_days_stay_days():
    assert content().to_json()["days"] == {"start": "2026-11-16", "end": "2026-11-23"}
    assert WeeklyContent.from_json(content().to_json()).days.last == date(2026, 11, 22)
