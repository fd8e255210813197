from datetime import date, time

import pytest
from hypothesis import given, settings, strategies as st

from analytics.importing.day_texts import read_day
from analytics.importing.month_names import LANGUAGES, MONTHS

# How each language writes a day without year, with its months as TikTok Studio writes them.
WRITTEN = {
    "en": ("{month} {day}", "January February March April May June July August September October November December"),
    "es": (
        "{day} de {month}",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    ),
    "pt": (
        "{day} de {month}",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    ),
    "fr": ("{day} {month}", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
    "de": ("{day}. {month}", "Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
    "it": (
        "{day} {month}",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    ),
    "el": (
        "{day} {month}",
        ("Ιανουαρίου Φεβρουαρίου Μαρτίου Απριλίου Μαΐου Ιουνίου Ιουλίου Αυγούστου Σεπτεμβρίου Οκτωβρίου Νοεμβρίου Δεκεμβρίου"),
    ),
    "id": ("{day} {month}", "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember"),
    "vi": (
        "{day} tháng {month}",
        "Một Hai Ba Tư Năm Sáu Bảy Tám Chín Mười Mười_Một Mười_Hai",
    ),
    "th": (
        "{day} {month}",
        "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    ),
    "ja": ("{number}月{day}日", ""),
    "zh": ("{number}月{day}日", ""),
    "ko": ("{number}월 {day}일", ""),
}


def written(day, language):
    pattern, months = WRITTEN[language]
    month = months.split()[day.month - 1].replace("_", " ") if months else ""
    return pattern.format(day=day.day, month=month, number=day.month)


def test_every_language_has_its_example():
    assert set(WRITTEN) == set(LANGUAGES)


@pytest.mark.parametrize("language", WRITTEN)
@settings(deadline=None)
@given(day=st.dates(date(2024, 1, 1), date(2024, 12, 31)))
def test_every_day_of_every_language(language, day):
    read = read_day(written(day, language))

    assert (read.year, read.month, read.day) == (None, day.month, day.day)
    assert language in read.languages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-05-10", (2026, 5, 10, None)),
        ("2026/05/10", (2026, 5, 10, None)),
        ("２０２６/５/１０", (2026, 5, 10, None)),
        ("2026-05-10T08:00:00Z", (2026, 5, 10, time(8))),
        ("2025年4月19日 午後6:25", (2025, 4, 19, time(18, 25))),
        ("9月26日 午後8:15", (None, 9, 26, time(20, 15))),
        ("9月26日 午前0:15", (None, 9, 26, time(0, 15))),
        ("8월 3일 오후 12:15", (None, 8, 3, time(12, 15))),
        ("March 2, 2026 8:15 PM", (2026, 3, 2, time(20, 15))),
        ("1er mai", (None, 5, 1, None)),
        ("8. März", (None, 3, 8, None)),
        ("3 ม.ค. 2569", (2026, 1, 3, None)),
        ("3 มี.ค.", (None, 3, 3, None)),
        ("5 tháng 10, 2025", (2025, 10, 5, None)),
        ("February 29", (None, 2, 29, None)),
    ],
)
def test_other_ways_to_write_a_day(text, expected):
    read = read_day(text)

    assert (read.year, read.month, read.day, read.clock) == expected


@pytest.mark.parametrize(
    "text",
    [
        "2026/02/30",
        "February 30",
        "2025-02-29",
        "03/04/2026",
        "hello",
        "",
        "March",
        "12",
        "9月26日 午後28:15",
        "0月1日",
        "0000-05-01",
        "9999-12-31",
        "2026-05-01 10:00 +9999",
        pytest.param("1" + " " * 130_000 + "1", id="a cell of spaces, which must not take minutes"),
    ],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (any reason will do)
        read_day(text)


def test_the_offset_of_an_instant_is_kept():
    assert read_day("2026-05-10 08:00:00 +0900").offset == "+0900"


def test_no_name_means_two_months():
    assert {number for number, _ in MONTHS.values()} == set(range(1, 13))
