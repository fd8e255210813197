from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from analytics.importing.values import (
    is_rounded,
    rate_scale,
    read_count,
    read_money,
    read_rate,
    read_seconds,
    read_whole_seconds,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0", 0),
        ("1,234", 1234),
        ("１，２３４", 1234),
        ("1 234", 1234),
        ("25.0", 25),
        ("-1", -1),
        ("−3", -3),
        ("1.2K", 1200),
        ("541.2K", 541_200),
        ("183,13K", 183_130),
        ("1.4M", 1_400_000),
        ("4.6万", 46_000),
        ("1.2億", 120_000_000),
    ],
)
def test_counts(text, expected):
    assert read_count(text) == expected


@pytest.mark.parametrize("text", ["", "-", "--", "—", "/", "N/A", "NAN", "undefined", " ", "取得失敗"])
def test_null_words_are_null_not_zero(text):
    assert read_count(text) is None
    assert read_money(text) is None
    assert read_seconds(text) is None


@pytest.mark.parametrize("text", ["約千", "1.234", "1,2", "7.5E+18", "1,23,456", "12:30", "9" * 25, "٣٤abc", "1-2"])
def test_what_is_no_count_is_refused(text):
    with pytest.raises(ValueError):  # noqa: PT011 (any reason will do)
        read_count(text)


@settings(deadline=None)
@given(st.integers(-(10**15), 10**15))
def test_every_whole_number_survives_its_separators(number):
    assert read_count(f"{number:,}") == read_count(str(number)) == number


def test_scale_words_mean_rounded():
    assert [is_rounded(text) for text in ("4.6万", "1.2K", "1,200", "undefined")] == [True, True, False, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0:12", "12"),
        ("1:02:03", "3723"),
        ("41秒", "41"),
        ("1分5秒", "65"),
        ("2時間", "7200"),
        ("16h:26m:21s", "59181"),
        ("12.5", "12.5"),
    ],
)
def test_durations(text, expected):
    assert read_seconds(text) == Decimal(expected)


def test_whole_seconds_round_half_up():
    assert read_whole_seconds("12.5") == 13


@pytest.mark.parametrize(
    ("text", "expected"),
    [("42.11", "42.11"), ("￥1,200", "1200"), ("11,000 JPY", "11000"), ("2,281,428円", "2281428"), ("RM0.00", "0")],
)
def test_money(text, expected):
    assert read_money(text) == Decimal(expected)


def test_rates():
    assert [rate_scale(text) for text in ("38%", "0.38", "38", "0", "-")] == ["percent", "fraction", "points", "", ""]
    assert read_rate("38%", 100) == read_rate("0.38", 1) == Decimal("0.38")
