"""Files read in pieces by child processes: the same result as read whole, found again without parsing, never too large."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from uploads import bring, orders

from analytics.importing import reading, source, stretches
from analytics.importing.headers import fingerprint
from analytics.models import (
    ImportProblem,
    OrderLineReading,
    OrderReading,
    OrderTelling,
    PeriodReading,
    PeriodTelling,
    TableMapping,
)

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_media")]
AD = "Campaign name,Campaign ID,Ad ID,Ad name,By Day,Cost,Impressions,Currency\n"


@pytest.fixture
def in_pieces(monkeypatch):
    """Every file is huge, and a piece has about 20 records."""
    make_huge(monkeypatch)


def make_huge(monkeypatch) -> None:
    monkeypatch.setattr(reading, "IN_PIECES_FROM", 0)
    monkeypatch.setattr(source, "PIECE", 20)
    monkeypatch.setattr(stretches, "STRETCH", 1_500)


def ads(rows: dict[tuple[int, int], object]) -> bytes:
    """(advertisement, day of January 2026) → impressions."""
    lines = [
        f"Spring,1800000000000001,{1700000000000000 + ad},Ad {ad},{date(2026, 1, 1) + timedelta(days=day)},12.50,{seen},JPY\n"
        for (ad, day), seen in rows.items()
    ]
    return (AD + "".join(lines)).encode()


def some_ads() -> dict:
    return {(ad, day): 100 * ad + day for ad in range(5) for day in range(30)}


def some_orders(number: int, total: str = "1000") -> bytes:
    return orders([(f"#{place}", f"b{place % 7}@example.jp", total, "山田") for place in range(number)])


def versions(model) -> list:
    return sorted(model.objects.values_list("digest", flat=True))


def counts(row) -> tuple:
    return tuple(row.tables.values_list("rows_read", "rows_good", "rows_new", "rows_changed", "rows_same").get())


def both_ways(ours, theirs, monkeypatch, name: str, content: bytes) -> tuple:
    theirs.pepper = ours.pepper
    theirs.time_zone, theirs.currency, theirs.home_market = ours.time_zone, ours.currency, ours.home_market
    theirs.save()
    whole = bring(theirs, name, content)
    make_huge(monkeypatch)
    return whole, bring(ours, name, content)


def test_orders_in_pieces_are_the_same_orders(ours, theirs, monkeypatch):
    whole, apart = both_ways(ours, theirs, monkeypatch, "orders_export.csv", some_orders(95))
    assert (whole.state, apart.state) == ("done", "done")
    of = [list(OrderReading.objects.filter(brand=brand).order_by("order_id").values_list("digest")) for brand in (ours, theirs)]
    assert (of[0], len(of[0])) == (of[1], 95)
    lines = [OrderLineReading.objects.filter(brand=brand).count() for brand in (ours, theirs)]
    assert lines == [95, 95]
    same = ("rows_read", "rows_good", "rows_new", "sums", "first_day", "last_day", "as_of", "evidence")
    assert whole.tables.values(*same).get() == apart.tables.values(*same).get()


def test_periods_in_pieces_are_the_same_facts(ours, theirs, monkeypatch):
    whole, apart = both_ways(ours, theirs, monkeypatch, "ads.csv", ads(some_ads()))
    of = [list(PeriodReading.objects.filter(brand=brand).order_by("key").values_list("digest")) for brand in (ours, theirs)]
    assert (of[0], len(of[0])) == (of[1], 150)
    same = ("rows_read", "rows_good", "rows_new", "first_day", "last_day", "as_of", "evidence")
    assert whole.tables.values(*same).get() == apart.tables.values(*same).get()


def test_what_was_told_before_is_told_again_without_parsing(ours, in_pieces):
    rows = some_ads()
    bring(ours, "a.csv", ads(rows))
    known = versions(PeriodReading)
    again = bring(ours, "b.csv", ads(dict(reversed(rows.items()))))
    assert (counts(again), versions(PeriodReading)) == ((150, 150, 0, 0, 150), known)
    changed = bring(ours, "c.csv", ads(rows | {(1, 2): 5, (4, 29): 7, (9, 9): 1}))
    assert counts(changed) == (151, 151, 1, 2, 148)
    assert (PeriodReading.objects.count(), PeriodTelling.objects.count()) == (153, 451)
    back = bring(ours, "d.csv", ads(rows) + b"\n")
    assert counts(back) == (150, 150, 0, 2, 148)
    assert back.tables.get().known["impressions"] == changed_sum(rows)


def test_what_is_told_again_adds_up_to_the_same_and_is_of_the_same_day(ours, in_pieces):
    """The text above the table tells a later end than its rows, and the file tells some rows twice."""
    content = b"2026-01-01 ~ 2026-02-15\n\n" + ads(some_ads()) + ads(some_ads())[len(AD) :]
    first, again = bring(ours, "a.csv", content).tables.get(), bring(ours, "b.csv", content + b"\n").tables.get()
    sums = [{name: Decimal(told) for name, told in table.sums.items()} for table in (first, again)]
    assert sums[0] == sums[1]
    assert (first.as_of, again.as_of) == (date(2026, 2, 15), date(2026, 2, 15))


def changed_sum(rows: dict) -> str:
    return str(sum((rows | {(1, 2): 5, (4, 29): 7}).values()))


def test_orders_again_and_changed(ours, in_pieces):
    bring(ours, "orders_export_1.csv", some_orders(60))
    again = bring(ours, "orders_export_2.csv", some_orders(60) + b"\n")
    assert counts(again) == (60, 60, 0, 0, 60)
    assert (OrderReading.objects.count(), OrderTelling.objects.count(), OrderLineReading.objects.count()) == (60, 120, 60)
    longer = bring(ours, "orders_export_3.csv", some_orders(70, "1200"))
    assert counts(longer) == (70, 70, 10, 60, 0)
    assert OrderLineReading.objects.count() == 130


def test_bad_rows_are_named_and_the_others_kept(ours, in_pieces):
    rows = some_ads() | {(2, 3): "many"}
    row = bring(ours, "a.csv", ads(rows) + ads({(0, 0): 4})[len(AD) :])
    assert counts(row)[1:3] == (149, 149)
    told = ImportProblem.objects.filter(level="error").values_list("row", "value", "message").first()
    assert told == (65, "many", "This is not a whole number.")


def test_one_date_order_for_the_whole_file(ours, in_pieces):
    """Only the last rows show that the day comes first; pieces before them would have guessed or asked."""
    days = [f"{day:02d}/01/2026" for day in range(1, 13)] * 4 + ["25/01/2026"]
    lines = "".join(f"Spring,18,{17000 + place},Ad,{day},1,5,JPY\n" for place, day in enumerate(days))
    bring(ours, "a.csv", (AD + lines).encode())
    assert set(PeriodReading.objects.values_list("first_day__month", flat=True)) == {1}


def test_a_quotation_mark_that_never_closes_is_told(ours, in_pieces):
    row = bring(ours, "a.csv", ads(some_ads()) + b'"Spring')
    assert (row.state, row.error_params) == ("failed", {"row": 152})


def test_a_child_that_takes_too_much_is_stopped():
    def greedy(_say):
        return len(bytearray(2**30))

    with pytest.raises(source.UnreadableFile, match="too much memory or time"):
        reading.in_child(greedy, lambda _rows: None)
    with pytest.raises(source.UnreadableFile, match="too much memory or time"):
        reading.in_child(lambda _say: [0 for _ in iter(int, 1)], lambda _rows: None, seconds=1)


def test_what_a_child_raises_arrives_here():
    def asks(_say):
        raise reading.ChoiceNeeded("date_order", ("Which?", {}), {"dmy": ("Day first", {})})

    with pytest.raises(reading.ChoiceNeeded) as asked:
        reading.in_child(asks, lambda _rows: None)
    assert asked.value.key == "date_order"


@pytest.mark.parametrize("scale", ["percent", "fraction"])
def test_rates_in_pieces_are_on_the_scale_that_a_person_said(ours, theirs, monkeypatch, scale):
    """0.045 may be 4.5 % or 0.045 %: what somebody said holds for every piece."""
    header = ["日", "動画", "みた", "完走"]
    columns = {"day": "日", "content_url": "動画", "views": "みた", "completion_rate": "完走"}
    for brand in (ours, theirs):
        TableMapping.objects.create(
            brand=brand, fingerprint=fingerprint(header), name="x", profile="template.video_days", columns=columns,
            options={"rate_scale": scale},
        )  # fmt: skip
    rows = [f"2026-01-{day:02},73456789012345678{video:02},10,0.{day:02}5" for day in range(1, 29) for video in range(4)]
    _whole, apart = both_ways(ours, theirs, monkeypatch, "days.csv", "\n".join([",".join(header), *rows]).encode())
    assert apart.state == "done"
    told = [
        list(PeriodReading.objects.filter(brand=brand).order_by("key").values_list("key", "digest")) for brand in (ours, theirs)
    ]
    assert (told[0], len(told[0])) == (told[1], 112)
    highest = max(PeriodReading.objects.filter(brand=ours).values_list("completion_rate", flat=True))
    assert highest == {"percent": Decimal("0.00285"), "fraction": Decimal("0.285")}[scale]


def test_rates_in_pieces_are_understood_by_the_whole_file(ours, theirs, monkeypatch):
    """Only one row of the last piece shows that the column counts percent."""
    header = "Template: videos by day,Day,Video link,Video views,Watched full video\n"
    rows = [f",2026-01-{day:02},73456789012345678{video:02},10,0.5\n" for day in range(1, 29) for video in range(4)]
    rows[-1] = rows[-1].replace(",0.5", ",45%")
    mixed = [header, *rows]
    _whole, apart = both_ways(ours, theirs, monkeypatch, "days.csv", "".join(mixed).encode())
    assert (_whole.state, apart.state) == ("failed", "failed")
    assert "mixes scales" in apart.error_message
