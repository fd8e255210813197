"""Every figure on the pages of sales says how it is made and names the files behind it, on the demo as a reader meets it."""

import pytest
from django.test import Client
from page_tree import of_class, parse, text

PAGES = ("funnel/", "sales/", "sales/control/", "lives/?days=90", "creators/", "ads/", "marketplaces/", "fans/")


@pytest.fixture
def reader(demo):
    client = Client(headers={"accept-language": "en"})
    client.force_login(demo.members.get(email="emma@demo.example"))
    return client


def read(reader, address):
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return parse(answer.content.decode())


def links(place, part):
    return [link.get("href") for link in place.iter("a") if part in link.get("href", "")]


def names_a_file(reader, place):
    """At once, or through the address that is loaded when the figure is opened."""
    if links(place, "/imports/"):
        return True
    loaded = [link.get("hx-get") for link in place.iter("a") if link.get("hx-get")]
    return any(links(read(reader, address), "/imports/") for address in loaded)


def faults(reader, page):
    for tile in of_class(page, "kpi", "details"):
        name = text(of_class(tile, "name")[0])
        if "Formula" not in [one.text for one in tile.iter("dt")]:
            yield f"{name}: no formula"
        if not names_a_file(reader, tile):
            yield f"{name}: no file"
    behind_charts = {table for twin in of_class(page, "twin") for table in twin.iter("table")}
    for table in page.iter("table"):
        if table not in behind_charts and table.get("data-told") is None and of_class(table, "num", "td"):
            yield from faults_of_table(reader, page, table)
    for funnel in of_class(page, "funnel", "ol"):
        for step in funnel.iter("details"):
            if not list(step.iter("dt")):
                yield f"{text(step)}: no formula"
            if not names_a_file(reader, step) and "Tracked links" not in text(step):
                yield f"{text(step)}: no file"


def faults_of_table(reader, page, table):
    heads = [text(head) for head in of_class(table, "num", "th")]
    made = next((one for one in page.iter("details") if one.get("id") and one.get("id") == table.get("data-made")), None)
    if made is None:
        yield f"{heads}: nothing says how they are made"
        return
    said = list(made.iter("dl"))[0]
    formulas = [dd for dt, dd in zip(said[::2], said[1::2], strict=True) if dt.get("data-column") is not None and text(dd)]
    if len(formulas) != len(heads):
        yield f"{heads}: {len(formulas)} formulas"
    if not names_a_file(reader, made):
        yield f"{heads}: no file"


def test_every_figure_says_how_it_is_made_and_names_its_files(reader):
    live = links(read(reader, "/b/demo/lives/?days=90"), "/lives/one/?room=")
    creator = links(read(reader, "/b/demo/creators/"), "/creators/one/?handle=")
    pages = [*(f"/b/demo/{page}" for page in PAGES), live[0], creator[0]]
    found = {address: list(faults(reader, read(reader, address))) for address in pages}
    assert {address: told for address, told in found.items() if told} == {}


def test_the_guard_sees_a_figure_without_formula_and_file(reader):
    page = parse(
        "<details class=kpi><summary><span class=name>GMV</span></summary></details>"
        "<table><thead><tr><th>a</th><th class=num>b</th></tr></thead><tr><th>x</th><td class=num>1</td></tr></table>"
    )
    assert list(faults(reader, page)) == ["GMV: no formula", "GMV: no file", "['b']: nothing says how they are made"]
