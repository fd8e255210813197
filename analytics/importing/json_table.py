"""A report that came as JSON: a list of records, or the answer of an API around one → the rows of a table. Pure."""

import json
import re

from .headers import Row

_AROUND = ("reports", "data", "rows", "records", "items", "list")  # names that APIs give to the list
_SCALAR = rb'(?:"[^"]{0,80}"|-?[\d.]{1,20}|null|true|false)'
_REPORT = re.compile(
    rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*\{|\{\s*(?:"\w{1,40}"\s*:\s*'
    + _SCALAR
    + rb'\s*,\s*){0,9}"(?:%s)"\s*:\s*\[)' % "|".join(_AROUND).encode()
)


def is_report(content: bytes) -> bool:
    """By its first 200 bytes: a list of records, or an object with nothing but short values before such a list."""
    return _REPORT.match(content[:200]) is not None


def json_rows(content: bytes) -> list[Row] | None:
    """Header and records, numbered from 1; None for what is no such report. A person's whole data is none and is not parsed.

    Numbers stay as they are written. What is nested in a record is left out.
    """
    if not is_report(content):
        return None
    try:
        told = json.loads(content.decode("utf-8-sig"), parse_float=str, parse_int=str, parse_constant=str)
    except (ValueError, RecursionError):
        return None
    records = _records(told)
    if not records:
        return None
    names = list(dict.fromkeys(name for record in records for name in record))
    return [
        (1, names),
        *((number, [_cell(record.get(name)) for name in names]) for number, record in enumerate(records, start=2)),
    ]


def _records(told: object) -> list[dict]:
    if isinstance(told, dict):
        told = next((told[name] for name in _AROUND if isinstance(told.get(name), list)), None)
    return told if isinstance(told, list) and all(isinstance(record, dict) for record in told) else []


def _cell(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else ""
