"""Templates: the file that people download is recognised in both languages, its example is no data, its rows are."""

import csv
import io
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings, strategies as st

from analytics.importing.headers import fingerprint
from analytics.importing.mapped import Mapped
from analytics.importing.parse import parse_tables
from analytics.importing.problems import UnknownTable, UnreadableFile
from analytics.importing.tables import Hints, SourceFile
from analytics.importing.templates import BY_KEY, TEMPLATES, filled_in

HINTS = Hints(today=date(2026, 11, 22), zone="Asia/Tokyo", currency="JPY", market="JP")
LANGUAGES = pytest.mark.parametrize("japanese", [True, False])
ALL = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.profile.key)


def sheet(template, rows, *, japanese):
    words = {column: message for column, (message, _example) in template.explained.items()}
    head = filled_in(template, words, japanese=japanese)
    out = io.StringIO()
    csv.writer(out).writerows([*head, *(["", *row] for row in rows)])
    return ("\ufeff" + out.getvalue()).encode()


def example(template):
    return [template.explained[column.name][1] for column in template.columns]


def parsed(content, hints=HINTS):
    return parse_tables(SourceFile("template.csv", content), hints)[0]


def row_of(template, **cells):
    return [cells.get(column.name, "") for column in template.columns]


@ALL
@LANGUAGES
def test_every_column_is_explained_and_the_example_is_not_imported(template, japanese):
    table = parsed(sheet(template, [], japanese=japanese))

    assert list(template.explained) == [column.name for column in template.columns]
    assert (table.recognised.profile, table.rows_read, len(table.frame)) == (template.profile.key, 0, 0)


@ALL
@LANGUAGES
def test_the_example_filled_in_as_data_is_read_whole(template, japanese):
    table = parsed(sheet(template, [example(template)], japanese=japanese))

    assert [problem.message for problem in table.problems if problem.level == "error"] == []
    assert (table.kind, table.rows_read, len(table.frame)) == (template.profile.kind, 1, 1)


def test_rounded_words_lengths_and_wide_digits():
    template = BY_KEY["template.videos"]
    link = "https://www.tiktok.com/@shizuku/video/7450000000000000022"
    row = row_of(template, url=link, posted="2026-11-12 20:00", views="4.6万", likes="１，２０４", average_watch_seconds="1分5秒")
    frame = parsed(sheet(template, [row], japanese=True)).frame

    assert frame.loc[0, ["views", "likes", "average_watch_seconds", "is_rounded"]].tolist() == [46000, 1204, Decimal(65), True]


def test_a_video_goes_by_its_address_or_its_id():
    template = BY_KEY["template.video_days"]
    rows = [
        row_of(template, day="2026-11-18", content_url="https://www.tiktok.com/@shizuku/video/7450000000000000022", views="1.2K"),
        row_of(template, day="2026/11/19", content_url="7450000000000000022", views="900"),
    ]
    frame = parsed(sheet(template, rows, japanese=True)).frame

    assert list(frame["content_id"]) == ["7450000000000000022"] * 2
    assert list(frame["views"]) == [1200, 900]


def test_an_order_without_total_adds_products_and_shipping():
    template = BY_KEY["template.orders"]
    told = {"order_id": "A-1", "ordered_at": "2026-11-20 10:30", "customer": "hana@example.jp"}
    rows = [
        row_of(template, title="ソープ", quantity="2", unit_price="¥1,800", shipping="500", **told),
        row_of(template, title="オイル", quantity="1", line_total="2,500円", **told),
    ]
    table = parsed(sheet(template, rows, japanese=True))

    assert list(table.frame["total"]) == [Decimal(2 * 1800 + 2500 + 500)]
    assert list(table.lines["quantity"]) == [2, 1]


def test_stock_counts_the_newest_day_only():
    template = BY_KEY["template.stock"]
    rows = [
        row_of(template, day="2026-11-19", sku="SZ-100", quantity="30"),
        row_of(template, day="2026-11-20", sku="SZ-100", quantity="12"),
        row_of(template, day="2026-11-20", quantity="5"),
    ]
    table = parsed(sheet(template, rows, japanese=False))

    assert (list(table.frame["quantity"]), table.as_of) == ([12], date(2026, 11, 20))
    assert [problem.row for problem in table.problems if problem.level == "error"] == [4, 6]


@pytest.mark.parametrize(
    ("key", "score", "good"), [("reviews", "5", True), ("reviews", "0", False), ("nps", "0", True), ("nps", "11", False)]
)
def test_scores_have_limits(key, score, good):
    template = BY_KEY[f"template.{key}"]
    table = parsed(sheet(template, [row_of(template, day="2026-11-18", score=score)], japanese=True))

    assert len(table.frame) == good
    if good:
        assert list(table.frame["kind"]) == ["review" if key == "reviews" else "nps"]


def test_a_curve_has_one_scale_and_its_kind():
    template = BY_KEY["template.curve"]
    video = "7450000000000000022"
    rows = [
        row_of(template, content_id=video, kind="視聴維持率", bucket="3", share="62%"),
        row_of(template, content_id=video, kind="流入元", bucket="おすすめ", share="80%"),
    ]
    frame = parsed(sheet(template, rows, japanese=True)).frame

    assert list(zip(frame["kind"], frame["bucket"], frame["share"], strict=True)) == [
        ("retention", "3", Decimal("0.62")),
        ("source", "おすすめ", Decimal("0.8")),
    ]


def test_an_unknown_header_is_read_as_a_person_said():
    content = "伝票,日,品,こ,たんか\nA-1,03/04/2026,ソープ,2,1800\n".encode()
    with pytest.raises(UnknownTable):
        parsed(content)
    columns = {"order_id": "伝票", "ordered_at": "日", "title": "品", "quantity": "こ", "unit_price": "たんか"}
    said = Mapped("手書き台帳", "template.orders", columns, date(2026, 11, 1), {"date_order": "dmy"})
    hints = Hints(
        today=date(2026, 11, 22), zone="Asia/Tokyo", currency="JPY", market="JP",
        mapped={fingerprint(["伝票", "日", "品", "こ", "たんか"]): said},
    )  # fmt: skip
    table = parsed(content, hints)

    assert table.recognised.profile == "template.orders"
    assert (
        "Columns as you said on %(day)s: “%(name)s”.",
        {"day": "2026-11-01", "name": "手書き台帳"},
    ) in table.recognised.evidence
    assert [day.astimezone(tz=None).month for day in table.frame["ordered_at"]] == [4]
    assert list(table.frame["total"]) == [Decimal(3600)]


@settings(max_examples=15, deadline=None)
@ALL
@given(data=st.data())
def test_any_cell_is_an_exact_value_or_an_exact_error(template, data):
    row = example(template)
    row[data.draw(st.integers(0, len(row) - 1))] = data.draw(st.text(alphabet="0123456789,.-¥円/: 年月日あ%E+'\"", max_size=12))
    try:
        table = parsed(sheet(template, [row], japanese=True))
    except UnreadableFile:
        return
    errors = {problem.row for problem in table.problems if problem.level == "error"}
    rows = table.frame if table.lines is None else table.lines
    assert table.rows_read == len(rows) + len(errors)
