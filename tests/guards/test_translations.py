"""What people read is complete in Japanese, and the check that says so can fail."""

import polib
import pytest
from django.utils.translation import ngettext, override

from tkcommerce.translations import (
    catalogue,
    collect,
    compile_catalogue,
    merged,
    messages_of_python,
    messages_of_template,
    placeholders,
    problems,
    synced,
)

PYTHON = """
from django.utils import translation
from django.utils.translation import gettext as _, gettext_noop, ngettext as n_, pgettext
_("one")
_("two "
  "parts")
n_("%(n)s day", "%(n)s days", 3)
pgettext("of a month", "May")
gettext_noop("stored")
translation.gettext("by module")
_(variable)
print("not for people")
"""
TEMPLATE = """{% load i18n %}
{% translate "A tag" %}{% translate variable %}{% if x %}{% translate "Sunday" context "of a week" %}{% endif %}
{% blocktranslate trimmed with name=x.name count n=rows %}
  {{ n }} row
  of {{ name }}
{% plural %}
  {{ n }} rows of {{ name }}
{% endblocktranslate %}
{% include "x" with title=_("In a tag") %}{{ x|default:_("In a filter") }}
"""


def keys(messages):
    return [(m.context, m.msgid, m.plural, m.places) for m in messages]


def test_every_text_has_its_japanese():
    assert problems(collect(), catalogue()) == []


def test_python_texts_are_found_under_any_alias():
    assert keys(messages_of_python(PYTHON, "x.py")) == [
        (None, "one", None, ["x.py:4"]),
        (None, "two parts", None, ["x.py:5"]),
        (None, "%(n)s day", "%(n)s days", ["x.py:7"]),
        ("of a month", "May", None, ["x.py:8"]),
        (None, "stored", None, ["x.py:9"]),
        (None, "by module", None, ["x.py:10"]),
    ]


def test_template_texts_are_found_as_django_reads_them():
    found = {(m.context, m.msgid, m.plural) for m in messages_of_template(TEMPLATE, "x.html")}
    assert found == {
        (None, "A tag", None),
        ("of a week", "Sunday", None),
        (None, "%(n)s row of %(name)s", "%(n)s rows of %(name)s"),
        (None, "In a tag", None),
        (None, "In a filter", None),
    }


def messages(source):
    return {m.key: m for m in messages_of_python("from django.utils.translation import gettext as _\n" + source, "x.py")}


def entry(msgid, msgstr, **fields):
    po = polib.POFile()
    po.append(polib.POEntry(msgid=msgid, msgstr=msgstr, **fields))
    return po


@pytest.mark.parametrize(
    ("po", "said"),
    [
        (polib.POFile(), "x.py:2: not in the catalogue: '%(n)s files'"),
        (entry("%(n)s files", ""), "x.py:2: empty: '%(n)s files'"),
        (entry("%(n)s files", "%(n)s個", flags=["fuzzy"]), "x.py:2: fuzzy: '%(n)s files'"),
        (entry("%(n)s files", "%(m)s個"), "x.py:2: other placeholders than the English: '%(m)s個': '%(n)s files'"),
        (entry("%(n)s files", "%(n)s個"), None),
    ],
)
def test_the_check_names_each_fault(po, said):
    assert problems(messages('_("%(n)s files")'), po) == ([said] if said else [])


def test_the_check_names_what_is_no_longer_used():
    assert problems({}, entry("gone", "なし")) == ["django.po: no longer used: 'gone'"]


def test_sync_keeps_translations_adds_new_texts_and_drops_old_ones():
    old = entry("kept", "残る")
    old.append(polib.POEntry(msgid="gone", msgstr="なし"))
    fresh = synced(messages('_("new")\n_("kept")'), old)
    assert [(e.msgid, e.msgstr, e.occurrences) for e in fresh] == [("kept", "残る", [("x.py", "")]), ("new", "", [("x.py", "")])]


def test_merge_fills_only_what_is_empty():
    po = synced(messages('_("a")\n_("b")'), entry("a", "甲"))
    assert merged(po, [entry("a", "別"), entry("b", "乙"), entry("c", "丙")]) == 1
    assert [e.msgstr for e in po] == ["甲", "乙"]


def test_a_saved_catalogue_is_read_back_the_same_and_compiles(tmp_path):
    path = tmp_path / "django.po"
    po = synced({m.key: m for m in messages_of_python(PYTHON, "x.py")}, polib.POFile())
    po.save(str(path))
    compile_catalogue(path)
    assert str(catalogue(path)) == str(po)
    assert path.with_suffix(".mo").exists()


def test_per_cent_signs_are_no_placeholders():
    assert placeholders("100%% of %(n)s, %s, {day}") == {"n", "s", "day"}


def test_english_needs_no_catalogue():
    with override("en"):
        assert [ngettext("%(n)s hour ago", "%(n)s hours ago", n) for n in (1, 2)] == ["%(n)s hour ago", "%(n)s hours ago"]


def test_a_per_cent_sign_of_a_tag_is_asked_for_doubled():
    tag = next(messages_of_template("{% load i18n %}{% translate '90 % range' %}", "page.html"))
    assert tag.msgid == "90 %% range"
