"""How fast files are imported, as ratios measured in one run: `python tests/benchmarks/imports.py --rows 1000000`.

End to end (digest, recognise, read, check, stage, apply, mark stale) of a Shopify orders file and of a daily report of Ads
Manager, against plain COPY of the same rows, all their cells as text, into an unlogged table without index; slices against
bulk_create(update_conflicts) and update_or_create of the same readings; a workbook against openpyxl.
Against a throw-away PostgreSQL of its own (DATABASE_URL is not looked at). Prints a line of JSON for each
part as it ends; --rows 50000 says the same of a slow machine within minutes, but starting a reader weighs more there.
"""

import argparse
import csv
import io
import json
import os
import random
import resource
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[2]), str(Path(__file__).parents[1])]
for name in ("DATABASE_URL", "REDIS_URL", "TKCOMMERCE_TEST_SERVICES"):
    os.environ.pop(name, None)
os.environ.setdefault("UPLOAD_LIMIT_MB", "1000")
import tkcommerce.quickstart.pytest_services  # noqa: E402, F401 (starts PostgreSQL, and stops it at the end)

os.environ["DJANGO_SETTINGS_MODULE"] = "tkcommerce.settings"
os.environ["LOG_LEVEL"] = "ERROR"
import django  # noqa: E402

django.setup()
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from factories import make_brand  # noqa: E402

from analytics.importing.receive import receive_file  # noqa: E402
from analytics.importing.run import run_import  # noqa: E402
from analytics.importing.sheet import read_sheets  # noqa: E402
from analytics.models import MetricImport, OrderReading, PeriodReading  # noqa: E402
from tkcommerce.work.running import perform  # noqa: E402

_ORDER_ROW = """\
Name,Email,Financial Status,Paid at,Fulfillment Status,Fulfilled at,Accepts Marketing,Currency,Subtotal,
Shipping,Taxes,Total,Discount Code,Discount Amount,Shipping Method,Created at,Lineitem quantity,Lineitem name,
Lineitem price,Lineitem compare at price,Lineitem sku,Lineitem requires shipping,Lineitem taxable,
Lineitem fulfillment status,Billing Name,Billing Street,Billing City,Billing Zip,Billing Province,
Billing Country,Billing Phone,Shipping Name,Shipping Street,Shipping City,Shipping Zip,Shipping Province,
Shipping Country,Shipping Phone,Notes,Note Attributes,Cancelled at,Payment Method,Payment Reference,
Refunded Amount,Vendor,Id,Tags,Risk Level,Source,Lineitem discount"""
_AD_ROW = """\
Campaign name,Campaign ID,Ad ID,Ad name,By Day,Cost,Impressions,Clicks (all),Purchases (Shop),
Gross revenue (Shop),Video views,2-second video views,6-second video views,Currency"""
ORDER_COLUMNS, AD_COLUMNS = ([name.strip() for name in row.split(",")] for row in (_ORDER_ROW, _AD_ROW))


def write_orders(path: Path, rows: int, changed: float = 0) -> None:
    """Orders of one to three lines; of a share of the orders the quantity differs."""
    chance, place = random.Random(1), {name: number for number, name in enumerate(ORDER_COLUMNS)}
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(ORDER_COLUMNS)
        written = order = 0
        while written < rows:
            order += 1
            differs = order % 1000 < changed * 1000
            for line in range(min(chance.choice((1, 1, 2, 3)), rows - written)):
                price, quantity = chance.choice((980, 1980, 3300, 4950)), chance.randrange(1, 4) + differs
                cells = dict.fromkeys(ORDER_COLUMNS, "") | {
                    "Name": f"#{order}", "Lineitem quantity": quantity, "Lineitem name": f"しずくローション {price}",
                    "Lineitem price": price, "Lineitem sku": f"SKU-{price}", "Lineitem discount": "0.00", "Vendor": "しずくの庭",
                    "Lineitem requires shipping": "true", "Lineitem taxable": "true", "Lineitem fulfillment status": "fulfilled",
                }  # fmt: skip
                if line == 0:
                    cells |= _head(order, price * quantity)
                table.writerow(cells.values())
                written += 1
    assert len(place) == len(ORDER_COLUMNS)


def _head(order: int, amount: int) -> dict[str, object]:
    day = date(2024, 1, 1) + timedelta(days=order % 900)
    told = f"{day} {order % 24:02d}:{order % 60:02d}:{order % 59:02d} +0900"
    buyer = {"Name": "山田 花子", "Street": "銀座1-1-1", "City": "中央区", "Zip": "104-0061", "Country": "JP"}
    return {
        "Email": f"buyer{order % 400_000}@example.jp", "Financial Status": "paid", "Paid at": told,
        "Fulfillment Status": "fulfilled",
        "Currency": "JPY", "Subtotal": amount, "Shipping": 500, "Taxes": amount // 10, "Total": amount + 500,
        "Discount Amount": 0,
        "Created at": told, "Payment Method": "Shopify Payments", "Payment Reference": f"r{order:014d}",
        "Refunded Amount": 0,
        "Id": 5_000_000_000_000 + order, "Source": "web", "Risk Level": "Low",
    } | {f"{of} {name}": text for of in ("Billing", "Shipping") for name, text in buyer.items()}  # fmt: skip


