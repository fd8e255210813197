"""Preview before apply: what a file would change, by kind, and nothing counts before somebody says yes."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from factories import make_account
from uploads import bring, content, orders, overview, run

from analytics.importing.policy import set_policy
from analytics.importing.preview import apply_import
from analytics.importing.receive import receive_file
from analytics.importing.revert import revert_import
from analytics.models import (
    AccountDayReading,
    ImportedTable,
    ImportPolicyChange,
    ImportProblem,
    MetricImport,
    OrderReading,
    StaleDay,
)
from planner.models import Video
from tkcommerce.brands.models import Membership, Role
from tkcommerce.work.models import State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]


@pytest.fixture(autouse=True)
def _account(ours):
    return make_account(ours)


def address(name: str, **of) -> str:
    return reverse(f"analytics:{name}", kwargs={"brand_slug": "ours"} | of)


def dropped(client, name: str, file: bytes) -> MetricImport:
    client.post(address("import-upload"), {"files": [SimpleUploadedFile(name, file)]})
    return run(MetricImport.objects.latest("pk"))


def counts(row: MetricImport) -> tuple:
    return tuple(row.tables.values_list("rows_new", "rows_changed", "rows_same").get())


def test_nothing_counts_before_the_yes(ours, as_aiko):
    row = dropped(as_aiko, "a.csv", overview({"2026-03-01": 1, "2026-03-02": 2}))
    assert (row.state, row.stage, counts(row)) == (State.HELD, "preview", (2, 0, 0))
    assert (AccountDayReading.objects.count(), StaleDay.objects.count(), row.tables.get().live) == (0, 0, False)
    assert "Import 2 rows" in as_aiko.get(address("imports")).content.decode()
    as_aiko.post(address("import-apply", import_id=row.pk))
    row = run(row)
    assert (row.state, row.stage, counts(row), row.tables.get().live) == (State.DONE, "applied", (2, 0, 0), True)
    assert AccountDayReading.objects.count() == 2


def test_it_tells_new_changed_same_and_the_totals_known_before(ours, as_aiko):
    bring(ours, "a.csv", overview({"2026-03-01": 1, "2026-03-02": 2}))
    row = dropped(as_aiko, "b.csv", overview({"2026-03-01": 1, "2026-03-02": 5, "2026-03-03": 7}))
    table = row.tables.get()
    assert (counts(row), table.sums["video_views"], table.known["video_views"]) == ((1, 1, 1), "13", "3")
    page = as_aiko.get(address("import", import_id=row.pk)).content.decode()
    assert '<td class="num soft">3</td><td class="num">13</td>' in page


def test_orders_and_videos_are_compared_too(ours, as_aiko):
    bring(ours, "orders_1.csv", orders([("#1", "a@example.jp", "1000", "A"), ("#2", "", "500", "B")]))
    row = dropped(
        as_aiko, "orders_2.csv", orders([("#1", "a@example.jp", "1000", "A"), ("#2", "", "700", "B"), ("#3", "", "1", "C")])
    )
    assert (counts(row), row.tables.get().known["total"], OrderReading.objects.count()) == ((1, 1, 1), "1500.000", 2)
    bring(ours, "c.csv", content([("7300000000000000001", "one", 10)]))
    row = dropped(as_aiko, "d.csv", content([("7300000000000000001", "one", 20), ("7300000000000000002", "two", 1)]))
    assert (counts(row), Video.objects.count()) == ((1, 1, 0), 1)


def test_a_bad_row_leaves_all_or_only_the_good_ones(ours, as_aiko):
    set_policy(brand=ours, keeps_days=30, looks_first=False, by=None)
    row = dropped(as_aiko, "a.csv", overview({"2026-03-01": 1, "2026-03-02": "x"}))
    assert (row.state, row.stage, row.error_params) == (State.HELD, "preview", {"rows": 1})
    assert "Import 1 good row only" in as_aiko.get(address("imports")).content.decode()
    assert apply_import(metric_import=row, by=None)
    assert (run(row).state, AccountDayReading.objects.count(), ImportProblem.objects.count()) == (State.DONE, 1, 1)
    assert not apply_import(metric_import=row, by=None)


def test_without_previews_a_good_file_counts_at_once(ours, as_aiko):
    set_policy(brand=ours, keeps_days=30, looks_first=False, by=None)
    assert dropped(as_aiko, "a.csv", overview({"2026-03-01": 1})).state == State.DONE


def test_a_stopped_preview_leaves_no_table_and_can_be_dropped_again(ours, as_aiko, aiko):
    row = dropped(as_aiko, "a.csv", overview({"2026-03-01": 1, "2026-03-02": "x"}))
    assert not revert_import(metric_import=row, by=aiko)
    row.refresh_from_db()
    assert (row.state, ImportedTable.objects.count(), ImportProblem.objects.count()) == (State.DROPPED, 0, 0)
    row = dropped(as_aiko, "a.csv", overview({"2026-03-01": 1, "2026-03-02": "x"}))
    assert (row.stage, ImportedTable.objects.count()) == ("preview", 1)


def test_a_preview_makes_no_account(ours, as_aiko):
    ours.accounts.all().delete()
    row = dropped(as_aiko, "c.csv", content([("7300000000000000001", "one", 10)]))
    assert (row.stage, ours.accounts.count(), row.tables.get().account) == ("preview", 0, None)


def test_known_totals_come_from_live_tables_only(ours, as_aiko, aiko):
    done = bring(ours, "a.csv", overview({"2026-03-01": 1}))
    revert_import(metric_import=done, by=aiko)
    assert counts(dropped(as_aiko, "b.csv", overview({"2026-03-01": 4}))) == (1, 0, 0)


def test_the_rule_and_who_set_it(ours, aiko, client):
    client.force_login(aiko)
    page = reverse("analytics:import-rules", args=["ours"])
    assert "Nobody has changed the rules" in client.get(page).content.decode()
    client.post(page, {"keeps_days": "7"})
    client.post(page, {"keeps_days": "7"})
    client.post(page, {"keeps_days": "0"})
    assert list(ImportPolicyChange.objects.values_list("keeps_days", "looks_first", "changed_by")) == [(7, False, aiko.pk)]
    assert "files kept for 7 days" in client.get(page).content.decode()


def test_an_editor_does_not_set_the_rule(ours, as_aiko):
    Membership.objects.filter(brand=ours).update(role=Role.EDITOR)
    assert as_aiko.get(reverse("analytics:import-rules", args=["ours"])).status_code == 403


def test_a_preview_of_another_brand_cannot_be_applied(ours, theirs, as_chika):
    row = run(
        receive_file(brand=ours, name="a.csv", content=overview({"2026-03-01": 1}), by=None, looks_first=True).metric_import
    )
    in_theirs = reverse("analytics:import-apply", kwargs={"brand_slug": "theirs", "import_id": row.pk})
    assert as_chika.post(in_theirs).status_code == 404
    assert as_chika.post(address("import-apply", import_id=row.pk)).status_code == 404
    row.refresh_from_db()
    assert row.state == State.HELD


def test_of_orders_it_says_that_rows_count_lines(as_aiko):
    said = "These count orders; the rows below count their lines."
    told = dropped(as_aiko, "orders_export.csv", orders([("#1", "a@example.jp", "1000", "A")]))
    days = dropped(as_aiko, "a.csv", overview({"2026-03-01": 1}))
    pages = [as_aiko.get(address("import", import_id=row.pk)).content.decode() for row in (told, days)]
    assert [said in page for page in pages] == [True, False]
