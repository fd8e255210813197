"""A page as a tree of elements, out of the standard library's parser: `parse(html).iter("table")`."""

from html.parser import HTMLParser
from xml.etree.ElementTree import Element, TreeBuilder

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Tree(HTMLParser):
    """Elements that are left open, such as <td> in a table, end where their parent ends."""

    def __init__(self):
        super().__init__()
        self.builder, self.open = TreeBuilder(), []
        self.handle_starttag("page", [])

    def handle_starttag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        if tag in VOID:
            self.builder.end(tag)
        else:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.builder.start(tag, {name: value or "" for name, value in attrs})
        self.builder.end(tag)

    def handle_endtag(self, tag):
        if tag not in self.open or tag in VOID:
            return
        while self.open:
            last = self.open.pop()
            self.builder.end(last)
            if last == tag:
                return

    def handle_data(self, data):
        self.builder.data(data)


def parse(html) -> Element:
    tree = Tree()
    tree.feed(html)
    while tree.open:
        tree.builder.end(tree.open.pop())
    return tree.builder.close()


def of_class(place, name, tag=None):
    """Elements below a place that carry a class."""
    return [one for one in place.iter(tag) if name in one.get("class", "").split()]


def text(place):
    return " ".join("".join(place.itertext()).split())
