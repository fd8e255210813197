"""The page "Background work": this brand's rows, what stopped and why, who may act, and who is alive."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from factories import make_import

from analytics.models import MetricImport, RollupRun
from tkcommerce.work.claiming import claim, fail
from tkcommerce.work.models import Heartbeat, State
from tkcommerce.work.overview import overview_of
from tkcommerce.work.sweeping import kinds


def failed_import(brand, sha256="f" * 64, **fields):
    row = make_import(brand, sha256=sha256, **fields)
    fail(claim(MetricImport, row.pk), "The stored file is gone. Upload it again.", {})
    return MetricImport.objects.get(pk=row.pk)


def address(brand, name="work", *args):
    return reverse(f"brands:{name}", args=[brand.slug, *args])


def seen(*names, ago=timedelta(0)):
    for name in names:
        Heartbeat.objects.create(name=name, seen_at=Now() - ago)


def test_held_work_leads_to_where_its_question_is_answered(as_aiko, ours):
    row = make_import(ours, filename="Whose.csv")
    fail(claim(MetricImport, row.pk), "The file does not say which account it is from. Choose one.", {}, state=State.HELD)
    page = as_aiko.get(address(ours)).content.decode()
    assert f'href="{reverse("analytics:import", args=[ours.slug, row.pk])}"' in page
    assert address(ours, "work-retry", "metricimport", row.pk) not in page
    assert address(ours, "work-discard", "metricimport", row.pk) in page


def test_what_failed_stands_with_its_reason_and_only_here(as_aiko, ours, theirs):
    failed_import(ours, filename="Ours.csv")
    failed_import(theirs, filename="Theirs.csv")
    page = as_aiko.get(address(ours)).content.decode()
    assert "Import of Ours.csv" in page
    assert "The stored file is gone. Upload it again." in page
    assert "Theirs.csv" not in page


def test_retry_queues_what_failed_and_keeps_what_is_done(as_aiko, ours):
    row, done = failed_import(ours), make_import(ours, sha256="d" * 64, state=State.DONE)
    for each in (row, done):
        as_aiko.post(address(ours, "work-retry", "metricimport", each.pk))
        each.refresh_from_db()
    assert (row.state, row.attempts, row.error_message) == (State.QUEUED, 0, "")
    assert done.state == State.DONE


def test_discard_lets_go_of_what_failed(as_aiko, ours):
    row = failed_import(ours)
    as_aiko.post(address(ours, "work-discard", "metricimport", row.pk))
    row.refresh_from_db()
    assert row.state == State.DROPPED
    assert overview_of(ours.pk).stuck.count == 0


@pytest.mark.parametrize("name", ["work-retry", "work-discard"])
def test_only_editors_of_the_brand_act_and_only_on_its_rows(client, ours, aiko, ben, chika, theirs, name):
    row, foreign = failed_import(ours), failed_import(theirs)
    answers = []
    for person, pk in ((ben, row.pk), (chika, row.pk), (aiko, foreign.pk)):
        client.force_login(person)
        answers.append(client.post(address(ours, name, "metricimport", pk)).status_code)
    client.force_login(aiko)
    answers += [
        client.post(address(ours, name, "heartbeat", 1)).status_code,
        client.get(address(ours, name, "metricimport", row.pk)).status_code,
    ]
    assert answers == [403, 404, 404, 404, 405]
    assert set(MetricImport.objects.values_list("state", flat=True)) == {State.FAILED}


def test_a_viewer_sees_no_buttons(as_ben, ours):
    failed_import(ours)
    assert "work-stuck" in (page := as_ben.get(address(ours)).content.decode())
    assert "/retry/" not in page


def test_the_page_asks_for_its_rows_alone(as_aiko, ours):
    rows = as_aiko.get(address(ours), headers={"HX-Request": "true"}).content.decode()
    assert rows.lstrip().startswith('<div class="stack" id="work-rows"')


def test_an_empty_page_says_so(as_aiko, ours):
    assert "Nothing waits, nothing runs" in as_aiko.get(address(ours)).content.decode()


def test_who_is_missing_is_named(ours):
    assert overview_of(ours.pk).missing == {"worker", "beat"}
    seen("worker", "beat")
    assert overview_of(ours.pk).missing == {"sweep"}
    seen("sweep")
    assert overview_of(ours.pk).missing == set()
    Heartbeat.objects.filter(name="beat").update(seen_at=Now() - timedelta(seconds=61))
    assert overview_of(ours.pk).missing == {"beat"}


def test_running_work_shows_how_far_it_is(as_aiko, ours):
    row = make_import(ours, rows_done=1200, rows_total=5000)
    claim(MetricImport, row.pk)
    assert "1,200 of 5,000 rows" in as_aiko.get(address(ours)).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_does_not_grow(as_aiko, ours, number):
    for place in range(number):
        failed_import(ours, sha256=f"{place:064}")
        make_import(ours, sha256=f"a{place:063}")
    RollupRun.objects.create(brand=ours, run_after=Now())
    with CaptureQueriesContext(
        connection,
    ) as queries:
        as_aiko.get(address(ours), headers={"HX-Request": "true"})
    assert len(queries) == 4 + 2 * len(kinds())  # who asks, the signs of life; counts and rows of each kind
