"""What several panels of one video's page ask for. Read once a request, after whatever the request wrote."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

from planner.checklist.of_video import Sheet, sheet_of
from planner.models import Video
from planner.vocabulary.levels import Vocabulary, vocabulary_of
from tkcommerce.brands.models import Brand

T = TypeVar("T")


def vocabulary_read(request: HttpRequest, brand: Brand) -> Vocabulary:
    return _once(request, ("vocabulary", brand.pk), lambda: vocabulary_of(brand))


def sheet_read(request: HttpRequest, video: Video) -> Sheet:
    return _once(request, ("sheet", video.pk, video.version), lambda: sheet_of(video))


def _once(request: HttpRequest, key: tuple, read: Callable[[], T]) -> T:
    reads = request.__dict__.setdefault("page_reads", {})
    if key not in reads:
        reads[key] = read()
    return reads[key]
