"""What people say about a file: an unknown table, an open question, a correction; who may, and what is remembered."""

import csv
import io

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from factories import make_import, make_user
from uploads import bring, orders, run, zipped

from analytics.importing.answers import answer_import
from analytics.importing.mappings import map_table
from analytics.importing.receive import receive_file
from analytics.models import (
    ImportAnswer,
    MetricImport,
    OrderReading,
    StockReading,
    TableMapping,
    TableMappingChange,
)
from planner.refusals import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]

LEDGER = "手書き台帳,,,,\n伝票,日,品,こ,たんか\nA-1,2026-11-03,ソープ,2,1800\nA-2,2026-11-04,オイル,1,2500\n".encode()
COLUMNS = {"order_id": "伝票", "ordered_at": "日", "title": "品", "quantity": "こ", "unit_price": "たんか"}
FIELDS = {f"column-{name}": label for name, label in COLUMNS.items()}
UNCLEAR = b"Template: stock,Day,SKU,Stock\n,03/04/2026,SZ-100,5\n"


def address(name: str, **of) -> str:
    return reverse(f"analytics:{name}", kwargs={"brand_slug": "ours"} | of)


def held(brand, content, name="ledger.csv") -> MetricImport:
    row = run(receive_file(brand=brand, name=name, content=content, by=None).metric_import)
    assert row.state == "held", row.error_message
    return row


def test_an_unknown_table_waits_for_a_person_and_is_read_as_she_says(ours, as_aiko):
    row = held(ours, LEDGER)
    page = as_aiko.get(address("import", import_id=row.pk)).content.decode()
    assert address("import-mapping", import_id=row.pk) in page

    page = as_aiko.get(address("import-mapping", import_id=row.pk), {"template": "template.orders"}).content.decode()
    assert "ソープ" in page
    assert 'name="column-order_id"' in page

    answer = as_aiko.post(
        address("import-mapping", import_id=row.pk),
        {"template": "template.orders", "row": 2, "name": "台帳", "shop": "店頭"} | FIELDS,
    )
    assert answer.url == f"{address('imports')}?now={row.pk}"
    assert run(row).state == "done"
    assert list(OrderReading.objects.order_by("order_id").values_list("order_id", "total", "source")) == [
        ("A-1@店頭", 3600, "template"),
        ("A-2@店頭", 2500, "template"),
    ]
    assert "Columns as you said on" in str(row.tables.get().evidence)


def test_the_next_file_like_it_asks_nothing(ours, as_aiko):
    row = held(ours, LEDGER)
    as_aiko.post(
        address("import-mapping", import_id=row.pk),
        {"template": "template.orders", "row": 2, "name": "台帳", "shop": "店頭"} | FIELDS,
    )
    again = bring(ours, "december.csv", LEDGER.replace(b"A-", b"B-").replace("伝票".encode(), "　伝票 ".encode()))

    assert (again.state, OrderReading.objects.count()) == ("done", 2)


def test_a_column_may_be_guessed_but_a_needed_one_must_be_said(ours, as_aiko):
    row = held(ours, LEDGER)
    told = {"template": "template.orders", "row": 2, "name": "台帳", "shop": "店頭"} | FIELDS | {"column-order_id": ""}
    answer = as_aiko.post(address("import-mapping", import_id=row.pk), told)

    assert (answer.status_code, TableMapping.objects.count()) == (200, 0)


def test_a_column_of_the_file_is_only_one_thing(ours, as_aiko):
    row = held(ours, LEDGER)
    told = {"template": "template.orders", "row": 2, "name": "台帳", "shop": "店頭"} | FIELDS | {"column-sku": "品"}
    page = as_aiko.post(address("import-mapping", import_id=row.pk), told).content.decode()

    assert "品" in page
    assert TableMapping.objects.count() == 0


def test_an_ambiguous_date_waits_with_its_readings(ours, as_aiko):
    ours.home_market = "XX"
    ours.save(update_fields=["home_market"])
    row = held(ours, UNCLEAR, "stock.csv")
    page = as_aiko.get(address("imports")).content.decode()
    assert 'name="option" value="dmy"' in page

    as_aiko.post(address("import-answer", import_id=row.pk), {"key": "date_order", "table": "stock.csv", "option": "dmy"})
    assert run(row).state == "done"
    assert str(StockReading.objects.get().as_of) == "2026-04-03"
    answer = ImportAnswer.objects.get()
    assert (answer.key, answer.value, answer.said_by.email) == ("date_order", "dmy", "aiko@example.com")


