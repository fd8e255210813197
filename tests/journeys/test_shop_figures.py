"""Numbers of the sales pages in a browser: each opens to how it was made, each chart comes as a picture."""

import pytest
from axe import assert_accessible
from funnels_made import LAST, add_cut, add_orders_file, add_weeks
from screens import DESKTOP, PHONE, name_of

TWO_SCREENS = [
    {"viewport": PHONE, "language": "ja-JP", "scheme": "dark"},
    {"viewport": DESKTOP, "language": "en-GB", "scheme": "light"},
]
two_screens = pytest.mark.parametrize("browser_page", TWO_SCREENS, indirect=True, ids=name_of)
FUNNEL = f"/b/ours/funnel/?from=2026-11-16&to={LAST}"
PNG = b"\x89PNG"


@pytest.fixture
def told(ours):
    add_weeks(ours)
    add_orders_file(ours)
    add_cut(ours, LAST)
    return ours


@two_screens
def test_each_chart_comes_as_a_picture_from_the_keyboard(sign_in, aiko, told, tmp_path):
    page = sign_in(aiko)
    page.goto(FUNNEL, wait_until="networkidle")
    for button in page.locator("button[data-png]").all():
        button.focus()
        with page.expect_download() as download:
            page.keyboard.press("Enter")
        download.value.save_as(tmp_path / "chart.png")
        assert (tmp_path / "chart.png").read_bytes().startswith(PNG)
    assert page.locator("button[data-png]").count() >= 1


@two_screens
def test_a_figure_of_a_table_opens_to_how_it_was_made(sign_in, aiko, told):
    page = sign_in(aiko)
    page.goto(f"/b/ours/sales/?from=2026-11-16&to={LAST}", wait_until="networkidle")
    first = page.locator("table[data-made] button.told").first
    first.focus()
    page.keyboard.press("ArrowRight")  # to the share of the orders
    page.keyboard.press("Enter")
    panel = page.locator(".made-panel")
    assert "10 ÷ 10 = 100.0%" in panel.inner_text()
    panel.get_by_role("link", name="All order.csv").wait_for()
    assert_accessible(page)
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    assert page.evaluate("document.activeElement.closest('td').dataset.sums") == "10 ÷ 10"
