"""The columns of a plan as a table: what each is called in either language, and how it stands for a field of a video."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from planner.ideas.line import key_of
from planner.models import Video
from planner.vocabulary.levels import Vocabulary

LANGUAGES = ("ja", "en")
PATTERN = "pattern:"  # + code of a facet
READ_ONLY = ("zone", "posted_day", "url")  # told, never taken
TEXTS = ("hook", "caption", "script", "shot_list", "hypothesis", "notes", "sound", "sound_proof")
LINKS = ("destination_url", "reference_url")
CHOICES = ("state", "kind", "market", "destination", "sound_licence", "relation")
ORDER = (
    "id", "state", "kind", "day", "time", "zone", "account", "owner", "market", "campaign", "hook", "caption", "script",
    "shot_list", "hypothesis", "notes", "seconds", "products", "destination", "destination_url", "sound", "sound_licence",
    "sound_proof", "relation", "is_ai", "reference_url", "posted_day", "url",
)  # fmt: skip
FIELD_OF = {"day": "planned_day", "time": "planned_time"}
FORMERLY = {"Hook line": "hook", "冒頭フック": "hook"}  # how earlier exports were headed


@dataclass(frozen=True)
class Column:
    code: str
    label: str

    @property
    def is_read_only(self) -> bool:
        return self.code in READ_ONLY


def columns_of(vocabulary: Vocabulary) -> list[Column]:
    """In the order of an export, named in the active language; the patterns last."""
    facets = [Column(PATTERN + entry.facet.code, _pattern_label(entry.facet.label)) for entry in vocabulary.settable]
    return [*(Column(code, _label(code)) for code in ORDER), *facets]


def guess_mapping(header: list[str], vocabulary: Vocabulary) -> dict[str, str]:
    """{index of a column as text: code}: by name in either language or by code; each code once."""
    names: dict[str, str] = {}
    for _language in spoken():
        for column in columns_of(vocabulary):
            names.setdefault(key_of(column.label), column.code)
            names.setdefault(key_of(column.code), column.code)
    for label, code in FORMERLY.items():
        names.setdefault(key_of(label), code)
    mapping: dict[str, str] = {}
    for index, name in enumerate(header):
        code = names.get(key_of(name))
        if code and code not in mapping.values():
            mapping[str(index)] = code
    return mapping


def spoken() -> Iterator[str]:
    """Each language in turn, active meanwhile."""
    for language in LANGUAGES:
        with translation.override(language):
            yield language


def _label(code: str) -> str:
    special = {"id": _("ID"), "zone": _("Time zone"), "products": _("Products")}
    return special.get(code) or capfirst(str(Video._meta.get_field(FIELD_OF.get(code, code)).verbose_name))


def _pattern_label(facet: str) -> str:
    return _("Pattern: %(facet)s") % {"facet": facet}
