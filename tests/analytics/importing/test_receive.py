"""Uploads: stored by their content, once per brand, under a name that is only for showing."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from factories import make_account
from uploads import bring, orders, overview, run

from analytics.importing.problems import UnreadableFile
from analytics.importing.receive import clean_name, receive_file
from analytics.importing.revert import revert_import
from analytics.importing.stored_files import forget_files
from analytics.models import MetricImport
from tkcommerce.work.models import State

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]


def stored() -> list[str]:
    return sorted(path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file())


def test_the_same_bytes_under_another_name_open_the_earlier_import(ours):
    first, made = receive_file(brand=ours, name="a.csv", content=b"x", by=None)
    again, made_again = receive_file(brand=ours, name="b.csv", content=[b"x"], by=None)
    assert (made, made_again, again.pk, again.filename) == (True, False, first.pk, "a.csv")
    assert stored() == [first.sha256]


def test_two_people_at_the_same_instant_make_one_import(ours):
    def upload(name: str) -> tuple[int, bool]:
        try:
            received = receive_file(brand=ours, name=name, content=b"the same" * 1000, by=None)
            return received.metric_import.pk, received.created
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as people:
        results = list(people.map(upload, ["a.csv", "b.csv", "c.csv", "d.csv"]))
    assert len({pk for pk, _created in results}) == 1
    assert sorted(created for _pk, created in results) == [False, False, False, True]
    assert stored() == [MetricImport.objects.get().sha256]


def test_a_file_that_could_not_be_read_is_read_again(ours):
    failed = bring(ours, "a.csv", b"nothing known")
    again, created = receive_file(brand=ours, name="a.csv", content=b"nothing known", by=None)
    assert (failed.state, again.pk, created, again.state) == ("failed", failed.pk, True, "queued")


def test_too_large_a_file_is_refused_and_leaves_nothing(ours, settings):
    settings.UPLOAD_LIMIT = 2**20
    with pytest.raises(UnreadableFile, match="larger than 1 MB"):
        receive_file(brand=ours, name="a.csv", content=[b"x" * 2**20, b"y"], by=None)
    assert stored() == []
    assert not MetricImport.objects.exists()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\注文.csv", "注文.csv"),
        ("a\u202egpj.csv", "agpj.csv"),
        ("\x00\x07", "?"),
        ("x" * 300, "x" * 255),
    ],
)
def test_a_strangers_file_name_is_only_for_showing(name, shown):
    assert clean_name(name) == shown


def test_files_are_kept_thirty_days_and_those_of_orders_not_at_all(ours):
    make_account(ours)
    kept = bring(ours, "a.csv", overview({"2026-03-01": 1}))
    bring(ours, "orders_export.csv", orders([("#1", "a@example.jp", "1000", "A")]))
    assert stored() == [kept.sha256]
    MetricImport.objects.filter(pk=kept.pk).update(applied_at="2026-01-01T00:00:00Z")
    assert (forget_files(), stored(), forget_files()) == (1, [], 0)


def test_what_a_killed_process_left_is_deleted_after_a_day(ours):
    kept, _made = receive_file(brand=ours, name="a.csv", content=b"x", by=None)
    media = Path(settings.MEDIA_ROOT) / "imports"
    for left in (media / "incoming" / "half", media / str(ours.pk) / ("f" * 64), media / "incoming" / "young"):
        left.write_bytes(b"customers")
    for path in media.glob("*/*"):
        if path.name != "young":
            os.utime(path, (0, 0))
    assert (forget_files(), stored()) == (2, [kept.sha256, "young"])


def test_the_file_of_an_undone_import_is_deleted(ours, aiko):
    make_account(ours)
    done = bring(ours, "a.csv", overview({"2026-03-01": 1}))
    revert_import(metric_import=done, by=aiko)
    assert stored() == []


def test_reading_again_what_was_not_kept_asks_for_the_file(ours):
    row = receive_file(brand=ours, name="a.csv", content=b"Date,Video Views\n", by=None).metric_import
    MetricImport.objects.update(file="")
    row = run(row)
    assert (row.state, row.error_message) == (State.FAILED, "The stored file is gone. Upload it again.")
