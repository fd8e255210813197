"""A table that nobody knows: dropped, explained column by column, looked at, counted; the next month's file asks nothing."""

import pytest
from axe import assert_accessible
from factories import make_user
from screens import DESKTOP, PHONE, name_of
from uploads import run

from analytics.models import MetricImport, RollupRun, SalesDay, TableMapping
from analytics.rollups.run import rebuild_stale_days
from tkcommerce.brands.models import Membership, Role
from tkcommerce.work.running import perform

pytestmark = pytest.mark.django_db(transaction=True)

SCREENS = [
    {"viewport": DESKTOP, "language": "ja-JP", "scheme": "light"},
    {"viewport": PHONE, "language": "en-GB", "scheme": "dark"},
]
HEADER = "店頭レジ日報,,,,,\n伝票,売上日,品,こ,たんか,お客\n"
OCTOBER = "A-1,2026/02/03,ソープ,2,1800,h@example.jp\nA-2,2026/02/14,オイル,1,2500,k@example.jp\n"
NOVEMBER = "A-3,2026/03/01,ソープ,1,1800,h@example.jp\n"
COLUMNS = {
    "order_id": "伝票", "ordered_at": "売上日", "title": "品", "quantity": "こ", "unit_price": "たんか", "customer": "お客",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


def dropped(page, tmp_path, name: str, rows: str) -> MetricImport:
    """Uploaded, and read once."""
    path = tmp_path / name
    path.write_bytes((HEADER + rows).encode("cp932"))
    page.goto("/b/ours/imports/")
    page.set_input_files("input[name=files]", str(path))
    if page.locator("[data-send]").is_visible():
        page.click("[data-send]")
    page.wait_for_url("**/imports/?now=*")
    return run(MetricImport.objects.latest("pk"))


def said_yes(page, row: MetricImport) -> None:
    page.goto(f"/b/ours/imports/{row.pk}/")
    assert_accessible(page)
    page.locator("form[action$='/apply/'] button").click()
    page.wait_for_url("**/imports/?now=*")
    assert run(row).stage == "applied"
    perform(RollupRun, row.brand.rolluprun.pk, rebuild_stale_days)


def counted(brand) -> tuple[int, int]:
    days = SalesDay.objects.filter(brand=brand)
    return sum(days.values_list("orders", flat=True)), int(sum(days.values_list("gross", flat=True)))


@pytest.mark.parametrize("browser_page", SCREENS, indirect=True, ids=name_of)
def test_a_table_is_explained_once_and_known_from_then_on(browser_page, sign_in, ours, tmp_path):
    marketer = make_user("mika@example.com", name="Mika", language=browser_page.evaluate("navigator.language")[:2])
    Membership.objects.create(brand=ours, user=marketer, role=Role.EDITOR)
    page = sign_in(marketer)

    row = dropped(page, tmp_path, "レジ10月.csv", OCTOBER)
    assert (row.state, row.error_params["asks"]) == ("held", "table")
    page.goto(f"/b/ours/imports/?now={row.pk}")
    page.click(f"a[href$='/imports/{row.pk}/columns/']")
    assert_accessible(page)
    page.check("input[name=template][value='template.orders']")
    page.wait_for_selector("#mapping-columns select[name='column-order_id']")
    for column, header in COLUMNS.items():
        page.select_option(f"select[name='column-{column}']", header)
    page.fill("input[name=shop]", "本店")
    page.fill("input[name=name]", "レジ日報")
    assert_accessible(page)
    page.click("#mapping-columns button.main-act")
    page.wait_for_url("**/imports/?now=*")

    mapping = TableMapping.objects.get()
    assert (mapping.name, mapping.columns, mapping.options) == ("レジ日報", COLUMNS, {"shop": "本店"})
    assert run(row).stage == "preview"
    assert counted(ours) == (0, 0)
    said_yes(page, row)
    assert counted(ours) == (2, 6100)
    page.goto(f"/b/ours/imports/{row.pk}/")
    assert "6,100" in page.locator(".import-table").inner_text()

    following = dropped(page, tmp_path, "レジ11月.csv", NOVEMBER)
    assert following.stage == "preview"
    page.goto(f"/b/ours/imports/{following.pk}/")
    assert "レジ日報" in page.locator(".import-table").inner_text()
    said_yes(page, following)
    assert counted(ours) == (3, 7900)
