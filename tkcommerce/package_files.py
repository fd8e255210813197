"""Static files that come out of pinned Python packages: no copy in this repository, no CDN."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import plotly
from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

PACKAGE_DATA = Path(plotly.__file__).parent / "package_data"
SCRIPT, STYLES = "plotly.min.js", "plotly.css"
# The table in which plotly.js keeps its style sheet (src/css/plotcss.js): {"X .crisp":"shape-rendering:crispEdges;", …}.
FIRST_RULE = re.compile(r'\{"X,X div":')


class NoStyleSheet(Exception):
    """The pinned plotly.js no longer keeps its rules where we look for them."""


@cache
def plotly_styles() -> str:
    """plotly.js injects these rules by script, which our Content-Security-Policy refuses; so they are linked as a file.

    An entry's key is a selector, its value the declarations. plotly.js inserts each rule before the ones it has, so the
    last of the table comes first.
    """
    script = (PACKAGE_DATA / SCRIPT).read_text(encoding="utf-8")
    found = FIRST_RULE.search(script)
    if found is None:
        raise NoStyleSheet(SCRIPT)
    rules = _object_at(script, found.start())
    return "".join(f"{_selector(key)}{{{declarations}}}\n" for key, declarations in reversed(rules.items()))


def _object_at(script: str, start: int) -> dict[str, str]:
    """The object of texts that begins at `start`. Single quotes and bare keys, which JSON does not know, are rewritten."""
    text, end = r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'', start
    entry = re.compile(rf"[{{,]((?:{text})|[A-Za-z_$][\w$]*):({text})")
    rules = {}
    while match := entry.match(script, end):
        key, value = match.groups()
        rules[_text(key)], end = _text(value), match.end()
    if script[end] != "}":
        raise NoStyleSheet(f"{SCRIPT} at {end}")
    return rules


def _text(literal: str) -> str:
    if literal.startswith("'"):
        literal = '"' + literal[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
    return json.loads(literal) if literal.startswith('"') else literal


def _selector(key: str) -> str:
    """As plotly.js does itself (src/plot_api/plot_api.js, addStyleRule): X is a drawing, Y the note it may show."""
    return re.sub(r"^,", " ,", key).replace("X", ".js-plotly-plot .plotly").replace("Y", ".plotly-notifier")


def _written_styles() -> Path:
    path = Path(settings.DATA_DIR) / "made" / STYLES
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plotly_styles(), encoding="utf-8")
    return path


class PlotlyFinder(BaseFinder):
    """vendor/plotly/plotly.min.js as it is in the plotly package, and vendor/plotly/plotly.css made out of it."""

    prefix = "vendor/plotly"

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.storage = PlotlyStorage(location=PACKAGE_DATA)
        self.storage.prefix = self.prefix
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: object) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        """For the development server, which serves files by their paths: the styles are written out for it."""
        name = path.removeprefix(f"{self.prefix}/")
        if path == name or name not in (SCRIPT, STYLES):
            return []
        found = self.storage.path(SCRIPT) if name == SCRIPT else str(_written_styles())
        return [found] if find_all else found

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in (SCRIPT, STYLES):
            yield name, self.storage


class PlotlyStorage(FileSystemStorage):
    """The package's directory, with one file more that is made when it is opened."""

    def _open(self, name: str, mode: str = "rb") -> ContentFile:
        return ContentFile(plotly_styles().encode(), name=name) if name == STYLES else super()._open(name, mode)

    def get_modified_time(self, name: str) -> object:
        return super().get_modified_time(SCRIPT if name == STYLES else name)
