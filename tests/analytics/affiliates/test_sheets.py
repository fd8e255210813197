"""Collaborations and samples by file: headers in either language, all rows or none, given again without a twin."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from time_machine import travel

from planner.models import Product

PAGE = "/b/ours/creators/collaborations/"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now():
    with travel("2026-11-20T03:00:00+00:00", tick=False):
        yield


def give(client, what, text):
    content = SimpleUploadedFile("table.csv", text.encode())
    return client.post(f"{PAGE}{what}/file/", {"file": content}, follow=True)


def test_offers_come_by_file_with_their_history(as_aiko, ours):
    serum = Product.objects.create(brand=ours, name="ゆず美容液", sku="YZ-1")
    text = (
        "種類,クリエイター,商品,成果報酬（%）,固定報酬,適用開始日,ひとこと\n"
        "ターゲットコラボ,@mika,yz-1,12.5%,,2026-11-01,秋\n"
        "オープンコラボ,,,10,,2026-11-01,\n"
    )
    page = give(as_aiko, "offers", text).content.decode()
    assert "2 rows written down, 0 were there already." in page
    told = ours.collaborations.order_by("kind").values_list("kind", "creator", "product", "rate", "valid_from")
    assert list(told) == [
        ("open", "", None, Decimal("0.1"), date(2026, 11, 1)), ("target", "mika", serum.pk, Decimal("0.125"), date(2026, 11, 1)),
    ]  # fmt: skip
    assert ours.settingchanges.filter(kind="offer").count() == 2
    assert "0 rows written down, 2 were there already." in give(as_aiko, "offers", text).content.decode()


def test_one_bad_row_stops_all_and_each_is_named(as_aiko, ours):
    answer = give(as_aiko, "samples", "creator,product,sent_on\nmika,,2026-11-02\na b,,2026-11-02\nren,moon,2026-11-02\n")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("Row 3: Creator: A handle looks like @name" in page, "Row 4: No product is called “moon”." in page) == (True, True)
    assert not ours.sentsamples.exists()
    page = give(as_aiko, "samples", "creator,product,sent_on\nmika,,2026-11-02\n").content.decode()
    assert ("1 rows written down" in page, ours.sentsamples.get().sent_on) == (True, date(2026, 11, 2))


@pytest.mark.parametrize(
    ("text", "said"),
    [("x,y\n1,2\n", "take the template"), ("creator\n", "no rows below its header"), ("creator\n" + "a1\n" * 1001, "1,000 rows")],
)
def test_what_is_no_such_table_is_said(as_aiko, text, said):
    assert said in give(as_aiko, "samples", text).content.decode()


def test_the_template_is_understood_again(as_aiko, ours):
    header = as_aiko.get(f"{PAGE}samples.csv").content.decode("utf-8-sig").strip()
    assert header == "Creator,Product,Sent on,Order,Note"
    assert "1 rows written down" in give(as_aiko, "samples", f"{header}\nmika,,2026-11-02,,\n").content.decode()
    assert as_aiko.get(f"{PAGE}moons.csv").status_code == 404


def test_viewers_take_no_file(as_ben):
    assert give(as_ben, "samples", "creator\nmika\n").status_code == 403
