"""Who may import whom, read from the code. The picture is in README.md, "The map"."""

import ast
from pathlib import Path

import pytest
from django.conf import settings

ROOT = settings.BASE_DIR
APPS = ("tkcommerce", "planner", "analytics")
FLOORS = ("tkcommerce", "tkcommerce.brands", "planner", "analytics")  # each may import itself and those before it
WIRING = ("tkcommerce.urls",)
ONLY_IN = {
    "pandas": ("analytics.importing", "analytics.rollups", "analytics.patterns", "analytics.learning"),
    "plotly": ("analytics.charts", "tkcommerce.package_files"),
}
STEPS = ("analytics.importing", "analytics.rollups", "analytics.patterns", "analytics.reports")


def inside(module, package):
    return module == package or module.startswith(package + ".")


def floor_of(module):
    return max((n for n, floor in enumerate(FLOORS) if inside(module, floor)), default=None)


def imports_of(source, module, *, is_package=False):
    """(name, is it inside a function) of each import; relative ones resolved."""
    tree = ast.parse(source)
    inner = {
        id(node)
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield alias.name, id(node) in inner
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".")
            base = parts[: len(parts) - node.level + is_package] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield f"{start}.{alias.name}", id(node) in inner


def faults_of(source, module, *, is_package=False):
    for name, in_function in imports_of(source, module, is_package=is_package):
        # AppConfig.ready is Django's place for what needs the models; the browser is there for those who test.
        if in_function and not module.endswith(".apps") and not inside(name, "playwright"):
            yield f"{module} imports {name} inside a function"
        if not any(inside(module, part) for part in WIRING):
            mine, theirs = floor_of(module), floor_of(name)
            if theirs is not None and mine is not None and theirs > mine:
                yield f"{module} imports {name}, which stands above it"
        for step in STEPS:
            if inside(module, step) and any(inside(name, other) for other in STEPS if other != step):
                yield f"{module} imports {name}: the steps meet in the models"
        for package, rooms in ONLY_IN.items():
            if inside(name, package) and not any(inside(module, room) for room in rooms):
                yield f"{module} imports {package}"


def modules():
    for top in APPS:
        for path in sorted((ROOT / top).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            is_package = parts[-1] == "__init__"
            yield path, ".".join(parts[:-1] if is_package else parts), is_package


def test_imports_point_one_way():
    wrong = [
        fault
        for path, module, is_package in modules()
        if "migrations" not in path.parts
        for fault in faults_of(path.read_text("utf-8"), module, is_package=is_package)
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("module", "source", "said"),
    [
        (
            "planner.queries",
            "from analytics.models import VideoDay",
            "planner.queries imports analytics.models.VideoDay, which stands",
        ),
        (
            "tkcommerce.mail",
            "from tkcommerce.brands.models import Brand",
            "tkcommerce.mail imports tkcommerce.brands.models.Brand, wh",
        ),
        (
            "tkcommerce.work.tasks",
            "from ..brands import models",
            "tkcommerce.work.tasks imports tkcommerce.brands.models, which stands",
        ),
        (
            "analytics.importing.run",
            "from analytics.rollups.run import go",
            "analytics.importing.run imports analytics.rollups.run.go: t",
        ),
        (
            "analytics.importing.run",
            "from ..rollups import run",
            "analytics.importing.run imports analytics.rollups.run: the steps",
        ),
        ("analytics.queries.days", "import pandas as pd", "analytics.queries.days imports pandas"),
        ("analytics.views.dashboard", "import plotly.graph_objects", "analytics.views.dashboard imports plotly"),
        ("planner.views.a", "def f():\n    import json", "planner.views.a imports json inside a function"),
        ("planner.views.a", "from tkcommerce.brands.access import for_brand", None),
        ("analytics.charts", "import plotly.graph_objects as go", None),
        ("tkcommerce.urls", "from planner import views", None),
    ],
)
def test_the_guard_sees_what_points_the_wrong_way(module, source, said):
    found = list(faults_of(source, module))
    assert len(found) == (1 if said else 0)
    assert not said or found[0].startswith(said)


def long_files(paths, limit=300):
    return [f"{path.name}: {n} lines" for path in paths if (n := len(Path(path).read_text("utf-8").splitlines())) > limit]


def test_files_stay_small():
    code = [path for path, _, _ in modules() if "migrations" not in path.parts]
    assert long_files([*code, *(ROOT / "tests").rglob("*.py")]) == []


def test_the_guard_sees_a_long_file(tmp_path):
    (tmp_path / "long.py").write_text("x\n" * 301)
    assert long_files([tmp_path / "long.py"]) == ["long.py: 301 lines"]


def bare_managers(source):
    """`Model.objects` for any class: reads in a view start at `brand.`, or at a function of a lower room."""
    return [
        node.value.id
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager") and isinstance(node.value, ast.Name)
    ]


def test_views_read_through_the_brand():
    views = [path for path, module, _ in modules() if ".views" in module]
    assert [(path.name, found) for path in views if (found := bare_managers(path.read_text("utf-8")))] == []


def test_the_guard_sees_a_bare_manager():
    assert bare_managers("Video.objects.get(pk=1)\nbrand.videos.get(pk=1)") == ["Video"]
