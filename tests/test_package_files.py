"""plotly's style sheet is made out of the pinned package, whole."""

import re

from django.conf import settings

from tkcommerce.package_files import PlotlyFinder, plotly_styles


def test_all_rules_are_found():
    rules = plotly_styles().splitlines()
    assert len(rules) > 40
    assert all(rule.count("{") == rule.count("}") == 1 for rule in rules)


def test_selectors_name_the_classes_that_plotly_draws_with():
    assert ".js-plotly-plot .plotly .crisp{shape-rendering:crispEdges;}" in plotly_styles().splitlines()
    assert not any(rule.startswith(("X", "Y")) for rule in plotly_styles().splitlines())


def test_script_and_styles_are_collected():
    for name, storage in PlotlyFinder().list(None):
        with storage.open(name) as file:
            assert len(file.read(8000)) > 5000, name


def test_our_rules_stay_out_of_plotlys_drawings():
    """plotly gives its bars and dots the class `point`; a rule of ours for all of those would paint over their labels."""
    for sheet in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        assert re.findall(r"(?:^|[{},])\s*\.point\b", sheet.read_text()) == [], sheet.name