def test_a_correction_takes_out_what_counts_and_shows_a_preview_first(ours, as_aiko):
    row = bring(ours, "stock.csv", UNCLEAR.replace(b"03/04", b"13/04"))
    assert row.state == "done"
    as_aiko.post(address("import-correct", import_id=row.pk), {"as_of": "2026-05-01"})
    row = run(row)

    assert (row.state, row.stage) == ("held", "preview")
    assert not StockReading.objects.filter(table__live=True).exists()
    assert str(row.current_tables.get().as_of) == "2026-05-01"


def test_what_is_not_kept_cannot_be_read_again(ours, as_aiko, aiko):
    row = make_import(ours, sha256="c" * 64, state="done", stage="applied")

    with pytest.raises(Refused):
        answer_import(metric_import=row, table="", answers={"currency": "USD"}, by=aiko)
    assert not default_storage.exists(row.file.name)


def test_a_text_without_columns_asks_nobody(ours):
    assert bring(ours, "note.txt", "Hello, this is no table at all".replace(",", "").encode()).state == "failed"


def test_orders_say_which_shop_they_are_from(ours, as_aiko):
    row = held(ours, LEDGER)
    told = {"template": "template.orders", "row": 2, "name": "台帳", "shop": ""} | FIELDS
    page = as_aiko.post(address("import-mapping", import_id=row.pk), told).content.decode()
    assert "Say which shop these orders are from" in page
    assert TableMapping.objects.count() == 0

    stock = as_aiko.get(address("import-mapping", import_id=row.pk), {"template": "template.stock", "row": 2}).content.decode()
    assert 'name="shop"' not in stock


def test_each_unknown_table_of_a_zip_leads_to_its_own_page(ours, as_aiko):
    """Both are explained one after the other, while the tables that are known wait for the same yes."""
    stock = "棚,品番,あり\n1,SZ-100,5\n".encode()
    known = orders([("#1", "a@example.jp", "1000", "x")])
    content = zipped({"orders.csv": known, "ledger.csv": LEDGER, "棚卸.csv": stock})
    row = run(receive_file(brand=ours, name="all.zip", content=content, by=None, looks_first=True).metric_import)
    page = as_aiko.get(address("import", import_id=row.pk)).content.decode()
    mapping = address("import-mapping", import_id=row.pk)
    assert page.count("Say what this table is") == 2
    assert "Tables that cannot be read: 2; rows: 0." in page
    assert f"{mapping}?named=%E6%A3%9A%E5%8D%B8.csv" in page

    shelf = as_aiko.get(mapping, {"named": "棚卸.csv", "template": "template.stock"}).content.decode()
    assert ('<option value="品番"' in shelf, '<option value="伝票"' in shelf, 'name="table" value="1"' in shelf) == (
        True,
        False,
        True,
    )
    told = {"table": 1, "template": "template.stock", "row": 1, "name": "棚", "column-sku": "品番", "column-quantity": "あり"}
    as_aiko.post(mapping, told)
    assert run(row).stage == "preview"
    assert as_aiko.get(address("import", import_id=row.pk)).content.decode().count("Say what this table is") == 1

    as_aiko.post(mapping, {"table": 0, "template": "template.orders", "row": 2, "name": "台帳", "shop": "店頭"} | FIELDS)
    assert run(row).stage == "preview"
    as_aiko.post(address("import-apply", import_id=row.pk))
    assert run(row).stage == "applied"
    assert list(row.tables.order_by("name").values_list("name", "kind", "rows_good", "live")) == [
        ("ledger.csv", "order", 2, True),
        ("orders.csv", "order", 1, True),
        ("棚卸.csv", "stock", 1, True),
    ]


def test_a_zip_with_one_table_that_is_known_goes_on(ours):
    row = bring(ours, "all.zip", zipped({"orders.csv": orders([("#1", "a@example.jp", "1000", "x")]), "ledger.csv": LEDGER}))

    assert (row.state, row.problems.filter(level="error").count()) == ("done", 1)


