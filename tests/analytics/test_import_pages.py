"""The import pages: drop, watch, see what was wrong, undo; who may, and in whose language."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.html import escape
from django.utils.translation import override
from factories import make_account
from uploads import bring, orders, overview, run, zipped

from analytics.importing.revert import revert_import
from analytics.models import AccountDayReading, ImportPolicy, MetricImport
from tkcommerce.work.models import State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]


def address(name: str, **of) -> str:
    return reverse(f"analytics:{name}", kwargs={"brand_slug": "ours"} | of)


@pytest.fixture(autouse=True)
def _without_preview(ours):
    ImportPolicy.objects.create(brand=ours, looks_first=False)


def upload(client, *files: tuple[str, bytes], **fields):
    sent = [SimpleUploadedFile(name, content) for name, content in files]
    return client.post(address("import-upload"), {"files": sent} | fields)


def speak(user, language: str) -> None:
    user.language = language
    user.save(update_fields=["language"])


def test_several_files_at_once_are_each_an_import(ours, as_aiko):
    make_account(ours)
    answer = upload(as_aiko, ("a.csv", overview({"2026-03-01": 1})), ("b.csv", b""))
    rows = list(MetricImport.objects.order_by("pk"))
    assert answer.url == f"{address('imports')}?now={rows[0].pk},{rows[1].pk}"
    assert [(done.state, done.error_message) for done in map(run, rows)] == [("done", ""), ("failed", "The file is empty.")]
    page = as_aiko.get(answer.url).content.decode()
    assert "TikTok Studio" in page
    assert "The file is empty." in page


def test_the_list_renews_itself_only_while_something_runs(ours, as_aiko):
    make_account(ours)
    answer = upload(as_aiko, ("a.csv", overview({"2026-03-01": 1})))
    fragment = answer.url.replace("imports/?", "imports/progress/?")
    assert 'hx-trigger="every 1s"' in as_aiko.get(answer.url).content.decode()
    assert f'hx-get="{fragment}"' in as_aiko.get(fragment).content.decode()
    run(MetricImport.objects.get())
    assert "hx-trigger" not in as_aiko.get(fragment).content.decode()


def test_the_same_file_again_opens_the_earlier_result(ours, as_aiko):
    make_account(ours)
    earlier = bring(ours, "a.csv", overview({"2026-03-01": 1}))
    answer = as_aiko.get(upload(as_aiko, ("b.csv", overview({"2026-03-01": 1}))).url).content.decode()
    assert "b.csv has the same content as an earlier import" in answer
    assert f'<a href="{address("import", import_id=earlier.pk)}">a.csv</a>' in answer
    assert MetricImport.objects.count() == 1


def test_an_import_shows_evidence_totals_and_problems(ours, as_aiko):
    make_account(ours)
    done = bring(ours, "a.csv", overview({"2026-03-01": 1200, "2026-03-02": "=cmd|x"}))
    page = as_aiko.get(address("import", import_id=done.pk)).content.decode()
    for part in ("1 of 2 rows", "1,200", "video views", "=cmd|x", "This is not a whole number.", "left out"):
        assert part in page
    lines = as_aiko.get(address("import-problems", import_id=done.pk)).content.decode("utf-8-sig").splitlines()
    assert lines == [
        "File,Row,Column,Value,What is wrong,What was done",
        "a.csv,3,Video Views,'=cmd|x,This is not a whole number.,left out",
    ]


def test_a_held_import_asks_and_goes_on(ours, as_aiko):
    make_account(ours, "one")
    two = make_account(ours, "two")
    held = bring(ours, "a.csv", overview({"2026-03-01": 1}))
    assert 'name="new_handle"' in as_aiko.get(address("imports")).content.decode()
    as_aiko.post(address("import-account", import_id=held.pk), {"account": "", "new_handle": "Not a handle!"})
    assert MetricImport.objects.get().state == State.HELD
    as_aiko.post(address("import-account", import_id=held.pk), {"account": two.pk})
    assert run(held).state == State.DONE
    assert AccountDayReading.objects.get().account == two


def test_undo_and_redo(ours, as_aiko):
    make_account(ours)
    done = bring(ours, "a.csv", overview({"2026-03-01": 1}))
    as_aiko.post(address("import-revert", import_id=done.pk))
    assert (done.tables.get().live, MetricImport.objects.get().stage) == (False, "reverted")
    assert address("import-restore", import_id=done.pk) in as_aiko.get(address("imports")).content.decode()
    as_aiko.post(address("import-restore", import_id=done.pk))
    assert (done.tables.get().live, MetricImport.objects.get().stage) == (True, "applied")


def test_stopping_does_not_claim_that_numbers_were_taken_out_or_count_again(ours, as_aiko):
    upload(as_aiko, ("a.csv", overview({"2026-03-01": 1})))
    waiting = MetricImport.objects.get()
    for name in ("import-revert", "import-revert", "import-restore"):
        said = as_aiko.post(address(name, import_id=waiting.pk), follow=True).content.decode()
        assert "Stopped before anything was written. Upload the file again to read it." in said
        assert ("taken out of every number" in said, "counts again" in said) == (False, False)


def test_a_viewer_sees_but_may_not_import(ours, as_ben):
    make_account(ours)
    done = bring(ours, "a.csv", overview({"2026-03-01": 1}))
    assert as_ben.get(address("imports")).status_code == 200
    assert as_ben.get(address("import", import_id=done.pk)).status_code == 200
    assert upload(as_ben, ("b.csv", b"x")).status_code == 403
    for name in ("import-revert", "import-restore", "import-uncorrect", "import-account"):
        assert as_ben.post(address(name, import_id=done.pk)).status_code == 403
    assert (MetricImport.objects.count(), done.tables.get().live) == (1, True)


def test_another_brand_is_not_there(ours, theirs, as_chika):
    make_account(ours)
    done = bring(ours, "a.csv", overview({"2026-03-01": 1}))
    assert as_chika.get(address("imports")).status_code == 404
    assert upload(as_chika, ("b.csv", b"x")).status_code == 404
    for name in ("import", "import-problems"):
        assert as_chika.get(address(name, import_id=done.pk)).status_code == 404
        in_theirs = reverse(f"analytics:{name}", kwargs={"brand_slug": "theirs", "import_id": done.pk})
        assert as_chika.get(in_theirs).status_code == 404
    for name in ("import-revert", "import-restore", "import-uncorrect", "import-account"):
        in_theirs = reverse(f"analytics:{name}", kwargs={"brand_slug": "theirs", "import_id": done.pk})
        assert as_chika.post(in_theirs).status_code == 404
    assert done.tables.get().live


def test_an_account_of_another_brand_cannot_be_chosen(ours, theirs, as_aiko):
    stranger = make_account(theirs, "stranger")
    answer = upload(as_aiko, ("a.csv", b"x"), account=stranger.pk)
    assert answer.url == address("imports")
    assert not MetricImport.objects.exists()


BAD_FILES = {
    "empty": b"",
    "header_only": overview({}),
    "pdf": b"%PDF-1.7 x",
    "truncated_zip": zipped({"Overview.csv": overview({"2026-03-01": 1})})[:80],
    "zip_in_zip": zipped({"inner.zip": zipped({"a.csv": b"a,b"})}),
    "long_line": b"Date,Video Views\n" + b"9" * 10_000_000,
    "not_text": b"\xff\x81\xfe\x00\x01\x80" * 50,
    "unknown": b"a,b\n1,2\n",
}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_bad_files_are_told_in_words(ours, as_aiko, aiko, language):
    make_account(ours)
    speak(aiko, language)
    answer = upload(as_aiko, *((f"{name}.csv", content) for name, content in BAD_FILES.items()))
    states = {row.filename: run(row).state for row in MetricImport.objects.order_by("pk")}
    others = {"header_only": "done", "unknown": "held"}  # of the second a person may say what it is
    assert states == {f"{name}.csv": others.get(name, "failed") for name in BAD_FILES}
    assert as_aiko.get(answer.url).status_code == 200
    for row in MetricImport.objects.all():
        page = as_aiko.get(address("import", import_id=row.pk))
        with override(language):
            reason = escape(row.last_error.partition("“")[0].partition("「")[0])
        assert (page.status_code, reason in page.content.decode()) == (200, True)


@pytest.mark.parametrize("number", [1, 3])
def test_the_pages_ask_a_constant_number_of_questions(ours, as_aiko, aiko, django_assert_num_queries, number):
    make_account(ours)
    done = [bring(ours, f"{n}.csv", overview({"2026-03-01": n, "2026-03-02": "x"}), by=aiko) for n in range(2 * number)]
    now = ",".join(str(row.pk) for row in done[:number])
    with django_assert_num_queries(11):
        as_aiko.get(address("imports") + f"?now={now}")
    with django_assert_num_queries(12):
        as_aiko.get(address("import", import_id=done[0].pk))


def test_an_undone_order_import_can_be_redone_without_its_file(ours, aiko, as_aiko):
    done = bring(ours, "orders_export.csv", orders([("#1", "a@example.jp", "1000", "A")]))
    revert_import(metric_import=done, by=aiko)
    as_aiko.post(address("import-restore", import_id=done.pk))
    assert done.tables.get().live


def test_the_page_tells_who_corrected_what_and_offers_the_way_back(ours, as_aiko):
    stock = b"Template: stock,Day,SKU,Stock\n,13/04/2026,SZ-100,5\n"
    done = bring(ours, "stock.csv", stock)
    as_aiko.post(address("import-correct", import_id=done.pk), {"as_of": "2026-05-01"})
    held = as_aiko.get(address("imports")).content.decode()
    run(done)
    page = as_aiko.get(address("import", import_id=done.pk)).content.decode()
    back = address("import-uncorrect", import_id=done.pk)
    assert (back in held, back in page, "Leave it as it was" in page) == (True, True, True)
    assert "Day of the export: 2026-05-01" in page

    as_aiko.post(address("import-apply", import_id=done.pk))
    run(done)
    page = as_aiko.get(address("import", import_id=done.pk)).content.decode()
    assert ("Undo import" in page, "Take the correction back" in page) == (True, True)

    assert as_aiko.post(back).url == address("import", import_id=done.pk)
    page = as_aiko.get(address("import", import_id=done.pk)).content.decode()
    assert ("Take the correction back" in page, "Taken back: what it said before holds again." in page) == (False, True)
    assert done.tables.get(live=True).edition == 1
