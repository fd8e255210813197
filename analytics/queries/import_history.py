"""Who said what about how a file is to be read, and what was taken back: the history on the page of an import."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from analytics.import_words import ANSWER_LABELS, ANSWER_WORDS
from analytics.importing.profiles import PROFILES
from analytics.models import ImportAnswer, ImportCorrection
from tkcommerce.brands.models import Brand

_TITLES = {profile.key: profile.title for profile in PROFILES}


@dataclass(frozen=True)
class HistoryLine:
    at: datetime
    by: str
    text: str


def import_history(brand: Brand, import_id: int) -> list[HistoryLine]:
    """Two queries, oldest first."""
    answers = brand.importanswers.filter(metric_import=import_id).select_related("said_by")
    corrections = brand.importcorrections.filter(metric_import=import_id).select_related("corrected_by", "taken_back_by")
    lines = [HistoryLine(answer.said_at, str(answer.said_by or ""), _said(answer)) for answer in answers]
    for correction in corrections:
        lines += _told(correction)
    return sorted(lines, key=lambda line: line.at)


def _said(answer: ImportAnswer) -> str:
    label = str(ANSWER_LABELS.get(answer.key, answer.key))
    words = ANSWER_WORDS.get(answer.value) or _TITLES.get(answer.value)
    value = (_(str(words)) if words else answer.value) or _("as the file shows")
    told = {"label": label, "value": value, "table": answer.table_name}
    return _("%(label)s: %(value)s (%(table)s)") % told if answer.table_name else _("%(label)s: %(value)s") % told


def _told(correction: ImportCorrection) -> list[HistoryLine]:
    """The correction; and that it was taken back, if it was."""
    begun = _("Read otherwise; what it said before is kept.") if correction.counted else _("Uploaded again and read anew.")
    lines = [HistoryLine(correction.corrected_at, str(correction.corrected_by or ""), begun)]
    if correction.taken_back_at:
        back = _("Taken back: what it said before holds again.")
        lines.append(HistoryLine(correction.taken_back_at, str(correction.taken_back_by or ""), back))
    return lines
