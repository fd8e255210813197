"""Learning with strangers' brands is an owner's decision, and its history stays."""

import pytest
from django.urls import reverse
from factories import join, make_brand, make_user

from analytics.models import PatternSharing
from analytics.pattern_sharing import share_patterns, shares_patterns
from planner.refusals import Refused
from tkcommerce.brands.models import Role

pytestmark = pytest.mark.django_db


def test_an_owner_shares_and_takes_it_back(ours):
    owner = make_user("owner@example.com")
    join(owner, ours, Role.OWNER)
    assert not shares_patterns(ours)
    share_patterns(brand=ours, is_on=True, by=owner)
    share_patterns(brand=ours, is_on=True, by=owner)
    assert shares_patterns(ours)
    share_patterns(brand=ours, is_on=False, by=owner)
    assert not shares_patterns(ours)
    assert list(ours.patternsharings.order_by("pk").values_list("is_on", "by")) == [(True, owner.pk), (False, owner.pk)]
    assert ours.patternwork.state == "queued"


def test_nobody_else_may(ours, aiko, chika):
    for person in (aiko, chika):
        with pytest.raises(Refused):
            share_patterns(brand=ours, is_on=True, by=person)
    assert ours.patternsharings.count() == 0


def test_an_owner_switches_it_on_the_page_and_everybody_sees_who_did(ours, client, ben):
    owner = make_user("owner@example.com", name="Olga")
    join(owner, ours, Role.OWNER)
    client.force_login(owner)
    page = reverse("analytics:pattern-sharing", args=["ours"])
    assert "Nothing of this brand reaches other owners" in client.get(page).content.decode()
    response = client.post(reverse("analytics:pattern-share", args=["ours"]), {"is_on": "1"}, follow=True)
    assert "This brand learns together with other brands." in response.content.decode()
    client.force_login(ben)
    html = client.get(page).content.decode()
    assert ("Olga" in html, "Switched on" in html, reverse("analytics:pattern-share", args=["ours"]) in html) == (
        True,
        True,
        False,
    )


def test_only_an_owner_reaches_the_switch_and_only_with_a_word(ours, aiko, as_aiko, client):
    switch = reverse("analytics:pattern-share", args=["ours"])
    assert as_aiko.post(switch, {"is_on": "1"}).status_code == 403
    owner = make_user("owner@example.com")
    join(owner, ours, Role.OWNER)
    client.force_login(owner)
    assert client.post(switch, {"is_on": "perhaps"}).status_code == 400
    assert ours.patternsharings.count() == 0


def test_the_page_names_only_brands_that_the_reader_belongs_to(ours, theirs, aiko, as_aiko, django_assert_num_queries):
    owner = make_user("owner@example.com")
    for brand in (ours, theirs, make_brand("seen", name="Seen sister")):
        join(owner, brand, Role.OWNER)
    join(aiko, brand, Role.VIEWER)
    page = reverse("analytics:pattern-sharing", args=["ours"])
    for more in (1, 2):
        PatternSharing.objects.bulk_create(PatternSharing(brand=ours, is_on=True, by=owner) for _number in range(more))
        with django_assert_num_queries(6):
            html = as_aiko.get(page).content.decode()
    assert ('<span class="chip">Seen sister' in html, '<span class="chip">Theirs' in html) == (True, False)
