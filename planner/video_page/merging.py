"""An old form meets newer rows: what the person left alone takes the new value, what she typed stays hers to save again."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict

from planner.models import VideoChange
from planner.scheduling import COLUMNS
from planner.video_page.making import DUE
from planner.vocabulary.facet_fields import PREFIX
from planner.vocabulary.tagging import FACET

_FORM_NAMES = {column: name for name, column in COLUMNS.items()}


def merged_data(form: forms.Form, data: QueryDict, changes: Iterable[VideoChange]) -> QueryDict:
    """`data` as sent from the old page, with the newer value of each field that she had not touched there."""
    merged = data.copy()
    for name, (before, after) in _spans(changes).items():
        field = form.fields.get(_form_name(name))
        if field is None or _was_touched(form, _form_name(name), before):
            continue
        _put(merged, _form_name(name), field, after)
    return merged


def _spans(changes: Iterable[VideoChange]) -> dict[str, tuple[object, object]]:
    """{recorded name: (before the first change, after the last)}."""
    spans: dict[str, tuple[object, object]] = {}
    for change in sorted(changes, key=lambda change: change.version):
        for name, (before, after) in change.fields.items():
            spans[name] = (spans[name][0] if name in spans else before, after)
    return spans


def _form_name(recorded: str) -> str:
    for start, prefix in ((FACET, PREFIX), (DUE, "due_")):
        if recorded.startswith(start):
            return prefix + recorded.removeprefix(start)
    return _FORM_NAMES.get(recorded, recorded)


def _was_touched(form: forms.Form, name: str, seen: object) -> bool:
    field = form.fields[name]
    try:
        return field.has_changed(field.to_python(seen), form[name].data)
    except forms.ValidationError:  # what she saw is no choice any more
        return True


def _put(data: QueryDict, name: str, field: forms.Field, value: object) -> None:
    """As a browser would send it."""
    if isinstance(field, forms.NullBooleanField):
        data[name] = {True: "true", False: "false"}.get(value, "unknown")
    elif isinstance(field, forms.BooleanField):
        data.pop(name, None)
        data.update({name: "on"} if value else {})
    else:
        data[name] = "" if value is None else str(value)
