"""Overlapping files of orders and of days give the same numbers in any order, undone and redone, and from two people at once."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.db import connection
from factories import make_brand
from hypothesis import HealthCheck, given, settings, strategies as st
from uploads import ORDER_HEADER, bring, run

from analytics.importing.receive import receive_file
from analytics.importing.revert import restore_import, revert_import
from analytics.models import MetricImport, OrderTelling, PeriodTelling

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]
AD = "Campaign name,Campaign ID,Ad ID,Ad name,By Day,Cost,Impressions,Currency\n"
TOTALS = st.dictionaries(st.integers(1, 6), st.integers(1, 3), min_size=1)
SOME = settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def order_file(day: int, totals: dict[int, int]) -> bytes:
    lines = [
        f"#{order},b{order}@example.jp,paid,JPY,,,,{total}000,2026-03-02 10:00:00 +0900,1,Soap,{total}000,,{4000 + order},\n"
        for order, total in sorted(totals.items())
    ]
    return (ORDER_HEADER + "".join(lines) + "\n" * day).encode()


def ads_file(day: int, seen: dict[int, int]) -> bytes:
    lines = [f"Spring,18,17,Ad,{date(2026, 3, 1) + timedelta(days=n)},1,{count},JPY\n" for n, count in sorted(seen.items())]
    return (AD + "".join(lines) + "\n" * day).encode()


def effective(brand) -> tuple:
    """What counts of each key: the version told last by a live table. The slow and obvious way."""
    orders, spans = {}, {}
    for model, kept, key in ((OrderTelling, orders, "order_id"), (PeriodTelling, spans, "key")):
        told = model.objects.filter(brand=brand, table__live=True).select_related("reading").order_by("as_of", "table")
        for telling in told:
            kept[str(getattr(telling.reading, key))] = telling.reading.digest
    return orders, spans


def bring_all(brand, files: list[tuple[int, str, bytes]]) -> list[MetricImport]:
    """Each file has a day of export of its own, so which is newest does not hang on when it came."""
    return [
        bring(brand, name, content, answers={"": {"as_of": (date(2026, 3, 10) + timedelta(days=day)).isoformat()}})
        for day, name, content in files
    ]


def brand_like(number: int):
    return make_brand(f"any{number}", pepper="p")


@SOME
@given(told=st.lists(st.tuples(TOTALS, TOTALS), min_size=2, max_size=3), chance=st.randoms(use_true_random=False))
def test_any_order_gives_the_same(db, told, chance):
    files = []
    for day, (totals, seen) in enumerate(told):
        files += [(day, f"orders_export_{day}.csv", order_file(day, totals)), (day, f"ads_{day}.csv", ads_file(day, seen))]
    found = []
    for number in range(2):
        brand = brand_like(MetricImport.objects.count() * 2 + number)
        rows = bring_all(brand, files)
        assert {row.state for row in rows} == {"done"}
        found.append(effective(brand))
        undone = chance.choice(rows)
        revert_import(metric_import=undone, by=None)
        restore_import(metric_import=undone, by=None)
        assert effective(brand) == found[-1]
        chance.shuffle(files)
    assert found[0] == found[1]


def test_two_people_at_once_are_as_one_after_the_other(ours, theirs):
    theirs.pepper = ours.pepper
    theirs.save(update_fields=["pepper"])
    contents = [order_file(0, dict.fromkeys(range(1, 40), 1)), order_file(0, {n: 1 + n % 2 for n in range(20, 60)})]
    rows = [
        [
            receive_file(brand=brand, name=f"orders_export_{n}.csv", content=content, by=None).metric_import
            for n, content in enumerate(contents)
        ]
        for brand in (ours, theirs)
    ]
    for row in rows[1]:
        run(row)

    def work(row) -> None:
        try:
            run(row)
        finally:
            connection.close()

    threads = [Thread(target=work, args=[row]) for row in rows[0]]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(MetricImport.objects.values_list("state", flat=True)) == {"done"}
    assert OrderTelling.objects.filter(brand=ours).count() == 79
    first, second = (versions(row) for row in rows[1])
    assert effective(ours)[0] in (first | second, second | first)


def versions(row: MetricImport) -> dict:
    return dict(OrderTelling.objects.filter(table__metric_import=row).values_list("reading__order_id", "reading__digest"))
