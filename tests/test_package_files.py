"""plotly's style sheet is made out of the pinned package, whole."""

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