def write_ads(path: Path, rows: int, changed: float = 0) -> None:
    """Advertisements by day, the days of an advertisement together; of a share of the rows the impressions differ."""
    chance = random.Random(2)
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(AD_COLUMNS)
        for row in range(rows):
            ad, seen = row // 800, chance.randrange(100_000)
            seen += 7 if row % 1000 < changed * 1000 else 0
            day = date(2024, 1, 1) + timedelta(days=row % 800)
            table.writerow(
                [f"Campaign {ad % 40}", 18 * 10**14 + ad % 40, 17 * 10**14 + ad, f"Ad {ad}", day, f"{seen / 7:.2f}", seen,
                 seen // 50, seen // 900, f"{seen / 3:.2f}", seen // 2, seen // 3, seen // 5, "JPY"]
            )  # fmt: skip


def copy_seconds(path: Path, columns: int) -> float:
    """Plain COPY of the rows, all cells as text, into an unlogged table without index."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE UNLOGGED TABLE ceiling ({', '.join(f'c{n} text' for n in range(columns))})")
        began = time.perf_counter()
        with path.open("rb") as file, cursor.copy("COPY ceiling FROM STDIN (FORMAT csv, HEADER)") as copy:
            while chunk := file.read(2**20):
                copy.write(chunk)
        seconds = time.perf_counter() - began
        cursor.execute("DROP TABLE ceiling")
    return seconds


def import_seconds(brand, path: Path) -> float:
    with path.open("rb") as file:
        began = time.perf_counter()
        row, _created = receive_file(brand=brand, name="report.csv", content=iter(lambda: file.read(2**20), b""), by=None)
        perform(MetricImport, row.pk, run_import)
    seconds = time.perf_counter() - began
    row.refresh_from_db()
    assert row.state == "done", (row.state, row.last_error)
    table = row.tables.get()
    counts = f"{table.rows_new} new, {table.rows_changed} changed, {table.rows_same} same"
    print(f"  {table.rows_read} rows, {counts}: {seconds:.1f} s", file=sys.stderr)
    return seconds


def measure(kind: str, write, columns: list[str], rows: int, folder: Path) -> dict:
    """Rows per second of each case, and its ratio to COPY."""
    brand = make_brand(f"bench-{kind}")
    first, again, changed = (folder / f"{kind}-{name}.csv" for name in ("new", "same", "changed"))
    write(first, rows)
    again.write_bytes(first.read_bytes() + b"\n")
    write(changed, rows, changed=0.05)
    ceiling = min(copy_seconds(first, len(columns)) for _time in range(2))
    cases = {name: import_seconds(brand, path) for name, path in (("new", first), ("same", again), ("changed", changed))}
    return {
        "rows": rows, "bytes": first.stat().st_size, "copy_rows_s": round(rows / ceiling),
        **{f"{name}_rows_s": round(rows / seconds) for name, seconds in cases.items()},
        **{f"{name}_ratio": round(ceiling / seconds, 3) for name, seconds in cases.items()},
    }  # fmt: skip


def orm_rows_per_second(model, number: int) -> dict:
    """bulk_create(update_conflicts) and update_or_create of `number` readings that are there already, and a tenth of them."""
    rows = list(model.objects.all()[:number])
    unique = ["brand", "source", "order_id", "digest"] if model is OrderReading else ["brand", "key", "digest"]
    fields = [field.name for field in model._meta.concrete_fields if field.name not in ("id", *unique)]
    for row in rows:
        row.pk = None
    began = time.perf_counter()
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=unique, update_fields=fields, batch_size=1000)
    bulk = number / (time.perf_counter() - began)
    few = rows[: number // 10]
    began = time.perf_counter()
    for row in few:
        values = {field.name: getattr(row, field.name) for field in model._meta.concrete_fields if field.name in fields}
        model.objects.update_or_create(**{name: getattr(row, name) for name in unique}, defaults=values)
    return {"bulk_create_rows_s": round(bulk), "update_or_create_rows_s": round(len(few) / (time.perf_counter() - began))}


def workbook(rows: int, columns: int) -> dict:
    """Reading a workbook, against openpyxl in its read-only mode."""
    import openpyxl
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(rows):
            sheet.write_row(row, 0, [f"text {row % 500}" if column % 3 == 0 else row * column for column in range(columns)])
    began = time.perf_counter()
    assert sum(len(found) for found in read_sheets(content.getvalue()).values()) == rows
    ours = time.perf_counter() - began
    began = time.perf_counter()
    found = openpyxl.load_workbook(content, read_only=True).active
    assert sum(1 for _row in found.iter_rows(values_only=True)) == rows
    return {"cells": rows * columns, "seconds": round(ours, 1), "times_openpyxl": round((time.perf_counter() - began) / ours, 1)}


def tell(part: str, found: dict) -> None:
    print(json.dumps({part: found}), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--slice", type=int, default=10_000)
    parser.add_argument("--only", choices=["orders", "ads", "xlsx"])
    options = parser.parse_args()
    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    with tempfile.TemporaryDirectory() as folder:
        for kind, write, columns, model in (
            ("orders", write_orders, ORDER_COLUMNS, OrderReading),
            ("ads", write_ads, AD_COLUMNS, PeriodReading),
        ):
            if options.only in (None, kind):
                tell(kind, measure(kind, write, columns, options.rows, Path(folder)))
                tell(f"{kind}, by the ORM", orm_rows_per_second(model, min(options.slice, options.rows // 10)))
    if options.only in (None, "xlsx"):
        tell("xlsx", workbook(min(100_000, options.rows), 30))
    own, children = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    tell("peak_mb", {"worker": own, "largest_child": children})


if __name__ == "__main__":
    main()
