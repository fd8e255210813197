"""Templates keep the strict Content-Security-Policy: nothing inline, nothing from another host. Fragments start with `_`."""

import re

import pytest
from django.conf import settings

TEMPLATES = settings.BASE_DIR / "templates"
COMMENT = re.compile(r"{#.*?#}|{% comment %}.*?{% endcomment %}", re.DOTALL)
FORBIDDEN = {
    "an inline script": re.compile(r"<script(?![^>]*\ssrc=)(?![^>]*application/json)", re.IGNORECASE),
    "an inline style sheet": re.compile(r"<style", re.IGNORECASE),
    "a style attribute": re.compile(r"\sstyle\s*=", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]*\s(?:on[a-z]+|hx-on[\w:-]*)\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    "something from another host": re.compile(
        r"<(?:script|link|img|iframe|source|video|form)[^>]*(?:src|href|action)=\"(?:https?:)?//"
    ),
}


MAIL = "emails"  # a mail has no policy: its style sheet is put onto its elements before it goes out


def faults(source, *, is_mail=False):
    text = COMMENT.sub("", source)
    allowed = {"an inline style sheet"} if is_mail else set()
    return [name for name, pattern in FORBIDDEN.items() if name not in allowed and pattern.search(text)]


def faults_of(path):
    parts = path.relative_to(TEMPLATES).parts
    return faults(path.read_text("utf-8"), is_mail=parts[0] == MAIL)


def pages():
    return sorted(TEMPLATES.rglob("*.html"))


def test_no_template_breaks_the_policy():
    assert {str(path.relative_to(TEMPLATES)): found for path in pages() if (found := faults_of(path))} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("<script>x</script>", ["an inline script"]),
        ('<p style="color:red">', ["a style attribute"]),
        ("<style>p{}</style>", ["an inline style sheet"]),
        ('<button onclick="x()">', ["an event handler"]),
        ('<form hx-on::after-request="x()">', ["an event handler"]),
        ('<a href="javascript:x()">', ["a javascript: address"]),
        ('<script src="https://cdn.example/x.js">', ["something from another host"]),
        ('<img src="//cdn.example/x.png">', ["something from another host"]),
        ('<script type="module" src="{% static "js/x.js" %}"></script>{# <style> #}', []),
        ('<a href="https://www.tiktok.com/">', []),
    ],
)
def test_the_guard_sees_each_fault(source, found):
    assert faults(source) == found


def test_a_mail_may_have_a_style_sheet_and_nothing_else_inline():
    assert faults('<style>p{}</style><p style="color:red">', is_mail=True) == ["a style attribute"]


FOREIGN = ("account", "allauth")  # allauth names these, not we


def misnamed(paths):
    """Whole pages are those that extend a base or begin with a doctype; all others are fragments."""
    wrong = []
    for path in paths:
        text = COMMENT.sub("", path.read_text("utf-8"))
        is_page = "{% extends" in text or "<!doctype" in text.lower()
        if is_page == path.name.startswith("_"):
            wrong.append(path.name)
    return wrong


def test_fragments_begin_with_an_underscore_and_pages_do_not():
    assert misnamed([path for path in pages() if path.relative_to(TEMPLATES).parts[0] not in FOREIGN]) == []


def test_the_guard_sees_a_misnamed_fragment(tmp_path):
    (tmp_path / "part.html").write_text("<p>part</p>")
    (tmp_path / "_page.html").write_text('{% extends "base.html" %}')
    assert sorted(misnamed(tmp_path.iterdir())) == ["_page.html", "part.html"]
