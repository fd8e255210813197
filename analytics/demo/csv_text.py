"""Rows as the bytes of a file: CSV as TikTok Studio quotes it, plain CSV, and a zip of several."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence

Rows = Iterable[Sequence[object]]


def quoted_csv(rows: Rows) -> bytes:
    """Every cell quoted, a BOM in front, no newline at the end."""
    return b"\xef\xbb\xbf" + _text(rows, csv.QUOTE_ALL).rstrip("\n").encode()


def plain_csv(rows: Rows) -> bytes:
    return _text(rows, csv.QUOTE_MINIMAL).encode()


def zip_of(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, told in files.items():
            archive.writestr(name, told)
    return content.getvalue()


def _text(rows: Rows, quoting: int) -> str:
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator="\n").writerows(rows)
    return text.getvalue()
