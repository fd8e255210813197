"""The pages of products and campaigns: added, corrected, hidden and shown again, by editors, in their own brand only."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from factories import make_planned_video

from planner.models import Campaign, Product
from planner.scheduling import edit_video

PRODUCT = {
    "name": "化粧水",
    "category": "cosmetics",
    "price": "３９６０",
    "currency": "ｊｐｙ",
    "sku": "K-1",
    "url": "shop.example/1",
}
CAMPAIGN = {"name": "冬", "first_day": "2026-11-20", "last_day": "2026-11-30", "market": "JP"}


def url(name, *args, brand="ours"):
    return reverse(f"planner:{name}", args=[brand, *args])


def test_a_product_is_added_corrected_hidden_and_shown_again(as_aiko, ours):
    as_aiko.post(url("product-new"), PRODUCT)
    product = ours.products.get()
    assert (product.price, product.currency, product.url) == (Decimal(3960), "JPY", "https://shop.example/1")
    as_aiko.post(url("product-edit", product.pk), PRODUCT | {"price": "4180"})
    html = as_aiko.post(url("product-hide", product.pk), follow=True).content.decode()
    assert (html.count("¥4,180"), html.count(url("product-show", product.pk))) == (1, 2)
    as_aiko.post(url("product-show", product.pk))
    assert ours.products.get().hidden_at is None
    again = as_aiko.post(url("product-show", product.pk), follow=True).content.decode()
    assert again.count("Somebody was faster: it is so already.") == 1


def test_a_price_takes_the_brands_currency_and_numbers_are_taken_once(as_aiko, ours):
    as_aiko.post(url("product-new"), PRODUCT | {"currency": ""})
    assert ours.products.get().currency == "JPY"
    for wrong in ({"sku": "K-1"}, {"sku": "K-2", "currency": "yen!"}, {"sku": "K-2", "price": "-1"}, {"sku": "K-2", "name": ""}):
        assert as_aiko.post(url("product-new"), PRODUCT | wrong).status_code == 422
    assert ours.products.count() == 1


def test_a_campaign_is_added_corrected_hidden_and_shown_again(as_aiko, ours):
    as_aiko.post(url("campaign-new"), CAMPAIGN)
    campaign = ours.campaigns.get()
    as_aiko.post(url("campaign-edit", campaign.pk), CAMPAIGN | {"name": "冬の肌"})
    assert as_aiko.post(url("campaign-new"), CAMPAIGN | {"name": "冬の肌"}).status_code == 422
    assert as_aiko.post(url("campaign-new"), CAMPAIGN | {"name": "x", "last_day": "2026-11-01"}).status_code == 422
    html = as_aiko.post(url("campaign-hide", campaign.pk), follow=True).content.decode()
    assert (html.count("“冬の肌” is hidden"), html.count(url("campaign-show", campaign.pk))) == (1, 2)
    video = make_planned_video(ours, None)
    campaign.refresh_from_db()
    with pytest.raises(Exception, match="hidden"):
        edit_video(video=video, by=ours.members.get(), version=1, campaign=campaign)


@pytest.mark.parametrize("kind", ["product", "campaign"])
def test_viewers_look_and_strangers_find_nothing(ours, theirs, client, ben, chika, kind):
    model = Product if kind == "product" else Campaign
    row = model.objects.create(brand=ours, name="ours alone")
    writes = [(f"{kind}-new", []), (f"{kind}-edit", [row.pk]), (f"{kind}-hide", [row.pk]), (f"{kind}-show", [row.pk])]
    client.force_login(ben)
    assert client.get(url(f"{kind}s")).content.decode().count("ours alone") == 1
    for name, args in writes:
        assert (name, client.post(url(name, *args), PRODUCT | CAMPAIGN).status_code) == (name, 403)
    client.force_login(chika)
    for name, args in writes:
        assert (name, client.post(url(name, *args), PRODUCT | CAMPAIGN).status_code) == (name, 404)
        if args:
            assert (name, client.post(url(name, *args, brand="theirs"), PRODUCT | CAMPAIGN).status_code) == (name, 404)
    assert client.get(url(f"{kind}s", brand="theirs")).content.decode().count("ours alone") == 0
    row.refresh_from_db()
    assert (row.name, row.hidden_at) == ("ours alone", None)


@pytest.mark.parametrize("kind", ["product", "campaign"])
@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_take_the_same_queries_whatever_they_hold(as_aiko, ours, aiko, kind, rows, django_assert_num_queries):
    for n in range(rows):
        product = Product.objects.create(brand=ours, name=f"p{n}", price=1, currency="JPY")
        campaign = Campaign.objects.create(brand=ours, name=f"c{n}")
        video = make_planned_video(ours, None)
        edit_video(video=video, by=aiko, version=1, products=[(product, None)], campaign=campaign)
    with django_assert_num_queries(5):  # session, person, membership, rows, brands of the person
        html = as_aiko.get(url(f"{kind}s")).content.decode()
    assert html.count(f'{kind}={getattr(ours, kind + "s").first().pk}">1</a>') == 1


def test_the_admin_lists_what_hangs_on_videos(as_aiko, ours, aiko):
    product = Product.objects.create(brand=ours, name="p", price=1, currency="JPY")
    edit_video(video=make_planned_video(ours, None), by=aiko, version=1, products=[(product, None)], helpers=[(aiko, "")])
    for model in ("product", "campaign", "videoproduct", "videohelper", "videodue", "attachment"):
        assert (model, as_aiko.get(f"/admin/planner/{model}/").status_code) == (model, 200)


def test_the_page_of_a_product_tells_its_changes_and_takes_the_last_one_back(as_aiko, ours, aiko):
    as_aiko.post(url("product-new"), PRODUCT)
    product = ours.products.get()
    as_aiko.post(url("product-edit", product.pk), PRODUCT)  # nothing changed, nothing told
    saved = as_aiko.post(url("product-edit", product.pk), PRODUCT | {"price": "4180"}, follow=True).content.decode()
    change = ours.settingchanges.first()
    assert (change.verb, change.by, change.fields) == ("changed", aiko, {"price": ["3960.00", "4180.00"]})
    assert (ours.settingchanges.count(), saved.count(f'action="{url("setting-undo", change.pk)}"')) == (2, 1)
    html = as_aiko.get(url("product-edit", product.pk)).content.decode()
    assert html.count('value="4180"') == 1
    assert (html.count("Price 3960 → 4180"), html.count(url("setting-undo", change.pk))) == (1, 1)
    undone = as_aiko.post(url("setting-undo", change.pk))
    assert (undone.url, ours.products.get().price) == (url("product-edit", product.pk), Decimal(3960))
    as_aiko.post(url("setting-undo", change.pk))
    assert (ours.settingchanges.count(), ours.products.get().price) == (3, Decimal(3960))


def test_a_number_that_another_product_took_meanwhile_is_not_taken_back(as_aiko, ours):
    as_aiko.post(url("product-new"), PRODUCT)
    product = ours.products.get()
    as_aiko.post(url("product-edit", product.pk), PRODUCT | {"sku": "K-2"})
    change = ours.settingchanges.first()
    as_aiko.post(url("product-new"), PRODUCT)
    html = as_aiko.post(url("setting-undo", change.pk), follow=True).content.decode()
    product.refresh_from_db()
    assert (html.count("taken by another entry now"), product.sku) == (1, "K-2")


def test_a_campaign_tells_its_changes_and_takes_the_last_one_back(as_aiko, ours):
    as_aiko.post(url("campaign-new"), CAMPAIGN)
    campaign = ours.campaigns.get()
    as_aiko.post(url("campaign-edit", campaign.pk), CAMPAIGN | {"last_day": ""})
    change = ours.settingchanges.first()
    assert change.fields == {"last_day": ["2026-11-30", None]}
    as_aiko.post(url("setting-undo", change.pk))
    as_aiko.post(url("campaign-hide", campaign.pk))
    assert ours.campaigns.get().last_day == date(2026, 11, 30)
    assert [change.verb for change in ours.settingchanges.all()] == ["hidden", "undone", "changed", "added"]
    assert as_aiko.get(url("campaign-edit", campaign.pk)).content.decode().count("<li>") >= 4


@pytest.mark.parametrize("many", [1, 3])
def test_the_page_of_a_product_takes_the_same_queries_whatever_was_changed(as_aiko, ours, many, django_assert_num_queries):
    as_aiko.post(url("product-new"), PRODUCT)
    product = ours.products.get()
    for price in range(many):
        as_aiko.post(url("product-edit", product.pk), PRODUCT | {"price": price})
    as_aiko.get(url("products"))  # takes the toast
    with django_assert_num_queries(6):
        as_aiko.get(url("product-edit", product.pk))
