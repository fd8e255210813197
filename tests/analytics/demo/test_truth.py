"""The pages find in the demo's files what its generator knows."""

from datetime import date

from analytics.affiliates.inviting import Invitation
from analytics.affiliates.list_page import creator_list
from analytics.alerts.finding import alerts_of
from analytics.demo.truth import (
    BREAKOUT_FACTOR,
    CONTENT_THAT_DOES_NOT_SELL,
    F2,
    INVITE_AGAIN,
    OVERDUE,
    RUNNING_OUT,
    SAMPLES_WITHOUT_SALES,
    SELLS_WITHOUT_CONTENT,
)
from analytics.fans.summing import sum_up
from analytics.models import AffiliateSale, ProductCut, Sale
from analytics.queries.sources import sources_of

TODAY = date(2026, 11, 22)


def test_the_demo_tells_what_is_true(demo):
    bases = {(base.shop, base.currency): base for base in sum_up(demo)}
    for key, shop in ((("shopify", "JPY"), "shopify"), (("tiktok_shop", "JPY"), "tiktok_jp")):
        f2 = bases[key].horizons[-2]  # 180 days, by when everybody who comes back has come
        assert abs(float(f2.rate) - F2[shop]) < 0.04, key

    alerts = {alert.kind: alert for alert in alerts_of(demo, sources_of(demo), today=TODAY)}
    assert set(alerts) == {"breakout", "drop", "stock", "overdue"}
    assert abs(float(alerts["breakout"].value / alerts["breakout"].usual) - BREAKOUT_FACTOR) < 3
    assert alerts["drop"].of == "own_ec"
    assert demo.products.get(pk=int(alerts["stock"].of)).sku == RUNNING_OUT
    assert alerts["overdue"].of == OVERDUE

    sold = {sku: ProductCut.objects.filter(brand=demo, catalogue__sku=sku).count() for sku in
            (SELLS_WITHOUT_CONTENT, CONTENT_THAT_DOES_NOT_SELL)}  # fmt: skip
    assert sold[SELLS_WITHOUT_CONTENT] > 10 * sold[CONTENT_THAT_DOES_NOT_SELL] > 0
    assert not demo.products.get(sku=SELLS_WITHOUT_CONTENT).videos.exists()
    assert demo.products.get(sku=CONTENT_THAT_DOES_NOT_SELL).videos.exists()

    assert set(Sale.objects.filter(brand=demo).values_list("attributed_by", flat=True).distinct()) >= {"", "utm", "coupon"}
    creators = creator_list(demo, {}, today=TODAY)
    assert [row.handle for row in creators.rows if row.state == Invitation.INVITE] == [INVITE_AGAIN]
    assert not AffiliateSale.objects.filter(brand=demo, creator=SAMPLES_WITHOUT_SALES).exists()
