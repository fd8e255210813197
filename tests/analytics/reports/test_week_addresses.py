"""Which address leads to which week of the report."""

import pytest
import time_machine
from django.urls import reverse

pytestmark = pytest.mark.django_db
NOW = "2026-11-18T01:00Z"  # Wednesday morning in Tokyo
START = "2026-11-09"  # of the newest week that is over


@pytest.fixture(autouse=True)
def _wednesday():
    with time_machine.travel(NOW, tick=False):
        yield


def address(name, *parts):
    return reverse(f"analytics:{name}", args=["ours", *parts])


@pytest.mark.parametrize("named", ["2026-W46", "2026-11-10", "2026-11-15"])
def test_a_week_is_found_by_its_number_and_by_any_of_its_days(ours, as_ben, named):
    answer = as_ben.get(address("report", named))
    assert (answer.status_code, answer["Location"]) == (302, address("report", START))


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ("2026-W47", "That week is not over"), ("2026-11-16", "That week is not over"), ("2027-01-04", "That week is not over"),
        ("2020-01-06", "There is no report of that week."), ("0001-01-01", "There is no report of that week."),
        ("9999-12-20", "That week is not over"),
    ],
)  # fmt: skip
def test_a_week_without_a_report_leads_to_the_list_which_says_why(ours, as_ben, named, said):
    page = as_ben.get(address("report", named), follow=True)
    assert page.redirect_chain == [(address("reports"), 302)]
    assert said in page.content.decode()


@pytest.mark.parametrize("named", ["x", "2026-W99", "9999-12-31", "2026-46"])
def test_what_names_no_week_is_not_there(ours, as_ben, named):
    assert as_ben.get(address("report", named)).status_code == 404
