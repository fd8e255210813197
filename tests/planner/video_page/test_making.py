"""Products, helpers and due days of a video: written with it, told in its history, taken back with it."""

from datetime import date
from decimal import Decimal

import pytest
from factories import join, make_brand, make_planned_video, make_user

from planner.history import entries_of
from planner.models import Product, Video
from planner.refusals import NotOfBrand, Refused
from planner.scheduling import edit_video
from planner.undoing import undo_change
from planner.video_page.making import parts_of
from planner.vocabulary.levels import vocabulary_of
from tkcommerce.brands.models import Role


def make_product(brand, name="化粧水", **fields):
    return Product.objects.create(brand=brand, name=name, **{"price": Decimal("3960"), "currency": "JPY"} | fields)


@pytest.fixture
def video(ours):
    return make_planned_video(ours, date(2099, 1, 1))


def lines(video):
    """Of the newest change, as (field, before, after)."""
    found = vocabulary_of(video.brand)
    entry = entries_of(video.changes.all()[:1], brand=video.brand, today=date(2099, 1, 1), vocabulary=found)[0]
    return [(line.field, line.before, line.after) for line in entry.lines]


def test_products_keep_their_order_and_the_price_told(video, ours, aiko):
    lotion, soap = make_product(ours), make_product(ours, "石けん")
    edited = edit_video(video=video, by=aiko, version=1, products=[(soap, Decimal("1200")), (lotion, None)])
    assert parts_of(edited).products == ((soap, Decimal("1200.00")), (lotion, None))
    assert lines(edited) == [("Products and prices", "—", "石けん ¥1,200, 化粧水")]
    same = edit_video(video=edited, by=aiko, version=2, products=[(soap, Decimal(1200)), (lotion, None)])
    assert same.version == 2


def test_helpers_and_due_days_are_told_in_words(video, ours, aiko, ben):
    dues = {"shooting": date(2098, 12, 20)}
    edited = edit_video(video=video, by=aiko, version=1, helpers=[(ben, "カメラ")], dues=dues)
    assert (parts_of(edited).helpers, parts_of(edited).dues) == (((ben, "カメラ"),), dues)
    assert lines(edited) == [("Helpers", "—", "Ben (カメラ)"), ("Due day: Shoot", "—", "Sat 20 Dec 2098")]
    again = edit_video(video=edited, by=aiko, version=2, dues={"shooting": None, "editing": date(2098, 12, 25)})
    assert (parts_of(again).helpers, parts_of(again).dues) == (((ben, "カメラ"),), {"editing": date(2098, 12, 25)})
    undone = undo_change(video=again, by=aiko, version=3)
    assert parts_of(undone).dues == dues


def test_a_step_that_nobody_finishes_has_no_due_day(video, aiko):
    with pytest.raises(Refused):
        edit_video(video=video, by=aiko, version=1, dues={"posted": date(2098, 12, 20)})


def test_what_is_of_another_brand_is_refused(video, theirs, aiko, chika):
    for foreign in ({"products": [(make_product(theirs), None)]}, {"helpers": [(chika, "")]}):
        with pytest.raises(NotOfBrand):
            edit_video(video=video, by=aiko, version=1, **foreign)
    assert (Video.objects.get().version, parts_of(video).products) == (1, ())


def test_a_hidden_product_stays_where_it_is_but_is_not_added(video, ours, aiko):
    product = make_product(ours)
    edited = edit_video(video=video, by=aiko, version=1, products=[(product, None)])
    Product.objects.update(hidden_at="2026-11-01T00:00:00Z")
    product.refresh_from_db()
    kept = edit_video(video=edited, by=aiko, version=2, products=[(product, Decimal(10))])
    assert kept.version == 3
    with pytest.raises(Refused):
        edit_video(video=make_planned_video(ours, None), by=aiko, version=1, products=[(product, None)])


def test_who_left_the_brand_may_stay_a_helper_but_does_not_come_back(video, ours, aiko):
    dan = make_user("dan@example.com")
    membership = join(dan, ours, Role.EDITOR)
    edited = edit_video(video=video, by=aiko, version=1, helpers=[(dan, "")])
    membership.delete()
    assert edit_video(video=edited, by=aiko, version=2, helpers=[(dan, "light")]).version == 3
    gone = edit_video(video=edited, by=aiko, version=3, helpers=[])
    with pytest.raises(Refused):
        undo_change(video=gone, by=aiko, version=4)


def test_nothing_of_the_row_is_set_that_no_person_sets(video, aiko):
    for name in ("external_id", "version", "brand", "posted_day"):
        with pytest.raises(TypeError):
            edit_video(video=video, by=aiko, version=1, **{name: 7})


def test_the_shape_of_what_is_recorded(video, ours, aiko):
    product = make_product(ours)
    edited = edit_video(video=video, by=aiko, version=1, products=[(product, Decimal("5"))], hypothesis="we expect saves")
    told = {"hypothesis": ["", "we expect saves"], "products": [[], [[product.pk, "5.00"]]]}
    assert edited.changes.get(version=2).fields == told
    assert make_brand("third").videochanges.count() == 0
