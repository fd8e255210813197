"""The evidence for the two words that a level earns over time, for people."""

from datetime import date

from django.utils.translation import gettext as _, ngettext

from tkcommerce import words


def evidence_words(evidence: dict) -> str:
    """Of PatternVerdict.reproduced or .retired."""
    if "periods" in evidence:
        spans = [f"{first}–{last}" for first, last, _lift in evidence["periods"]]
        return _("above your usual in both: %(first)s and %(second)s") % dict(zip(("first", "second"), spans, strict=True))
    if "trials" in evidence:
        n = evidence["trials"]
        return ngettext(
            "better than usual in %(n)s planned trial since it was called",
            "better than usual in %(n)s planned trials since it was called",
            n,
        ) % {"n": words.count(n)}
    return _("was called winning on %(day)s, and is not any more") % {"day": date.fromisoformat(evidence["on"])}
