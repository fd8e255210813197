"""Creators: sums against an obvious oracle, rates kept over time, samples up to the sale, and nothing of another brand."""

import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from factories import make_import, make_period, make_table

from analytics.affiliates.creator_page import creator_page
from analytics.affiliates.list_page import creator_list
from analytics.affiliates.samples import counted, sample_lines
from analytics.affiliates.sums import lines_in, sums_by
from analytics.models import AffiliateSale, Collaboration, Sale, SentSample
from analytics.rollups import period_facts
from planner.models import Product
from tkcommerce.dates import Days

TODAY = date(2026, 11, 20)
CREATORS, ONE, OFFERS = "/b/ours/creators/", "/b/ours/creators/one/?handle=", "/b/ours/creators/collaborations/"


def sell(brand, number, *, creator="mika", day=TODAY, gmv=3000, **fields):
    known = {"surface": "video", "content_id": "71", "product_id": "9", "title": "化粧水", "currency": "JPY", "quantity": 1,
             "commission_rate": Decimal("0.1"), "commission_estimated": Decimal(gmv) / 10, "as_of": TODAY}  # fmt: skip
    return AffiliateSale.objects.create(
        brand=brand, order_id=str(number), position=1, creator=creator, day=day, gmv=gmv, **known | fields
    )


