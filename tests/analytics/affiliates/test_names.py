"""Creators who renamed themselves: earlier handles count as the handle now, in every sum, and come apart again."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from factories import make_import, make_period, make_table
from hypothesis import given, strategies as st

from analytics.affiliates.creator_page import creator_page
from analytics.affiliates.list_page import creator_list
from analytics.affiliates.names import Names, join_creator, names_of, separate_creator
from analytics.models import AffiliateSale, SentSample
from analytics.models.rollups import Grain
from analytics.rollups.run import rebuild
from planner.refusals import Refused

TODAY = date(2026, 11, 20)
ONE, NAMES = "/b/ours/creators/one/?handle=", "/b/ours/creators/names/"


def sell(brand, number, creator, day=TODAY):
    return AffiliateSale.objects.create(
        brand=brand, order_id=str(number), position=1, creator=creator, day=day, gmv=3000, title="化粧水", currency="JPY",
        quantity=1, content_id=f"7{number}", surface="video", commission_estimated=Decimal(300), as_of=TODAY,
    )  # fmt: skip


@pytest.mark.django_db
def test_sums_samples_and_lists_count_an_earlier_handle_as_the_one_now(ours, aiko):
    sell(ours, 1, "Mika_Old", TODAY - timedelta(days=3))
    sell(ours, 2, "mika")
    SentSample.objects.create(brand=ours, creator="mika_old", sent_on=TODAY - timedelta(days=1))
    before = [(row.handle, row.sums.orders, row.samples.sold) for row in creator_list(ours, {}, today=TODAY).rows]
    assert before == [("mika", 1, 0), ("Mika_Old", 1, 0)]
    name = join_creator(brand=ours, before="MIKA_OLD", now="mika", by=aiko)
    [row] = creator_list(ours, {}, today=TODAY).rows
    assert (row.handle, row.sums.orders, row.sums.gmv, row.samples.sent, row.samples.sold) == ("mika", 2, 6000, 1, 1)
    page = creator_page(ours, "mika_old")
    assert (page.handle, page.sums[0].orders, len(page.contents), page.samples.sold) == ("mika", 2, 2, 1)
    separate_creator(name=name, by=aiko)
    assert [row.handle for row in creator_list(ours, {}, today=TODAY).rows] == ["mika", "Mika_Old"]


@pytest.mark.django_db
def test_weeks_of_a_creator_list_are_one_row_under_any_handle(ours, aiko):
    table = make_table(make_import(ours), kind="period", as_of=TODAY)
    weeks = [(date(2026, 11, 1), "sora"), (date(2026, 11, 8), "sora_jp")]
    for day, handle in weeks:
        make_period(table, day, 7, grain="creator", creator=handle, gmv=7000, items=2, currency="JPY", gmv_kind="affiliate")
    rebuild(ours, Grain.FACTS, [day for day, _handle in weeks])
    join_creator(brand=ours, before="sora", now="sora_jp", by=aiko)
    asked = {"from": "2026-11-01", "to": "2026-11-30"}
    assert [(row.handle, row.gmv, row.items) for row in creator_list(ours, asked, today=TODAY).rows] == [("sora_jp", 14000, 4)]


@pytest.mark.django_db
def test_handles_go_no_round_and_have_one_successor(ours, aiko):
    join_creator(brand=ours, before="a", now="b", by=aiko)
    join_creator(brand=ours, before="b", now="c", by=aiko)
    assert (names_of(ours).now("A"), sorted(names_of(ours).all_of("b"))) == ("c", ["a", "b", "c"])
    for before, now in (("c", "a"), ("a", "x"), ("d", "D")):
        with pytest.raises(Refused):
            join_creator(brand=ours, before=before, now=now, by=aiko)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.sampled_from("abcdef"))))
def test_every_handle_has_one_name_now(wished):
    steps = {}
    for before, now in wished:
        if before not in steps and Names(steps.items()).now(now) != before and before != now:
            steps[before] = now
    names = Names(steps.items())
    for handle in "abcdef":
        assert names.now(names.now(handle)) == names.now(handle)
        assert handle in names.all_of(handle)


@pytest.mark.django_db
def test_a_manager_joins_separates_and_takes_back_in_one_press(as_aiko, ours):
    sell(ours, 1, "mika_old")
    sell(ours, 2, "mika")
    page = as_aiko.post(f"{NAMES}join/?handle=mika", {"before": "@Mika_Old"}, follow=True).content.decode()
    assert "@mika_old now counts as @mika." in page
    undo = f"{NAMES}changes/{ours.settingchanges.first().pk}/undo/"
    assert undo in page
    as_aiko.post(undo)
    assert not ours.creatornames.exists()
    as_aiko.post(f"{NAMES}join/?handle=mika", {"before": "mika_old"})
    name = ours.creatornames.get()
    as_aiko.post(f"{NAMES}{name.pk}/separate/")
    as_aiko.post(f"{NAMES}changes/{ours.settingchanges.first().pk}/undo/")
    assert ours.creatornames.get().pk == name.pk
    assert "looks like @name" in as_aiko.post(f"{NAMES}join/?handle=mika", {"before": "a b"}, follow=True).content.decode()
    assert "its own earlier name" in as_aiko.post(f"{NAMES}join/?handle=mika", {"before": "mika"}, follow=True).content.decode()


@pytest.mark.django_db
def test_only_managers_of_the_brand_say_it(as_ben, ours, theirs, aiko, client):
    sell(ours, 1, "mika")
    assert as_ben.post(f"{NAMES}join/?handle=mika", {"before": "x"}).status_code == 403
    assert "Count it here" not in as_ben.get(ONE + "mika").content.decode()
    other = join_creator(brand=theirs, before="x", now="y", by=aiko)
    client.force_login(aiko)
    assert client.post(f"{NAMES}{other.pk}/separate/").status_code == 404
    assert [creator_page(ours, "x"), names_of(ours).now("x")] == [None, "x"]
