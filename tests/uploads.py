"""Made-up exports of one account, as their makers would write them, and the short way from bytes to an import that is through."""

import io
import zipfile
from datetime import date, timedelta

from analytics.importing.receive import receive_file
from analytics.importing.run import run_import
from analytics.models import MetricImport
from tkcommerce.work.running import perform

ORDER_HEADER = (
    "Name,Email,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Created at,Lineitem quantity,"
    "Lineitem name,Lineitem price,Billing Name,Id,Tags\n"
)


def overview(days: dict[str, int | str]) -> bytes:
    """Day → video views; a text stands as it is."""
    rows = "".join(f'"{day}","{views}","9","5","1","0"\n' for day, views in days.items())
    return ("\ufeff" + '"Date","Video Views","Profile Views","Likes","Comments","Shares"\n' + rows).encode()


def content(rows: list[tuple[str, str, int]], *, handle: str = "shizuku", exported: str = "2026-03-10") -> bytes:
    """(TikTok id, caption, views) of videos posted on 1 March 2026."""
    head = '"Time","Video title","Video link","Post time","Total likes","Total comments","Total shares","Total views"\n'
    lines = [
        f'"{exported}","{caption}","https://www.tiktok.com/@{handle}/video/{key}","2026-03-01","3","2","1","{views}"\n'
        for key, caption, views in rows
    ]
    return (head + "".join(lines)).encode()


def orders(rows: list[tuple[str, str, str, str]]) -> bytes:
    """(name, e-mail, total, buyer) of orders placed on 2 March 2026."""
    lines = [
        f"{name},{email},paid,JPY,1000,0,0,{total},2026-03-02 10:00:00 +0900,1,しずくソープ,1000,{buyer},{4000 + place},\n"
        for place, (name, email, total, buyer) in enumerate(rows)
    ]
    return (ORDER_HEADER + "".join(lines)).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, member in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 3, 10, 0, 0, 0)), member)
    return packed.getvalue()


def studio_name(kind: str, handle: str, end: date = date(2026, 3, 10)) -> str:
    """The name TikTok Studio gives a zip whose export ends on this day."""
    start = end - timedelta(days=6)
    epoch = int((end - date(1970, 1, 1)).total_seconds()) + 86_400
    return f"{kind}_{start.isoformat()}_{epoch}_{handle}.zip"


def run(metric_import: MetricImport) -> MetricImport:
    """As the worker would."""
    perform(MetricImport, metric_import.pk, run_import)
    return MetricImport.objects.get(pk=metric_import.pk)


def bring(brand, name: str, upload: bytes, **fields) -> MetricImport:
    return run(receive_file(brand=brand, name=name, content=upload, **{"by": None} | fields).metric_import)
