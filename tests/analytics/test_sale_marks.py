"""A video, link, coupon or product that comes after the orders marks their days, and they are attributed then."""

from datetime import date

import pytest
from factories import make_account, make_import, make_order, make_posted_video, make_table

from analytics.models import Sale, SaleLine, StaleDay
from analytics.models.rollups import Grain
from analytics.rollups.sales import rebuild
from planner.models import Coupon, Product, TrackedLink

DAY = date(2026, 11, 1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def sale(ours):
    table = make_table(make_import(ours), kind="order", as_of=DAY)
    make_order(table, "1", utm_content="abc", discount_code="Hana10, WELCOME", lines=({"sku": "T-1"},))
    make_order(table, "2", ordered_at="2026-10-20T00:00:00Z")
    rebuild(ours, [DAY, date(2026, 10, 20)])
    StaleDay.objects.all().delete()
    return ours


def rebuilt(brand):
    """What the marks lead to."""
    days = list(StaleDay.objects.filter(brand=brand, grain=Grain.SALES).values_list("day", flat=True))
    assert days == [DAY]
    rebuild(brand, days)
    return Sale.objects.get(brand=brand, order_id="1")


def test_a_link_of_a_video(sale):
    video = make_posted_video(make_account(sale), DAY, external_id="7001")
    TrackedLink.objects.create(brand=sale, slug="abc", target="https://shop.example.com/", utm_content="abc", video=video)
    found = rebuilt(sale)
    assert (found.attributed_by, found.video, found.account, found.surface) == ("link", video, video.account, "video")


def test_a_coupon_whatever_its_case(sale):
    video = make_posted_video(make_account(sale), DAY, external_id="7001", kind="live")
    coupon = Coupon.objects.create(brand=sale, code="HANA10", video=video)
    found = rebuilt(sale)
    assert (found.attributed_by, found.video, found.surface) == ("coupon", video, "live")
    StaleDay.objects.all().delete()
    coupon.code = "OTHER"
    coupon.save()
    assert rebuilt(sale).video is None


def test_a_product_of_the_list(sale):
    product = Product.objects.create(brand=sale, name="Toner", sku="T-1")
    rebuilt(sale)
    assert SaleLine.objects.get().catalogue == product
    StaleDay.objects.all().delete()
    product.price, product.currency = 900, "JPY"
    product.save()
    assert not StaleDay.objects.exists()


def test_a_link_of_another_brand_marks_nothing(sale, theirs):
    TrackedLink.objects.create(brand=theirs, slug="abc", target="https://shop.example.com/", utm_content="abc")
    assert not StaleDay.objects.exists()