def test_sums_agree_with_the_obvious_way(ours):
    chance = random.Random(5)
    for number in range(120):
        quantity = chance.randint(1, 4)
        AffiliateSale.objects.create(
            brand=ours,
            order_id=str(number // 2),
            position=number % 2 + 1,
            creator=chance.choice(["mika", "ren", ""]),
            day=TODAY - timedelta(days=chance.randint(0, 60)),
            gmv=chance.randint(1, 9000) * quantity,
            quantity=quantity,
            returned_quantity=chance.choice([None, 0, 1]),
            is_cancelled=chance.random() < 0.2,
            currency=chance.choice(["JPY", "USD"]),
            commission_estimated=chance.choice([None, Decimal(100)]),
            as_of=TODAY,
        )
    days = Days(TODAY - timedelta(days=30), TODAY)
    lines = [line for line in AffiliateSale.objects.filter(brand=ours) if line.day in days]
    for key, found in sums_by(lines_in(ours, days), "creator"):
        mine = [line for line in lines if (line.creator, line.currency) == (key["creator"], found.currency)]
        back = sum(one.gmv if one.is_cancelled else one.gmv * (one.returned_quantity or 0) / one.quantity for one in mine)
        known = [one for one in mine if one.commission_estimated is not None]
        assert found.gmv == sum(one.gmv for one in mine)
        assert found.orders == len({one.order_id for one in mine})
        assert found.refunded == pytest.approx(back, abs=Decimal("0.01"))
        assert found.estimated_of == (sum(one.gmv for one in known) if known else None)
        assert found.kept_orders == len({one.order_id for one in mine if not one.is_cancelled and not one.returned_quantity})


def test_a_creator_who_sold_well_and_went_quiet_is_to_be_invited(ours):
    for number in range(4):
        sell(ours, number, creator="mika", day=TODAY - timedelta(days=20))
        sell(ours, 10 + number, creator="ren", day=TODAY)
        sell(ours, 20 + number, creator="yu", day=TODAY - timedelta(days=20), is_cancelled=True)
    page = creator_list(ours, {"days": "28"}, today=TODAY)
    assert [(row.handle, row.state_word) for row in page.rows] == [
        ("mika", "invite again"), ("ren", "is selling"), ("yu", "much given back"),
    ]  # fmt: skip
    assert page.answer == "3 creators sold in this period. 1 sold well and went quiet: invite them again."
    assert [row.handle for row in creator_list(ours, {"state": "running"}, today=TODAY).rows] == ["ren"]


def test_the_page_shows_the_first_hundred_and_the_file_all(as_ben, ours):
    for number in range(101):
        sell(ours, number, creator=f"mika{number:03}", gmv=9000 - number)
    html = as_ben.get(CREATORS).content.decode()
    assert "The first 100 of 101 creators in this order; the file has all of them." in html
    assert ("@mika099<" in html, "@mika100<" in html) == (True, False)
    assert len(as_ben.get(CREATORS + "?format=csv").content.decode().splitlines()) == 102


def test_a_creator_list_tells_of_whom_no_order_line_names(as_ben, ours):
    sell(ours, 1)
    table = make_table(make_import(ours), kind="period", as_of=TODAY)
    for handle in ("mika", "sora"):
        make_period(table, date(2026, 11, 1), 14, grain="creator", creator=handle, gmv=7000, currency="JPY", gmv_kind="affiliate")
    period_facts.rebuild(ours, [date(2026, 11, 1)])
    rows = creator_list(ours, {"days": "28"}, today=TODAY).rows
    assert [(row.handle, row.gmv) for row in rows] == [("sora", 7000), ("mika", 3000)]
    assert "as reported" in as_ben.get(CREATORS).content.decode()


def test_a_sample_is_followed_to_content_and_sale_of_its_product(ours):
    lotion = Product.objects.create(brand=ours, name="化粧水", tiktok_id="9")
    soap = Product.objects.create(brand=ours, name="石けん", tiktok_id="8")
    for product, creator in ((lotion, "Mika"), (soap, "mika"), (None, "ren")):
        SentSample.objects.create(brand=ours, creator=creator, product=product, sent_on=date(2026, 11, 10))
    sell(ours, 1, day=date(2026, 11, 9))
    sell(ours, 2, day=date(2026, 11, 12))
    lines = {line.sample.product_id: line for line in sample_lines(ours)}
    assert (lines[lotion.pk].posted_on, lines[lotion.pk].sold_on) == (date(2026, 11, 12), date(2026, 11, 12))
    assert (lines[soap.pk].posted_on, lines[soap.pk].sold_on) == (date(2026, 11, 12), None)
    assert (lines[None].posted_on, lines[None].sold_on) == (None, None)
    count = counted(lines.values())
    assert (count.sent, count.posted, count.sold) == (3, 2, 1)


def test_content_counts_from_the_day_of_the_sample_in_the_zone_of_the_brand(ours):
    SentSample.objects.create(brand=ours, creator="mika", sent_on=date(2026, 11, 10))
    table = make_table(make_import(ours), kind="period", as_of=TODAY)
    for number, seconds in enumerate((-1, 0)):  # around midnight in Tokyo
        day, began = date(2026, 11, 9 + number), datetime(2026, 11, 9, 15, tzinfo=UTC) + timedelta(seconds=seconds)
        make_period(table, day, grain="video", creator="Mika", content_id=str(number), started_at=began)
        period_facts.rebuild(ours, [day])
        (line,) = sample_lines(ours)
        assert (line.posted_on, line.sold_on) == ((None, None), (date(2026, 11, 10), None))[number]


def test_the_page_of_a_creator_keeps_the_rates_that_orders_carried(as_ben, ours):
    sell(ours, 1, day=date(2026, 10, 1))
    sell(ours, 2, day=date(2026, 11, 1), commission_rate=Decimal("0.15"), collaboration="target")
    sell(ours, 3, day=date(2026, 11, 3))
    page = creator_page(ours, "mika")
    assert [(rate.rate, rate.first, rate.last) for rate in page.rates] == [
        (Decimal("0.1"), date(2026, 10, 1), date(2026, 11, 3)), (Decimal("0.15"), date(2026, 11, 1), date(2026, 11, 1)),
    ]  # fmt: skip
    html = as_ben.get(ONE + "@Mika").content.decode()
    assert "Rates that orders carried" in html
    assert "https://www.tiktok.com/@Mika/video/71" in html
    assert as_ben.get(ONE + "mika&format=csv&chart=contents").status_code == 200


def test_a_new_rate_ends_the_old_one_and_both_stay(as_aiko, ours):
    for percent, day in (("10", "2026-11-01"), ("１２．５", "2026-11-15")):
        told = {"offer-kind": "target", "offer-creator": "https://www.tiktok.com/@mika?lang=ja", "offer-percent": percent,
                "offer-valid_from": day}  # fmt: skip
        assert as_aiko.post(OFFERS + "offer/", told).status_code == 302
    told = list(ours.collaborations.order_by("valid_from").values_list("creator", "rate", "ended_on"))
    assert told == [("mika", Decimal("0.1"), date(2026, 11, 15)), ("mika", Decimal("0.125"), None)]
    earlier = {"offer-kind": "target", "offer-creator": "mika", "offer-percent": "9", "offer-valid_from": "2026-11-10"}
    assert as_aiko.post(OFFERS + "offer/", earlier).status_code == 422
    running = ours.collaborations.get(ended_on=None)
    assert as_aiko.post(f"{OFFERS}{running.pk}/end/").status_code == 302
    assert ours.collaborations.filter(ended_on=None).count() == 0
    assert ours.settingchanges.filter(kind="offer").count() == 3


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"offer-kind": "target", "offer-creator": ""}, "A target collaboration needs its creator."),
        ({"offer-kind": "open", "offer-percent": "101"}, "less than or equal to 100"),
        ({"offer-kind": "target", "offer-creator": "a b"}, "A handle looks like @name"),
    ],
)
def test_what_cannot_be_offered_is_said(as_aiko, told, error):
    response = as_aiko.post(OFFERS + "offer/", {"offer-percent": "10", "offer-valid_from": "2026-11-01"} | told)
    assert response.status_code == 422
    assert error in response.content.decode()


