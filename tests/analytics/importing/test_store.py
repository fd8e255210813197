"""From stored bytes to readings: what is written, whose it is, and what is never written."""

from datetime import date
from decimal import Decimal

import pytest
from factories import make_account
from uploads import bring, content, orders, overview, run, studio_name, zipped

from analytics.importing.accounts import answer_account
from analytics.importing.personal import customer_key
from analytics.importing.receive import receive_file
from analytics.importing.run import run_import
from analytics.models import AccountDayReading, MetricImport, OrderReading, StaleDay, VideoReading
from analytics.models.rollups import Grain
from planner.models import Video
from tkcommerce.work.claiming import LeaseLost, claim
from tkcommerce.work.models import State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]


def test_an_overview_becomes_readings_of_the_only_account(ours):
    account = make_account(ours)
    done = bring(ours, "Overview.csv", overview({"2026-03-01": 100, "2026-03-02": "undefined"}))
    table = done.tables.get()
    assert (done.state, done.stage, done.account) == (State.DONE, "applied", account)
    assert (table.rows_read, table.rows_good, table.first_day, table.last_day) == (2, 2, date(2026, 3, 1), date(2026, 3, 2))
    assert table.sums["video_views"] == "100"
    readings = AccountDayReading.objects.filter(brand=ours).order_by("day").values_list("day", "video_views", "viewers")
    assert list(readings) == [(date(2026, 3, 1), 100, None), (date(2026, 3, 2), None, None)]
    stale = StaleDay.objects.filter(brand=ours).order_by("day").values_list("grain", "day")
    assert list(stale) == [(Grain.ACCOUNT, date(2026, 3, 1)), (Grain.ACCOUNT, date(2026, 3, 2))]
    assert ours.rolluprun.state == State.QUEUED


def test_a_bad_row_is_left_out_and_named(ours):
    make_account(ours)
    done = bring(ours, "Overview.csv", overview({"2026-03-01": 100, "2026-03-02": "many"}))
    problem = done.problems.get()
    assert (problem.row, problem.column, problem.value, problem.level) == (3, "Video Views", "many", "error")
    assert (done.tables.get().rows_read, done.tables.get().rows_good) == (2, 1)


def test_the_files_of_a_zip_share_the_account_its_name_tells(ours):
    mine = make_account(ours, "shizuku")
    make_account(ours, "other")
    upload = zipped({"Overview.csv": overview({"2026-03-01": 1}), "Content.csv": content([("7345678901234567890", "a", 5)])})
    done = bring(ours, studio_name("Overview", "shizuku"), upload)
    assert [table.account for table in done.tables.all()] == [mine, mine]


def test_one_bad_file_in_a_zip_does_not_stop_the_others(ours):
    make_account(ours)
    done = bring(ours, "a.zip", zipped({"Overview.csv": overview({"2026-03-01": 1}), "notes.csv": b"a,b\n1,2\n"}))
    assert done.state == State.DONE
    assert [(problem.table_name, problem.row, problem.level) for problem in done.problems.all()] == [("notes.csv", None, "error")]


def test_the_first_account_is_made_from_the_handle_that_the_file_tells(ours):
    done = bring(ours, studio_name("Overview", "shizuku"), zipped({"Overview.csv": overview({"2026-03-01": 1})}))
    assert done.account.handle == "shizuku"


def test_a_file_that_names_no_account_waits_and_goes_on_when_told(ours, aiko):
    make_account(ours, "one")
    two = make_account(ours, "two")
    held = bring(ours, "Overview.csv", overview({"2026-03-01": 1}))
    assert held.state == State.HELD
    assert AccountDayReading.objects.count() == 0
    answer_account(metric_import=held, account=two, new_handle="", by=aiko)
    assert run(held).state == State.DONE
    assert AccountDayReading.objects.get().account == two


def test_a_strange_handle_waits_and_may_become_an_account(ours, aiko):
    make_account(ours, "one")
    held = bring(ours, studio_name("Overview", "new_one"), zipped({"Overview.csv": overview({"2026-03-01": 1})}))
    assert (held.state, held.error_params) == (State.HELD, {"handle": "new_one"})
    answer_account(metric_import=held, account=None, new_handle="new_one", by=aiko)
    assert run(held).account.handle == "new_one"


def test_a_chosen_account_wins_and_the_other_handle_is_noted(ours):
    chosen = make_account(ours, "one")
    upload = zipped({"Overview.csv": overview({"2026-03-01": 1})})
    done = bring(ours, studio_name("Overview", "two"), upload, account=chosen)
    note = done.problems.get()
    assert (done.account, note.level, note.params) == (chosen, "note", {"told": "two", "account": "one"})


