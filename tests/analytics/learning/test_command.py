"""`manage.py recompute_patterns`, and the task that workers run."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from videos_made import add_videos

from analytics.models import PatternRun, PatternWork
from analytics.pattern_wishes import ask_now
from analytics.tasks import learn_patterns
from tkcommerce.work.claiming import claim
from tkcommerce.work.models import State

pytestmark = pytest.mark.django_db


def told(*words):
    out = StringIO()
    call_command("recompute_patterns", *words, stdout=out, skip_checks=True)
    return out.getvalue()


def test_it_says_who_wins(winning, theirs):
    (found,) = json.loads(told("--brand", "ours", "--json"))
    assert (found["brand"], found["state"], found["videos"], found["excluded"]) == ("ours", "done", 90, {})
    assert [(row["outcome"], row["facet"], row["level"]) for row in found["winners"]] == [("views", "hook", "question")]
    assert theirs.patternruns.count() == 0


def test_all_brands_one_line_each(winning, theirs):
    lines = told("--all").splitlines()
    assert [line.split(":")[0] for line in sorted(lines)] == ["ours", "theirs"]


def test_a_brand_that_a_worker_is_at_is_left_to_it(ours):
    claim(PatternWork, ask_now(ours.pk).pk)
    assert told("--brand", "ours") == "ours: busy\n"


@pytest.mark.parametrize(("words", "said"), [(["--brand", "nobody"], "No brand nobody"), ([], "Name brands with --brand")])
def test_what_it_does_not_understand_it_refuses(ours, words, said):
    with pytest.raises(CommandError, match=said):
        told(*words)


def test_the_task_learns_and_may_run_twice(ours):
    add_videos(ours, 12)
    work = ask_now(ours.pk)
    learn_patterns(work.pk)
    learn_patterns(work.pk)
    work.refresh_from_db()
    assert (work.state, PatternRun.objects.count()) == (State.DONE, 1)
