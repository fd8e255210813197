"""Products against content, stock, and the next video."""

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from factories import at, make_account, make_import, make_planned_video, make_posted_video, make_table
from pattern_rows import make_run

from analytics.catalogue_matrix.next_video import make_idea, plan_next
from analytics.catalogue_matrix.page import matrix
from analytics.catalogue_matrix.rows import Part
from analytics.models import ProductCut, StockReading, Trial
from planner.models import Product, Video, VideoProduct
from planner.refusals import NotOfBrand, Refused

TODAY = date(2026, 11, 16)
NOW = at("2026-11-16T03:00:00+00:00")
PAGE = "/b/ours/products-content/"


def product(brand, name, **fields):
    return Product.objects.create(brand=brand, name=name, sku=f"sku-{name}", **fields)


def sell(brand, one, items, *, day=date(2026, 11, 15), **fields):
    known = {"channel": "own_ec", "shop": "shopify", "currency": "JPY", "sku_orders": items, "returned_items": 0,
             "gross": 1000 * items, "cancelled_gross": 0, "as_of": TODAY}  # fmt: skip
    return ProductCut.objects.create(brand=brand, day=day, catalogue=one, title=str(one), items=items, **known | fields)


def show(video, one):
    return VideoProduct.objects.create(brand=video.brand, video=video, product=one)


def stock(brand, as_of=date(2026, 11, 15), *, live=True, **quantities):
    table = make_table(make_import(brand, sha256=f"{as_of:%Y%m%d}{live}".ljust(64, "0")), kind="stock", as_of=as_of, live=live)
    for row, (name, quantity) in enumerate(quantities.items(), 1):
        StockReading.objects.create(brand=brand, table=table, as_of=as_of, row=row, sku=f"sku-{name}", quantity=quantity)


def rows_of(brand):
    page = matrix(brand, {}, today=TODAY)
    return {row.product.name: row for row in page.rows}


@pytest.fixture
def account(ours):
    return make_account(ours)


def test_four_parts(ours, account):
    names = {name: product(ours, name) for name in ("both", "untold", "unsold", "neither")}
    for name in ("both", "untold"):
        sell(ours, names[name], 4)
    for number, name in enumerate(("both", "unsold")):
        show(make_posted_video(account, date(2026, 11, 10), external_id=f"7{number}"), names[name])
    sell(ours, names["neither"], 3)  # below a piece a week over 28 days
    assert {name: row.part for name, row in rows_of(ours).items()} == {name: Part(name) for name in names}


def test_a_video_that_sold_a_product_is_content_of_it_without_being_told_so(ours, account):
    one = product(ours, "serum")
    sell(ours, one, 5, video=make_posted_video(account, date(2026, 11, 10), external_id="71"))
    sell(ours, one, 2, video=make_posted_video(account, date(2026, 1, 10), external_id="72"))
    row = rows_of(ours)["serum"]
    assert (row.part, row.posted, row.sold.items, row.sold.through_video) == (Part.BOTH, 1, 7, 7)


def test_a_video_about_one_product_is_no_content_of_what_was_bought_with_it(ours, account):
    named, beside = product(ours, "serum"), product(ours, "wash")
    video = make_posted_video(account, date(2026, 11, 10), external_id="71")
    show(video, named)
    sell(ours, beside, 5, video=video)
    row = rows_of(ours)["wash"]
    assert (row.part, row.posted, row.sold.through_video) == (Part.UNTOLD, 0, 5)


def test_what_is_old_dropped_or_put_away_does_not_count(ours, account):
    one = product(ours, "serum")
    show(make_posted_video(account, date(2026, 1, 10), external_id="71"), one)
    show(make_planned_video(ours, date(2026, 11, 20), state=Video.State.DROPPED), one)
    sell(ours, one, 9, day=date(2026, 10, 1))
    product(ours, "old", hidden_at=NOW)
    sell(ours, None, 6)
    rows = rows_of(ours)
    assert list(rows) == ["serum"]
    assert (rows["serum"].part, rows["serum"].planned, rows["serum"].last_posted) == (Part.NEITHER, 0, date(2026, 1, 10))
    assert matrix(ours, {}, today=TODAY).unlisted == 6


def test_currencies_stand_side_by_side(ours):
    one = product(ours, "serum")
    sell(ours, one, 2)
    sell(ours, one, 1, currency="USD", gross=9)
    assert rows_of(ours)["serum"].sold.gross == (("JPY", 2000), ("USD", 9))


def test_stock_lasts_as_long_as_the_last_28_days_say(ours):
    one = product(ours, "serum")
    for n in range(28):
        sell(ours, one, 2, day=date(2026, 11, 15) - timedelta(days=n))
    stock(ours, date(2026, 11, 14), serum=9999)
    stock(ours, serum=21)
    stock(ours, date(2026, 11, 16), live=False, serum=0)
    row = rows_of(ours)["serum"]
    assert (row.stock.quantity, row.days_left, row.is_short) == (21, 9, True)  # 10 days, and one of them is over


def test_nothing_in_stock_is_short_and_stock_that_nobody_buys_lasts(ours):
    product(ours, "gone")
    product(ours, "quiet")
    product(ours, "untold")
    stock(ours, gone=0, quiet=3)
    assert {name: (row.days_left, row.is_short) for name, row in rows_of(ours).items()} == {
        "gone": (None, True), "quiet": (None, False), "untold": (None, False),
    }  # fmt: skip


