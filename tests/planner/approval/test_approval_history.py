"""Every change of the chain, the checklist and the NG words stands below its page: who, what, before and after."""

from datetime import date

import pytest
from factories import join, make_user

from planner.approval.history import chain_history, checklist_history
from planner.approval.steps import hide_step, move_step, save_step, show_step
from planner.checklist.editing import add_word, hide_item, hide_word, save_item, show_item
from planner.models import ApprovalStep, ChecklistItem
from tkcommerce.brands.models import Role

TODAY = date(2026, 11, 22)


@pytest.fixture
def dai(ours):
    user = make_user("dai@example.com", name="Dai")
    join(user, ours, Role.EDITOR)
    return user


def told(entries):
    return [(one.who, one.verb, one.label, [(line.field, line.before, line.after) for line in one.lines]) for one in entries]


def test_the_chain_tells_who_changed_whom(ours, aiko, dai):
    brand = save_step(step=ApprovalStep(brand=ours), by=aiko, name="Brand", people=[aiko])
    legal = save_step(step=ApprovalStep(brand=ours), by=aiko, name="Legal", role=Role.EDITOR)
    save_step(step=brand, by=dai, name="Brand", people=[aiko, dai])
    save_step(step=brand, by=dai, name="Brand", people=[aiko, dai])  # nothing changed: nothing told
    move_step(step=legal, by=dai, down=False)
    show_step(step=hide_step(step=legal, by=aiko), by=aiko)
    expected = [
        ("Aiko", "brought back", "Legal", []),
        ("Aiko", "put away", "Legal", []),
        ("Dai", "moved", "Legal", []),
        ("Dai", "changed", "Brand", [("People", "Aiko", "Aiko, Dai")]),
        ("Aiko", "added", "Legal", []),
        ("Aiko", "added", "Brand", []),
    ]
    assert told(chain_history(ours, today=TODAY)) == expected


def test_the_checklist_tells_of_its_items_and_words(ours, aiko):
    item = ours.checklistitems.get(code="rights")
    label = item.label_en
    save_item(item=item, by=aiko, label_ja=item.label_ja, label_en=label, severity=ChecklistItem.Severity.WARN)
    show_item(item=hide_item(item=item, by=aiko), by=aiko)
    hide_word(word=add_word(brand=ours, word="miracle", law="brand", by=aiko), by=aiko)
    add_word(brand=ours, word="miracle", law="brand", by=aiko)
    entries = checklist_history(ours, today=TODAY)
    assert [one[1:3] for one in told(entries)] == [
        ("brought back", "miracle"), ("put away", "miracle"), ("added", "miracle"),
        ("brought back", label), ("put away", label), ("changed", label),
    ]  # fmt: skip
    assert told(entries)[-1][3] == [("Severity", "blocks approval", "warns")]


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_show_it_in_a_fixed_number_of_queries(as_aiko, ours, aiko, count, django_assert_num_queries):
    for number in range(count):
        save_step(step=ApprovalStep(brand=ours), by=aiko, name=f"Step {number}", people=[aiko])
        add_word(brand=ours, word=f"miracle {number}", law="brand", by=aiko)
    for page, queries in (("approval-steps", 12), ("checklist", 8)):
        with django_assert_num_queries(queries):
            html = as_aiko.get(f"/b/ours/{page}/").content.decode()
        assert html.count("added: ") == count
