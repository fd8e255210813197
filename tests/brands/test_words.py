"""Words for days, counts and money: as people write them, in both languages, at every edge."""

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given, strategies as st

from tkcommerce import words
from tkcommerce.dates import Days

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 7, 30, tzinfo=UTC)
languages = pytest.mark.parametrize("language", ["ja", "en"])


def in_language(language, function, *args, **kwargs):
    with translation.override(language):
        return function(*args, **kwargs)


def both(function, *args, **kwargs):
    return tuple(in_language(language, function, *args, **kwargs) for language in ("ja", "en"))


def test_days():
    assert both(words.day_word, TODAY, today=TODAY) == ("11月22日(日)", "Sun 22 Nov")
    assert both(words.day_word, date(2025, 1, 2), today=TODAY) == ("2025年1月2日(木)", "Thu 2 Jan 2025")
    assert both(words.day_short, TODAY) == ("11/22", "22 Nov")
    assert both(words.month_word, TODAY) == ("2026年11月", "November 2026")


def test_runs_of_days_name_their_last_day():
    week = Days(date(2026, 11, 16), date(2026, 11, 23))
    assert both(words.days_word, week, today=TODAY) == ("11月16日(月)〜11月22日(日)", "Mon 16 Nov – Sun 22 Nov")
    assert both(words.days_word, Days(TODAY, TODAY + timedelta(days=1)), today=TODAY) == ("11月22日(日)", "Sun 22 Nov")
    assert both(words.days_word, Days(TODAY, TODAY), today=TODAY) == ("—", "—")


def test_moments_are_on_the_clock_of_the_zone():
    assert both(words.moment, NOW, "Asia/Tokyo", now=NOW) == ("11月22日(日) 16:30", "Sun 22 Nov, 16:30")
    late = datetime(2025, 12, 31, 15, tzinfo=UTC)
    assert both(words.moment, late, "Asia/Tokyo", now=NOW) == ("1月1日(木) 00:00", "Thu 1 Jan, 00:00")
    assert words.time_word(time(9, 5)) == "09:05"


@pytest.mark.parametrize(
    ("number", "ja", "en"),
    [
        (0, "0", "0"), (9_999, "9,999", "9,999"), (10_000, "1万", "10K"), (46_000, "4.6万", "46K"), (-46_000, "−4.6万", "−46K"),
        (438_900, "43.9万", "439K"), (999_949, "100万", "1M"), (1_284_300, "128万", "1.3M"), (99_999_999, "1億", "100M"),
        (123_456_789, "1.2億", "123M"), (10**12, "1兆", "1,000B"), (Decimal("9999.6"), "1万", "10K"),
    ],
)  # fmt: skip
def test_compact_counts(number, ja, en):
    assert both(words.compact, number) == (ja, en)


def read_back(text):
    units = {"万": 10**4, "億": 10**8, "兆": 10**12, "K": 10**3, "M": 10**6, "B": 10**9}
    figure = text.replace(",", "").replace("−", "-")
    return Decimal(figure[:-1]) * units[figure[-1]] if figure[-1] in units else Decimal(figure)


@languages
@given(number=st.integers(-(10**15), 10**15))
def test_compact_is_off_by_at_most_half_of_its_last_digit(language, number):
    text = in_language(language, words.compact, number)
    assert abs(read_back(text) - number) <= abs(number) / 20
    if abs(number) < words.COMPACT_FROM:
        assert read_back(text) == number


@languages
@given(pair=st.tuples(st.integers(0, 10**15), st.integers(0, 10**15)))
def test_compact_keeps_the_order(language, pair):
    low, high = sorted(pair)
    assert read_back(in_language(language, words.compact, low)) <= read_back(in_language(language, words.compact, high))


@given(number=st.integers(-(2**63), 2**63 - 1))
def test_counts_read_back_to_the_last_digit(number):
    assert read_back(words.count(number)) == number


@given(number=st.decimals(-(10**12), 10**12, places=4))
def test_exact_numbers_read_back_to_the_last_digit(number):
    assert read_back(words.exact(number)) == number


def test_exact_numbers_carry_no_empty_digits():
    assert [words.exact(one) for one in (Decimal("2327.4600"), Decimal("61.00"), Decimal("1E+3"), 0, None)] == [
        "2,327.46", "61", "1,000", "0", "—",
    ]  # fmt: skip


@given(cents=st.integers(-(10**12), 10**12))
def test_money_reads_back_to_the_cent(cents):
    amount = Decimal(cents) / 100
    assert read_back(words.money(amount, "USD").replace("$", "")) == amount


def test_money():
    assert words.money(12300, "JPY") == "¥12,300"
    assert words.money(Decimal("12.3"), "USD") == "$12.30"
    assert words.money(Decimal("-0.5"), "JPY") == "−¥1"
    assert words.money(Decimal("-0.4"), "JPY") == "¥0"
    assert words.money(Decimal("12.3"), "CHF") == "CHF 12.30"


def test_shares_and_ratios():
    assert words.percent(0.123) == "12.3%"
    assert words.percent(Decimal("0.0365"), 0) == "4%"
    assert words.percent(0) == "0.0%"
    assert words.percent(0.0004) == "<0.1%"
    assert words.percent(-0.03, 0) == "−3%"
    assert [words.chance(share) for share in (0.816, 0.996, 1.0, 0.003, None)] == ["82%", ">99%", ">99%", "<1%", "—"]
    assert both(words.ratio, 1.44) == ("1.4倍", "1.4×")
    assert both(words.ratio, 0.05) == ("0.05倍", "0.05×")


@pytest.mark.parametrize(
    ("since", "text"),
    [
        (timedelta(seconds=-5), "just now"), (timedelta(seconds=59), "just now"), (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"), (timedelta(hours=23), "23 hours ago"),
        (timedelta(days=1200), "1,200 days ago"),
    ],
)  # fmt: skip
def test_how_long_ago(since, text):
    assert in_language("en", words.ago, NOW - since, now=NOW) == text


def test_zones_by_name():
    assert in_language("en", words.zone_word, "Asia/Tokyo") == "Japan time"
    assert in_language("en", words.zone_word, "America/Argentina/Buenos_Aires") == "Buenos Aires time"
    assert in_language("en", words.zone_word, "UTC") == "UTC"


@pytest.mark.parametrize(
    "name",
    ["day_word", "day_short", "days_word", "month_word", "time_word", "ago", "count", "exact", "compact", "percent", "ratio"],
)
def test_a_missing_value_is_a_dash_to_the_eye_and_words_to_the_ear(name):
    shown = in_language("en", Template("{% load words %}{{ value|" + name + " }}").render, Context({"value": None}))
    assert shown == "<span aria-hidden=true>—</span><span class=sr>no value</span>"


def test_a_missing_value_is_plain_in_an_attribute():
    template = Template('{% load words %}{{ value|count|plain }} {{ value|money:"JPY"|plain }} {{ other|count|plain }}')
    assert in_language("en", template.render, Context({"value": None, "other": 1234})) == "— — 1,234"
