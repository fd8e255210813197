"""Every task has a route and a time limit, and nobody uses what loses work: delays, retries, chords, results in Redis."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

from tkcommerce.celery import app
from tkcommerce.work.sweeping import kinds

CODE = ("tkcommerce", "planner", "analytics")
LOSING = {"eta", "countdown", "retry", "chord", "chain", "group", "apply_async", "task_always_eager"}
LOSING_SETTINGS = {"CELERY_RESULT_BACKEND", "CELERY_TASK_ALWAYS_EAGER"}


def our_tasks():
    app.loader.import_default_modules()
    found = {name: task for name, task in app.tasks.items() if name.split(".")[0] in CODE}
    assert found, "no task found: the guard looks in the wrong place"
    return found


def sources():
    found = [path for room in CODE for path in (settings.BASE_DIR / room).rglob("*.py") if "migrations" not in path.parts]
    assert len(found) > 50, "hardly any source found: the guard looks in the wrong place"
    return found


def losing_words(source: str) -> list[str]:
    """Methods called, and keyword arguments given, that lose work. `retry=False` of a hint is the opposite, and fine."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            named = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if named != "retry" or isinstance(node.func, ast.Attribute):  # by its bare name it is ours, of a row
                found.append(named)
            found += [word.arg for word in node.keywords if getattr(word.value, "value", None) is not False]
    return [word for word in found if word in LOSING]


def test_each_task_has_a_route_and_each_route_a_task():
    assert set(settings.CELERY_TASK_ROUTES) == set(our_tasks())


def test_each_task_has_a_time_limit():
    assert [name for name, task in our_tasks().items() if not task.time_limit] == []


def test_each_kind_of_work_names_a_task_and_has_the_constraints_and_the_index_of_work():
    assert kinds()
    for kind in kinds():
        assert kind.TASK in our_tasks()
        made = {constraint.name for constraint in kind._meta.constraints} | {index.name for index in kind._meta.indexes}
        name = kind._meta.model_name
        assert made >= {f"{name}_runs_under_a_lease", f"{name}_fails_with_a_reason", f"{name}_open"}


def test_nothing_that_loses_work_is_used():
    losing = {str(path): words for path in sources() if (words := losing_words(path.read_text()))}
    assert losing == {}


@pytest.mark.parametrize("bad", ["task.apply_async(eta=x)", "self.retry()", "send(countdown=3)", "chord(a)(b)", "f(retry=True)"])
def test_the_guard_sees_what_loses_work(bad):
    assert losing_words(bad)


def test_the_settings_keep_work_out_of_redis():
    assert {name for name in LOSING_SETTINGS if hasattr(settings, name)} == set()
    assert settings.CELERY_TASK_IGNORE_RESULT is True
    assert (settings.CELERY_TASK_ACKS_LATE, settings.CELERY_TASK_PUBLISH_RETRY) == (False, False)
    assert "redis" not in settings.CACHES["default"]["BACKEND"]
    assert "db" in Path(settings.SESSION_ENGINE.replace(".", "/")).name


def test_beat_sends_only_the_sweep():
    assert [entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()] == ["tkcommerce.work.tasks.sweep"]