def test_videos_are_made_once_and_the_newest_export_may_correct_them(ours):
    make_account(ours)
    bring(ours, "a.csv", content([("7345678901234567890", "typo", 5)], exported="2026-03-10"))
    bring(ours, "b.csv", content([("7345678901234567890", "fixed", 9)], exported="2026-03-12"))
    bring(ours, "c.csv", content([("7345678901234567890", "older", 1)], exported="2026-03-11"))
    video = Video.objects.get(brand=ours)
    assert (video.caption, video.posted_day, video.state, video.external_id) == (
        "fixed", date(2026, 3, 1), "posted", "7345678901234567890",
    )  # fmt: skip
    readings = VideoReading.objects.order_by("as_of").values_list("views", flat=True)
    assert list(readings) == [5, 1, 9]


def test_what_a_person_typed_stays(ours, aiko):
    account = make_account(ours)
    Video.objects.create(
        brand=ours, account=account, external_id="7345678901234567890", hook="her hook", caption="her words",
        planned_day=date(2026, 3, 1), created_by=aiko,
    )  # fmt: skip
    bring(ours, "a.csv", content([("7345678901234567890", "from the platform", 5)]))
    video = Video.objects.get(brand=ours)
    assert (video.hook, video.caption, video.state, video.posted_day) == ("her hook", "her words", "posted", date(2026, 3, 1))
    assert video.changes.get().by is None


def test_orders_keep_no_person_and_no_file(ours):
    canary = ("canary.name@example.jp", "Canary Birdsong")
    damaged = f"#9,{canary[0]},paid,JPY,{canary[1]},090-1234-5678\n".encode()
    moved = f"#10,{canary[0]},paid,JPY,1,0,0,{canary[1]},2026-03-02 10:00:00 +0900,1,x,1,a,77,\n".encode()
    done = bring(ours, "orders_export.csv", orders([("#1", canary[0], "1000", canary[1])]) + damaged + moved)
    order = OrderReading.objects.get(brand=ours)
    assert (order.name, order.total, order.channel, order.source) == ("#1", Decimal("1000"), "own_ec", "shopify")
    assert order.customer_key == customer_key(ours.pepper, " Canary.Name@example.jp")
    assert done.tables.get().sums["total"] == "1000"
    assert done.problems.count() == 2
    assert (done.file.name, len(done.sha256)) == ("", 64)
    assert everything_stored("canary", "Birdsong", "090-1234") == []


@pytest.mark.parametrize("first", [b"", b"1001,2026-03-01,Canary Birdsong,104-0061,a,b,c,d,e,f,g,h,i,j,k,l,m,n,o,p\n"])
def test_an_order_file_without_its_header_waits_for_a_person_without_being_quoted(ours, first):
    upload = first + orders([("#1", "canary.name@example.jp", "1000", "Canary Birdsong")]).split(b"\n", 1)[1]
    held = bring(ours, "orders_export.csv", upload)
    assert (held.state, held.error_params["seen"]) == (State.HELD, "…")
    assert everything_stored("canary", "Birdsong") == []


def everything_stored(*canaries: str) -> list[tuple]:
    """(table, column) wherever one of these texts stands in the database."""
    from django.db import connection

    found = []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public' "
            "AND data_type IN ('text', 'character varying', 'jsonb', 'json', 'uuid')"
        )
        for table, column in cursor.fetchall():
            for canary in canaries:
                cursor.execute(f'SELECT 1 FROM "{table}" WHERE "{column}"::text ILIKE %s LIMIT 1', [f"%{canary}%"])
                if cursor.fetchone():
                    found.append((table, column))
    return found


def test_a_worker_that_lost_its_lease_writes_nothing(ours):
    make_account(ours)
    row = receive_file(brand=ours, name="a.csv", content=overview({"2026-03-01": 1}), by=None).metric_import
    stalled = claim(MetricImport, row.pk)
    MetricImport.objects.filter(pk=row.pk).update(lease_until="2026-01-01T00:00:00Z")
    assert run(row).state == State.DONE
    with pytest.raises(LeaseLost):
        run_import(stalled)
    assert AccountDayReading.objects.count() == 1


def test_another_brand_keeps_its_own_copy_of_the_same_bytes(ours, theirs):
    upload = content([("7345678901234567890", "same", 5)])
    for brand in (ours, theirs):
        bring(brand, "a.csv", upload)
    assert list(Video.objects.values_list("brand__slug", flat=True).order_by("brand__slug")) == ["ours", "theirs"]


def test_a_value_too_large_to_be_kept_fails_in_words_and_leaves_nothing(ours):
    upload = orders([("#1", "", "1000", "")]).replace(b"+0900,1,", b"+0900,99999999999,")
    failed = bring(ours, "orders_export.csv", upload)
    assert (failed.state, failed.error_message) == (State.FAILED, "The file holds a value that is too large to be kept.")
    assert OrderReading.objects.count() == 0
