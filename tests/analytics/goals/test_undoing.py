"""Every write to a goal is taken back in one press, and the undo is kept."""

from datetime import date

import pytest
import time_machine
from factories import join, make_brand, make_user

from analytics.goals.editing import goal_changes, remove_goal, set_goal
from analytics.goals.undoing import undo_goal_changes
from analytics.models import Goal
from planner.models import SettingChange
from planner.refusals import NotOfBrand, Refused
from planner.setting_log.history import setting_history
from tkcommerce.brands.models import Role

pytestmark = pytest.mark.django_db
Measure = Goal.Measure


@pytest.fixture
def brand():
    return make_brand("shizuku", time_zone="Asia/Tokyo")


@pytest.fixture
def owner(brand):
    user = make_user("ken@example.com")
    join(user, brand, Role.OWNER)
    return user


def aim(brand, by, measure, target, *, month=date(2026, 11, 1)):
    return set_goal(goal=Goal(brand=brand, month=month, measure=measure, target=target), brand=brand, by=by)


def undo_last(brand, owner):
    return undo_goal_changes(brand=brand, changes=list(goal_changes(brand)[:1]), by=owner)


def test_every_write_to_a_goal_is_taken_back_and_the_undo_is_kept(brand, owner):
    goal = aim(brand, owner, Measure.POSTS, 10)
    aim(brand, owner, Measure.POSTS, 12)
    assert undo_last(brand, owner) == date(2026, 11, 1)
    assert brand.goals.get().target == 10
    remove_goal(goal=goal, by=owner)
    undo_last(brand, owner)
    assert brand.goals.get() == goal
    assert brand.goals.get().target == 10
    verbs = list(goal_changes(brand).values_list("verb", flat=True))
    assert verbs == ["undone", "removed", "undone", "changed", "added"]
    with pytest.raises(Refused):
        undo_last(brand, owner)


def test_a_goal_just_set_is_taken_back_as_a_whole(brand, owner):
    aim(brand, owner, Measure.POSTS, 10)
    undo_last(brand, owner)
    assert not brand.goals.exists()


def test_the_history_tells_columns_only_where_a_goal_was_changed(brand, owner):
    """A goal that came back or went again is told by its name."""
    aim(brand, owner, Measure.POSTS, 10)
    aim(brand, owner, Measure.POSTS, 12)
    undo_last(brand, owner)
    aim(brand, owner, Measure.CTR, "0.02")
    undo_last(brand, owner)
    told = setting_history(brand, goal_changes(brand), today=date(2026, 11, 16))
    assert [[(line.before, line.after) for line in entry.lines] for entry in told] == [
        [], [], [("12", "10")], [("10", "12")], [],
    ]  # fmt: skip


def test_only_the_newest_change_of_a_goal_is_taken_back(brand, owner):
    aim(brand, owner, Measure.POSTS, 10)
    first = goal_changes(brand).get()
    aim(brand, owner, Measure.POSTS, 12)
    with pytest.raises(Refused):
        undo_goal_changes(brand=brand, changes=[first], by=owner)
    assert brand.goals.get().target == 12


def test_a_removed_goal_does_not_come_back_beside_its_successor(brand, owner):
    remove_goal(goal=aim(brand, owner, Measure.POSTS, 10), by=owner)
    removal = goal_changes(brand).first()
    aim(brand, owner, Measure.POSTS, 20)
    with pytest.raises(Refused):
        undo_goal_changes(brand=brand, changes=[removal], by=owner)
    assert brand.goals.get().target == 20


def test_nobody_undoes_what_another_brand_wrote(brand, owner):
    aim(make_brand("other"), owner, Measure.POSTS, 10)
    with pytest.raises(NotOfBrand):
        undo_goal_changes(brand=brand, changes=list(SettingChange.objects.all()), by=owner)


@time_machine.travel("2026-11-16T03:00Z", tick=False)
def test_one_press_undoes_what_one_press_wrote(client, brand, owner):
    client.force_login(owner)
    base = "/b/shizuku/goals/"
    page = client.post(f"{base}set/", {"measure": "posts", "target": "12"}, follow=True).content.decode()
    undo = f"{base}changes/{goal_changes(brand).get().pk}/undo/"
    assert page.count(f'action="{undo}"') == 2  # in the toast and in the history
    assert "The change is undone." in client.post(undo, follow=True).content.decode()
    assert not brand.goals.exists()
    for measure in (Measure.POSTS, Measure.NEW_CUSTOMERS):
        aim(brand, owner, measure, 10, month=date(2026, 10, 1))
    page = client.post(f"{base}repeat/", follow=True).content.decode()
    last, first = goal_changes(brand)[:2]
    assert f'action="{base}changes/{first.pk}-{last.pk}/undo/"' in page
    client.post(f"{base}changes/{first.pk}-{last.pk}/undo/")
    assert set(brand.goals.values_list("month", flat=True)) == {date(2026, 10, 1)}
