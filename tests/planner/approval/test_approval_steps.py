"""The chain as a brand sets it: saved, ordered, hidden, and every refusal; no stop reaches another brand."""

from datetime import date

import pytest
from factories import join, make_planned_video, make_user

from planner.approval.steps import hide_step, move_step, save_step, show_step
from planner.approval.stopping import stop_posting
from planner.models import ApprovalStep
from planner.refusals import NotOfBrand, Refused
from tkcommerce.brands.models import Role

DAY = date(2030, 11, 25)


@pytest.fixture
def dai(ours):
    user = make_user("dai@example.com", name="Dai")
    join(user, ours, Role.EDITOR)
    return user


def step(brand, name, *people):
    return save_step(step=ApprovalStep(brand=brand), by=people[0], name=name, people=people)


@pytest.fixture
def chain(ours, aiko, dai):
    return [step(ours, "Brand", dai), step(ours, "Final", aiko)]


def refused(act, *args, **kwargs):
    with pytest.raises(Refused) as told:
        act(*args, **kwargs)
    return str(told.value)


def test_steps_are_saved_ordered_hidden_and_refused(ours, chain, aiko, dai, ben, chika):
    first, last = chain
    assert refused(step, ours, " ", aiko) == "Give the step a name."
    assert refused(save_step, step=ApprovalStep(brand=ours), by=aiko, name="x").startswith("Say who decides")
    assert refused(step, ours, "x", ben) == "Ben may only look: a viewer cannot approve."
    with pytest.raises(NotOfBrand):
        step(ours, "x", chika)
    assert refused(move_step, step=first, by=aiko, down=False) == "“Brand” stands at the end of the chain already."
    move_step(step=first, by=aiko, down=True)
    assert [one.name for one in ours.approvalsteps.all()] == ["Final", "Brand"]
    hide_step(step=last, by=aiko)
    assert [one.name for one in ours.approvalsteps.filter(hidden_at=None)] == ["Brand"]
    show_step(step=last, by=aiko)
    save_step(step=last, by=aiko, name="Final", outside=True, people=[aiko])
    assert (last.people.count(), last.role) == (0, None)


def test_another_brands_video_is_not_stopped(ours, theirs, dai):
    with pytest.raises(NotOfBrand):
        stop_posting(brand=ours, video=make_planned_video(theirs, DAY), reason="x", by=dai)