def test_mappings_are_listed_renamed_and_forgotten_with_history(ours, as_aiko, aiko, django_assert_num_queries):
    row = held(ours, LEDGER)
    told = {"profile": "template.orders", "columns": COLUMNS, "options": {}, "by": aiko}
    mapping = map_table(metric_import=row, fingerprint="a" * 64, name="one", **told)
    as_aiko.get(address("table-mappings"))
    with django_assert_num_queries(5):
        as_aiko.get(address("table-mappings"))
    for mark in "bc":
        TableMapping.objects.create(brand=ours, fingerprint=mark * 64, name=mark, profile="template.stock", created_by=aiko)
    with django_assert_num_queries(5):
        page = as_aiko.get(address("table-mappings")).content.decode()
    assert "伝票" in page

    as_aiko.post(address("table-mapping-rename", mapping_id=mapping.pk), {"name": "two"})
    as_aiko.post(address("table-mapping-delete", mapping_id=mapping.pk))
    assert TableMapping.objects.filter(brand=ours).count() == 2
    changes = TableMappingChange.objects.filter(fingerprint="a" * 64).order_by("pk")
    assert list(changes.values_list("verb", "name")) == [("said", "one"), ("renamed", "two"), ("deleted", "two")]


def test_templates_come_in_the_language_of_the_reader(ours, as_aiko, aiko):
    page = as_aiko.get(address("import-templates")).content.decode()
    assert address("import-template", key="template.stock") in page

    for language, first in (("ja", "テンプレート：在庫"), ("en", "Template: stock")):
        aiko.language = language
        aiko.save(update_fields=["language"])
        text = as_aiko.get(address("import-template", key="template.stock")).content.decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert (rows[0][0], len(rows)) == (first, 3)
    assert as_aiko.get(address("import-template", key="template.nothing")).status_code == 404


def test_strangers_and_viewers_say_nothing(ours, client):
    row = held(ours, LEDGER)
    client.force_login(make_user("stranger@example.com"))

    assert client.get(address("import-mapping", import_id=row.pk)).status_code == 404
    assert client.get(address("table-mappings")).status_code == 404
    assert client.post(address("import-answer", import_id=row.pk), {"key": "date_order", "option": "dmy"}).status_code == 404


def test_a_row_with_an_address_is_no_header_and_nothing_of_it_is_kept(ours, aiko):
    row = held(ours, LEDGER)
    columns = COLUMNS | {next(iter(COLUMNS)): "canary@example.jp"}
    with pytest.raises(Refused, match="holds an e-mail address"):
        map_table(
            metric_import=row, fingerprint="a" * 64, name="x", profile="template.orders", columns=columns, options={}, by=aiko
        )
    assert (TableMapping.objects.count(), TableMappingChange.objects.count()) == (0, 0)


def test_viewers_see_no_row_of_an_unknown_table(ours, ben, client):
    row = held(ours, LEDGER)
    client.force_login(ben)
    assert client.get(address("import-mapping", import_id=row.pk)).status_code == 403


@pytest.mark.parametrize(
    "answers",
    [
        {"as_of": "9999-12-31"}, {"as_of": "tomorrow"}, {"as_of": "0001-01-01"}, {"span": "2026-01-01/9999-12-31"},
        {"span": "2026-02-01/2026-01-01"}, {"currency": "ZZZ"}, {"date_order": "<b>"}, {"profile": "none"}, {"rate_scale": "1"},
    ],
    ids=str,
)  # fmt: skip
def test_an_answer_that_no_reader_knows_takes_nothing_out(ours, aiko, answers):
    """An export of a day to come would count before all later ones, for ever."""
    row = bring(ours, "stock.csv", UNCLEAR.replace(b"03/04", b"13/04"))

    with pytest.raises(Refused):
        answer_import(metric_import=row, table="", answers=answers, by=aiko)
    row.refresh_from_db()
    assert (row.state, row.stage, row.answers, row.edition) == ("done", "applied", {}, 1)
    assert StockReading.objects.filter(table__live=True).count() == 1