def test_a_sample_order_is_given_to_one_creator_once(as_aiko, ours):
    Sale.objects.create(
        brand=ours, shop="tiktok_shop", order_id="55", name="55", channel="tiktok_shop", currency="JPY", total=0, is_sample=True,
        ordered_at=datetime(2026, 11, 2, tzinfo=UTC), day=date(2026, 11, 2), reading=1, gmv_kind="direct", as_of=TODAY,
    )  # fmt: skip
    assert "Sample orders: whose are they?" in as_aiko.get(OFFERS).content.decode()
    told = {"sample-order_id": "55", "sample-sent_on": "2026-11-02", "sample-creator": "@mika"}
    assert as_aiko.post("/b/ours/creators/samples/give/", told).status_code == 302
    assert as_aiko.post("/b/ours/creators/samples/give/", told).status_code == 422
    assert "Sample orders: whose are they?" not in as_aiko.get(OFFERS).content.decode()
    [sample] = ours.sentsamples.all()
    as_aiko.post(f"/b/ours/creators/samples/{sample.pk}/remove/")
    assert not ours.sentsamples.exists()


def test_viewers_look_and_strangers_see_nothing(as_ben, ours, chika, client):
    sell(ours, 1)
    assert as_ben.get(CREATORS).status_code == as_ben.get(OFFERS).status_code == 200
    assert as_ben.post(OFFERS + "offer/", {}).status_code == 403
    client.force_login(chika)
    assert [client.get(path).status_code for path in (CREATORS, ONE + "mika", OFFERS)] == [404, 404, 404]
    assert client.get("/b/theirs/creators/one/?handle=mika").status_code == 404


def test_another_brands_collaboration_cannot_be_ended(as_aiko, theirs):
    row = Collaboration.objects.create(brand=theirs, kind="open", rate=Decimal("0.1"), valid_from=TODAY)
    assert as_aiko.post(f"{OFFERS}{row.pk}/end/").status_code == 404


def test_without_a_file_it_says_what_to_import(as_ben):
    assert "Import the affiliate orders of Seller Center" in as_ben.get(CREATORS).content.decode()


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_takes_the_same_queries_for_one_and_three(as_ben, ours, django_assert_num_queries, many):
    for number in range(many):
        sell(ours, number, creator=f"creator{number}")
        SentSample.objects.create(brand=ours, creator=f"creator{number}", sent_on=TODAY)
    as_ben.get(CREATORS)
    with django_assert_num_queries(15):
        as_ben.get(CREATORS)
