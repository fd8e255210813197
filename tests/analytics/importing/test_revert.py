"""Undo restores exactly, redo too; and files may arrive in any order."""

from datetime import date
from itertools import permutations

import pytest
from factories import make_account, make_brand
from hypothesis import HealthCheck, given, settings, strategies as st
from uploads import bring, content, orders, overview, run, studio_name, zipped

from analytics.importing.receive import receive_file
from analytics.importing.revert import restore_import, revert_import
from analytics.models import AccountDay, AccountDayReading, MetricImport, RollupRun, SalesDay, VideoDay, VideoTotal
from analytics.rollups.run import rebuild_stale_days
from planner.models import Video
from tkcommerce.work.claiming import LeaseLost, claim, step
from tkcommerce.work.models import State
from tkcommerce.work.running import perform

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]


def rolled_up(brand) -> list:
    """Everything that pages read, after the stale days are rebuilt."""
    perform(RollupRun, brand.rolluprun.pk, rebuild_stale_days)
    found = []
    for model in (AccountDay, VideoDay, VideoTotal, SalesDay):
        fields = [field.attname for field in model._meta.concrete_fields if field.name not in ("id", "brand")]
        found.append((model.__name__, sorted(model.objects.filter(brand=brand).values_list(*fields), key=str)))
    found.append(("visible", sorted(brand.videos.visible().values_list("external_id", flat=True))))
    return found


THREE_DAYS = ["2026-03-01", "2026-03-02", "2026-03-03"]
DAYS_OF_EXPORT = (date(2026, 3, 10), date(2026, 3, 12))
FIRST = [
    ("a.csv", overview({"2026-03-01": 100, "2026-03-02": 200})),
    ("b.csv", content([("7345678901234567890", "a", 5), ("7345678901234567891", "b", 6)])),
    ("orders.csv", orders([("#1", "a@example.jp", "1000", "A"), ("#2", "b@example.jp", "500", "B")])),
]
LATER = [
    ("c.csv", overview({"2026-03-02": "undefined", "2026-03-03": 300})),
    ("d.csv", content([("7345678901234567890", "a", 9), ("7345678901234567892", "c", 7)], exported="2026-03-12")),
    ("orders2.csv", orders([("#1", "a@example.jp", "800", "A")])),
]


def test_undo_restores_exactly_and_so_does_redo(ours, aiko):
    make_account(ours)
    for name, upload in FIRST:
        bring(ours, name, upload)
    before = rolled_up(ours)
    later = [bring(ours, name, upload) for name, upload in LATER]
    after = rolled_up(ours)
    assert [part for part, (one, other) in enumerate(zip(before, after, strict=True)) if one == other] == []
    for done in later:
        revert_import(metric_import=done, by=aiko)
    assert rolled_up(ours) == before
    for done in later:
        restore_import(metric_import=done, by=aiko)
    assert rolled_up(ours) == after


def test_undo_keeps_the_video_that_a_person_touched(ours, aiko):
    make_account(ours)
    done = bring(ours, "b.csv", content([("7345678901234567890", "a", 5), ("7345678901234567891", "b", 6)]))
    Video.objects.filter(external_id="7345678901234567891").update(notes="hers")
    revert_import(metric_import=done, by=aiko)
    assert list(ours.videos.visible().values_list("external_id", flat=True)) == ["7345678901234567891"]


def test_a_waiting_import_is_stopped_and_may_come_again(ours, aiko):
    make_account(ours)
    row = receive_file(brand=ours, name="a.csv", content=FIRST[0][1], by=aiko).metric_import
    revert_import(metric_import=row, by=aiko)
    restore_import(metric_import=row, by=aiko)
    assert (run(row).state, run(row).stage, AccountDayReading.objects.count()) == (State.DROPPED, "reverted", 0)
    assert bring(ours, "a.csv", FIRST[0][1]).stage == "applied"


def test_a_running_import_that_is_stopped_writes_nothing_more(ours, aiko):
    make_account(ours)
    row = receive_file(brand=ours, name="a.csv", content=FIRST[0][1], by=aiko).metric_import
    running = claim(MetricImport, row.pk)
    revert_import(metric_import=row, by=aiko)
    with pytest.raises(LeaseLost), step(running):
        pass


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    values=st.lists(
        st.dictionaries(st.sampled_from(THREE_DAYS), st.sampled_from(["1", "2", "undefined"]), min_size=1),
        min_size=2,
        max_size=2,
        unique_by=str,
    )
)
def test_overlapping_files_give_the_same_days_in_any_order(values):
    """The exports were made on two days, which their names tell; the newest says what counts, and null says nothing."""
    files = [
        (studio_name("Overview", "shizuku", end), zipped({"Overview.csv": overview(days)}))
        for end, days in zip(DAYS_OF_EXPORT, values, strict=True)
    ]
    seen = []
    for number, order in enumerate(permutations(files)):
        brand = make_brand(f"order-{number}-{MetricImport.objects.count()}")
        for name, upload in order:
            assert bring(brand, name, upload).state == State.DONE
        perform(RollupRun, brand.rolluprun.pk, rebuild_stale_days)
        seen.append(list(AccountDay.objects.filter(brand=brand).order_by("day").values_list("day", "video_views", "as_of")))
    newest, oldest = values[1], values[0]
    for day, views, _as_of in seen[0]:
        told = [days.get(day.isoformat(), "undefined") for days in (newest, oldest)]
        assert views == next((int(text) for text in told if text != "undefined"), None)
    assert seen[0] == seen[1]
