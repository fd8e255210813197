"""The policy is on every answer, and no template holds what it would refuse."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted(path for path in (settings.BASE_DIR / "templates").rglob("*.html") if "emails" not in path.parts)
REFUSED = {
    "inline script": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.I),
    "inline style": re.compile(r"<style|\sstyle=", re.I),
    "event handler": re.compile(r"\son[a-z]+=", re.I),
    "htmx that needs eval": re.compile(r"\shx-(on|vals=['\"]js:|vars)", re.I),
    "another host": re.compile(r"(?:src|href|action)=[\"'](?:https?:)?//", re.I),
    "script address": re.compile(r"=[\"']javascript:", re.I),
}


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_templates_stay_within_the_policy(path):
    source = re.sub(r"{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
    assert {name for name, refused in REFUSED.items() if refused.search(source)} == set()


@pytest.mark.parametrize("source", ["<script>", "<p style='x'>", '<a onclick="x">', '<img src="//cdn.example">', "<style>"])
def test_the_search_finds_what_it_looks_for(source):
    assert any(refused.search(source) for refused in REFUSED.values())


@pytest.mark.parametrize("address", ["/account/login/", "/nowhere/", "/health/", "/admin/login/", "/b/ours/", "/preferences/"])
def test_every_answer_carries_the_policy(as_aiko, address):
    policy = as_aiko.get(address).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "style-src 'self'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("path", sorted((settings.BASE_DIR / "static").rglob("*.css")), ids=lambda path: Path(path).name)
def test_style_sheets_fetch_nothing_from_elsewhere(path):
    assert re.findall(r"url\((?!#)|@import|//[a-z]", path.read_text()) == []
