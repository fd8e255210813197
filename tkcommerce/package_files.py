"""Static files that come out of pinned Python packages: no copy in this repository, no CDN."""

from collections.abc import Iterator
from pathlib import Path

import plotly
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage


class PlotlyFinder(BaseFinder):
    """vendor/plotly/plotly.min.js out of the plotly package."""

    prefix = "vendor/plotly"
    names = ("plotly.min.js",)

    def __init__(self, *args: object, **kwargs: object) -> None:
        self.storage = FileSystemStorage(location=Path(plotly.__file__).parent / "package_data")
        self.storage.prefix = self.prefix
        super().__init__(*args, **kwargs)

    def check(self, **kwargs: object) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: object) -> str | list[str]:
        found = [self.storage.path(name) for name in self.names if path == f"{self.prefix}/{name}"]
        return found if find_all else (found or [""])[0]

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in self.names:
            yield name, self.storage
