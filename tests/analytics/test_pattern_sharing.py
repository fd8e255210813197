"""Learning with strangers' brands is an owner's decision, and its history stays."""

import pytest
from factories import join, make_user

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
