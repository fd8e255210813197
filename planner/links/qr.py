"""A link as a QR code (ISO/IEC 18004), an SVG that prints at any size. Drawn by segno."""

from io import BytesIO

import segno


def qr_svg(url: str) -> bytes:
    """Level M: a seventh of it may be covered. A border of four modules, as the standard asks."""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", scale=8, border=4, dark="#000", light="#fff", xmldecl=True)
    return out.getvalue()
