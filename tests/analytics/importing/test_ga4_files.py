"""GA4's CSV and Amazon Attribution, out of small made-up files in their formats."""

import os
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from analytics.importing.parse import parse_tables
from analytics.importing.tables import Hints, SourceFile

DATA = Path("tests/data")
SAMPLES = Path(os.environ.get("TKCOMMERCE_SAMPLES", "../shared/samples"))


def tables(path, content=None):
    hints = Hints(today=date(2026, 11, 22), zone="Asia/Tokyo", currency="JPY", market="JP")
    return parse_tables(SourceFile(path, (DATA / path).read_bytes() if content is None else content), hints)


def facts(table, *columns):
    return [tuple(row) for row in table.frame[["first_day", "end_day", *columns]].itertuples(index=False)]


OCTOBER = (date(2026, 10, 1), date(2026, 11, 1))


def test_source_and_medium_are_the_utm_of_a_visit():
    (table,) = tables("ga4/en_traffic_acquisition.csv")

    assert (table.recognised.profile, table.kind, table.as_of, table.problems) == (
        "ga4.sources",
        "period",
        date(2026, 10, 31),
        [],
    )
    assert facts(table, "utm_source", "utm_medium", "sessions", "engaged_sessions", "gmv") == [
        (*OCTOBER, "tiktok", "social", 412, 180, Decimal("48200.5")),
        (*OCTOBER, "tiktok.com", "referral", 96, 30, Decimal(0)),
        (*OCTOBER, "(direct)", "(none)", 230, 88, Decimal(1800)),
    ]
    assert set(table.frame["grain"]) == {"site"}


@pytest.mark.parametrize(("name", "social"), [("ja", 508), ("fr", 1200)])
def test_channels_in_other_languages(name, social):
    (table,) = tables(f"ga4/{name}_channels.csv")

    assert table.recognised.profile == "ga4.channels"
    assert facts(table, "channel_group", "sessions")[0] == (*OCTOBER, "Organic Social", social)


def test_queries_of_a_landing_page_are_one_page_and_people_are_not_added():
    (table,) = tables("ga4/en_landing_page.csv")

    assert facts(table, "landing_page", "sessions", "gmv") == [
        (*OCTOBER, "/", 500, Decimal(1000)),
        (*OCTOBER, "/products/soap", 100, Decimal(3600)),
        (*OCTOBER, "(not set)", 9, Decimal(0)),
    ]
    assert list(table.frame["users"].isna()) == [False, True, False]
    assert table.rows_read == 3


def test_the_overview_page_is_several_tables_and_one_that_nobody_knows():
    users, channels = tables("ga4/en_snapshot.csv")

    assert (users.recognised.profile, channels.recognised.profile) == ("ga4.users", "ga4.channels")
    assert [row[0].day for row in facts(users, "users")] == [1, 2, 3]
    assert list(users.frame["users"]) == [12, 15, 7]
    assert facts(channels, "sessions") == [(date(2026, 11, 1), date(2026, 11, 4), 21), (date(2026, 11, 1), date(2026, 11, 4), 13)]
    assert [problem.level for problem in channels.problems] == ["note"]


def test_an_exploration_has_a_title_a_total_and_days():
    (table,) = tables("ga4/en_exploration.csv")

    assert facts(table, "sessions", "orders", "gmv") == [
        (date(2026, 10, 26), date(2026, 10, 27), 40, 2, Decimal(7300)),
        (date(2026, 10, 27), date(2026, 10, 28), 21, 1, Decimal(1800)),
    ]


def test_a_bad_count_is_named():
    content = (DATA / "ga4/ja_channels.csv").read_bytes().replace(b",508,", ",多数,".encode())
    (table,) = tables("ga4/ja_channels.csv", content)

    assert list(table.frame["channel_group"]) == ["Direct"]
    assert [(problem.row, problem.column, problem.value) for problem in table.problems] == [(11, "セッション", "多数")]


def test_amazon_attribution_counts_the_brand_14_days_after_a_click():
    (table,) = tables("amazon_attribution/report.csv")

    assert facts(table, "campaign_id", "ad_id", "clicks", "orders", "gmv") == [
        (date(2026, 11, 1), date(2026, 11, 2), "autumn", "v77", 120, 4, Decimal("58.20")),
        (date(2026, 11, 2), date(2026, 11, 3), "autumn", "v77", 80, 1, Decimal("13.99")),
    ]
    assert set(table.frame["attribution"]) == {"14-day click"}


@pytest.mark.skipif(not (SAMPLES / "ga4").exists(), reason="The samples are not here.")
def test_real_files():
    (channels,) = tables("x.csv", (SAMPLES / "ga4/en__Traffic_acquisition_blog.csv").read_bytes())
    (pages,) = tables("x.csv", (SAMPLES / "ga4/en__Landing_page_h2o.csv").read_bytes())

    assert (channels.frame["sessions"].sum(), channels.frame["engaged_sessions"].sum()) == (242, 21)
    assert [table.recognised.profile for table in (channels, pages)] == ["ga4.channels", "ga4.landing_pages"]
    assert [problem.level for problem in pages.problems] == []
    assert pages.rows_read == len(pages.frame)


SPANISH = (
    "# Todos los usuarios\n# Fecha de inicio: 20261001\n# Fecha de finalización: 20261031\n"
    "Grupo de canales principal de la sesión (Grupo de canales predeterminado),"
    "Sesiones,Sesiones con interacción,Ingresos totales\n"
    "Organic Social,1234,600,4567.89\nDirect,10,3,0\n"
)
GERMAN = (
    "# Alle Nutzer\n# Startdatum: 20261001\n# Enddatum: 20261031\n"
    "Sitzung – primäre Channelgruppe (Standard-Channelgruppe);"
    "Sitzungen;Sitzungen mit Interaktionen;Engagement-Rate;Gesamtumsatz\n"
    "Organic Social;1.234;600;48,62 %;4.567,89\nDirect;10;3;30 %;0\n"
)


@pytest.mark.parametrize("text", [SPANISH, GERMAN], ids=["es", "de"])
def test_channels_in_spanish_and_german(text):
    (table,) = tables("report.csv", text.encode())

    assert (table.recognised.profile, table.problems) == ("ga4.channels", [])
    assert facts(table, "channel_group", "sessions", "engaged_sessions", "gmv") == [
        (*OCTOBER, "Organic Social", 1234, 600, Decimal("4567.89")),
        (*OCTOBER, "Direct", 10, 3, Decimal(0)),
    ]


def test_a_point_in_a_count_is_no_thousand_where_nothing_shows_a_decimal_comma():
    (table,) = tables("report.csv", GERMAN.replace("4.567,89", "4567").encode())

    assert [(problem.row, problem.value) for problem in table.problems] == [(5, "1.234")]
    assert facts(table, "channel_group", "sessions") == [(*OCTOBER, "Direct", 10)]