def test_the_next_video_follows_the_rule(ours, account):
    for name, pieces in (("bestseller", 50), ("second", 20), ("short", 90), ("planned", 80), ("shown", 70)):
        sell(ours, product(ours, name), pieces)
    product(ours, "new")
    stock(ours, short=1, bestseller=900)
    by_name = {one.name: one for one in ours.products.all()}
    show(make_planned_video(ours, date(2026, 11, 20)), by_name["planned"])
    show(make_posted_video(account, date(2026, 11, 10), external_id="71"), by_name["shown"])
    assert [one.row.product.name for one in matrix(ours, {}, today=TODAY).next] == ["bestseller", "second", "shown"]


def test_one_press_makes_an_idea_with_its_product_that_can_be_taken_back(client, ours, aiko):
    one = product(ours, "serum")
    client.force_login(aiko)
    with time_machine.travel(NOW, tick=False):
        client.post(reverse("analytics:matrix-idea", args=["ours", one.pk]))
        video = ours.videos.get()
        assert (video.state, video.title, [mention.product for mention in video.products.all()]) == (
            Video.State.IDEA, "A video about serum", [one],
        )  # fmt: skip
        page = client.get(PAGE).content.decode()
    assert f"/b/ours/ideas/{video.pk}/drop/" in page
    assert rows_of(ours)["serum"].planned == 1


def test_one_press_plans_the_next_video_with_its_brief_filled_and_it_can_be_taken_back(client, ours, aiko, account):
    one = product(ours, "serum", url="https://shop.example/serum", price=3200, currency="JPY")
    told = {"facet_code": "hook", "level_code": "question", "base": {"theme": "howto"}, "kind": "exploit", "position": 1,
            "expected": 1.8, "lo90": 1.2, "hi90": 2.6, "p_best": 0.4, "reason": {"key": "no_data", "params": {"outcome": "views"}}}  # fmt: skip # noqa: E501
    Trial.objects.create(brand=ours, run=make_run(ours), **told)
    client.force_login(aiko)
    with time_machine.travel(NOW, tick=False):
        client.post(reverse("analytics:matrix-plan", args=["ours", one.pk]))
        page = client.get(PAGE).content.decode()
    video = ours.videos.get()
    assert (video.state, video.title, video.account, video.owner) == (
        Video.State.PLANNED, "A video about serum", account, aiko,
    )  # fmt: skip
    assert video.planned_day == date(2026, 11, 17)
    assert (video.destination, video.destination_url) == (Video.Destination.OWN_EC, one.url)
    assert [(mention.product, mention.price) for mention in video.products.all()] == [(one, 3200)]
    assert {str(row.level) for row in video.levels.all()} == {"Question", "How-to"}
    assert "we expect" in video.hypothesis
    assert f'action="/b/ours/videos/{video.pk}/drop/"' in page


def test_without_anything_learned_the_plan_has_the_product_alone(ours, aiko):
    with time_machine.travel(NOW, tick=False):
        video = plan_next(brand=ours, product=product(ours, "serum", tiktok_id="1729"), by=aiko)
    assert (video.hypothesis, video.levels.count(), video.destination) == ("", 0, Video.Destination.TIKTOK_SHOP)


def test_no_idea_about_what_is_put_away_or_of_another_brand(ours, theirs, aiko):
    with pytest.raises(Refused):
        make_idea(brand=ours, product=product(ours, "old", hidden_at=NOW), by=aiko)
    with pytest.raises(NotOfBrand):
        make_idea(brand=ours, product=product(theirs, "theirs"), by=aiko)
    with pytest.raises(Refused):
        plan_next(brand=ours, product=ours.products.get(), by=aiko)


def test_viewers_look_and_make_nothing(client, ours, theirs, ben):
    one, other = product(ours, "serum"), product(theirs, "secret")
    sell(theirs, other, 90)
    client.force_login(ben)
    with time_machine.travel(NOW, tick=False):
        page = client.get(PAGE)
    assert page.status_code == 200
    assert "secret" not in page.content.decode()
    for name in ("matrix-idea", "matrix-plan"):
        assert client.post(reverse(f"analytics:{name}", args=["ours", one.pk])).status_code == 403
    assert client.get("/b/theirs/products-content/").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_questions_whatever_it_shows(client, ours, ben, account, count, django_assert_num_queries):
    for n in range(count):
        one = product(ours, f"serum{n}")
        sell(ours, one, 9, video=make_posted_video(account, date(2026, 11, 10), external_id=f"7{n}"))
        stock(ours, date(2026, 11, 1) + timedelta(days=n), **{f"serum{n}": 9})
    client.force_login(ben)
    with time_machine.travel(NOW, tick=False):
        client.get(PAGE)
        with django_assert_num_queries(12):
            client.get(PAGE)
        rows = client.get(f"{PAGE}?format=csv").content.decode("utf-8-sig").splitlines()
    assert rows[1].startswith("serum0,sku-serum0,Has content and sells,9,9,")


def test_an_empty_brand_is_told_what_to_do(client, ours, ben):
    client.force_login(ben)
    with time_machine.travel(NOW, tick=False):
        assert "Add what you sell" in client.get(PAGE).content.decode()
