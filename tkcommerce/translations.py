"""The catalogue without GNU gettext: collect what people read from code and templates, check it, keep it, compile it.

English msgids are the English text itself, plurals included (Django falls back to ngettext's two forms), so English needs
no catalogue; Japanese has one for the whole project, in PO format (gettext manual, "PO Files"), with one plural form.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import polib
from django.conf import settings
from django.template import Engine, Node, Template
from django.template.base import Lexer, TokenType
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils.functional import Promise

ROOT = settings.BASE_DIR
CATALOGUE = ROOT / "tkcommerce" / "locale" / "ja" / "LC_MESSAGES" / "django.po"
CODE = ["tkcommerce", "planner", "analytics"]
HEADER = {
    "Project-Id-Version": "tkcommerce",
    "Language": "ja",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=1; plural=0;",
}
# Name of the function → positions of (context, msgid, plural); None where it takes none.
CALLS = {
    "gettext": (None, 0, None),
    "gettext_lazy": (None, 0, None),
    "gettext_noop": (None, 0, None),
    "ngettext": (None, 0, 1),
    "ngettext_lazy": (None, 0, 1),
    "pgettext": (0, 1, None),
    "pgettext_lazy": (0, 1, None),
    "npgettext": (0, 1, 2),
    "npgettext_lazy": (0, 1, 2),
}
MARKED_IN_TAG = re.compile(r"""\b_\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""")
PLACEHOLDER = re.compile(r"%\((\w+)\)[sdif]|%([sd])|\{(\w+)\}")


@dataclass
class Message:
    """A text of the sources. `places` are file:line, relative to the project."""

    msgid: str
    context: str | None = None
    plural: str | None = None
    places: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str | None, str]:
        return self.context, self.msgid


def collect(root: Path = ROOT) -> dict[tuple[str | None, str], Message]:
    """Every text of the project's Python and templates, by (context, msgid)."""
    found: dict[tuple[str | None, str], Message] = {}
    for message in [*messages_of_code(root), *messages_of_templates(root)]:
        known = found.setdefault(message.key, message)
        if known is not message:
            known.places += message.places
            known.plural = known.plural or message.plural
    return found


def messages_of_code(root: Path) -> Iterator[Message]:
    for top in CODE:
        for path in sorted((root / top).rglob("*.py")):
            if "migrations" not in path.parts:
                yield from messages_of_python(path.read_text("utf-8"), str(path.relative_to(root)))


def messages_of_python(source: str, name: str) -> Iterator[Message]:
    """Calls of Django's translation functions under whatever name the file imported them."""
    tree = ast.parse(source, name)
    aliases = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation"
        for alias in node.names
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            message = _message_of_call(node, aliases)
            if message:
                message.places = [f"{name}:{node.lineno}"]
                yield message


def _message_of_call(call: ast.Call, aliases: dict[str, str]) -> Message | None:
    """None for other functions and for texts that are not literals: those were marked where they were written."""
    if isinstance(call.func, ast.Name):
        function = aliases.get(call.func.id)
    elif isinstance(call.func, ast.Attribute) and isinstance(call.func.value, ast.Name):
        function = call.func.attr if call.func.value.id in ("translation", *aliases) else None
    else:
        function = None
    if function not in CALLS:
        return None
    texts = [arg.value if isinstance(arg, ast.Constant) and isinstance(arg.value, str) else None for arg in call.args]
    context, msgid, plural = (None if at is None or at >= len(texts) else texts[at] for at in CALLS[function])
    return Message(msgid, context, plural) if msgid else None


def messages_of_templates(root: Path) -> Iterator[Message]:
    for path in sorted((root / "templates").rglob("*")):
        if path.suffix in (".html", ".txt"):
            yield from messages_of_template(path.read_text("utf-8"), str(path.relative_to(root)))


def messages_of_template(source: str, name: str) -> Iterator[Message]:
    """`translate` and `blocktranslate` as Django's own parser sees them, and texts marked `_("…")` inside other tags."""
    template = Template(source, engine=Engine.get_default())
    for node in template.nodelist.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
        message = _message_of_block(node) if isinstance(node, BlockTranslateNode) else _message_of_tag(node)
        if message:
            message.places = [f"{name}:{node.token.lineno}"]
            yield message
    for token in Lexer(source).tokenize():
        if token.token_type in (TokenType.VAR, TokenType.BLOCK):
            for text in MARKED_IN_TAG.findall(token.contents):
                yield Message(ast.literal_eval(text), places=[f"{name}:{token.lineno}"])


def _message_of_tag(node: Node) -> Message | None:
    """A per cent sign stands doubled in the catalogue: that is how `Variable.resolve` asks for it."""
    literal = getattr(node.filter_expression.var, "literal", None)
    return Message(literal.replace("%", "%%"), _context_of(node)) if isinstance(literal, str) else None


def _message_of_block(node: Node) -> Message:
    singular, _ = node.render_token_list(node.singular)
    plural = node.render_token_list(node.plural)[0] if node.plural else None
    return Message(singular, _context_of(node), plural)


def _context_of(node: Node) -> str | None:
    context = node.message_context.var if node.message_context else None
    return str(context) if isinstance(context, str | Promise) else None


def catalogue(path: Path = CATALOGUE) -> polib.POFile:
    """The catalogue as it stands; an empty one if there is none yet. polib.pofile takes a missing path for PO text."""
    po = polib.pofile(str(path), wrapwidth=120) if path.exists() else polib.POFile(wrapwidth=120)
    po.metadata = HEADER
    return po


def problems(messages: dict, po: polib.POFile) -> list[str]:
    """What is wrong with the catalogue, one line each; nothing when it is complete."""
    entries = {(entry.msgctxt, entry.msgid): entry for entry in po if not entry.obsolete}
    lines = [
        f"{message.places[0]}: not in the catalogue: {message.msgid!r}" for key, message in messages.items() if key not in entries
    ]
    lines += [f"{CATALOGUE.name}: no longer used: {key[1]!r}" for key in entries if key not in messages]
    for key, message in messages.items():
        if key in entries:
            lines += [f"{message.places[0]}: {fault}: {message.msgid!r}" for fault in _faults(message, entries[key])]
    return sorted(lines)


def _faults(message: Message, entry: polib.POEntry) -> Iterator[str]:
    translations = list(entry.msgstr_plural.values()) if message.plural else [entry.msgstr]
    if not translations or not all(translations):
        yield "empty"
        return
    if entry.fuzzy:
        yield "fuzzy"
    if (message.plural or None) != (entry.msgid_plural or None):
        yield "its plural changed"
    for text in translations:
        if placeholders(text) != placeholders(message.plural or message.msgid):
            yield f"other placeholders than the English: {text!r}"


def placeholders(text: str) -> set[str]:
    """%(name)s, %s and {name} of a text; %% is a per cent sign."""
    return {"".join(found) for found in PLACEHOLDER.findall(text.replace("%%", ""))}


def synced(messages: dict, po: polib.POFile) -> polib.POFile:
    """The catalogue of exactly these messages, sorted; known translations kept, new ones empty. References name files only,
    because line numbers would change with every commit."""
    known = {(entry.msgctxt, entry.msgid): entry for entry in po if not entry.obsolete}
    fresh = polib.POFile(wrapwidth=120)
    fresh.metadata = HEADER
    for key in sorted(messages, key=lambda key: (key[1], key[0] or "")):
        message, old = messages[key], known.get(key)
        files = sorted({place.rsplit(":", 1)[0] for place in message.places})
        entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context, occurrences=[(file, "") for file in files])
        _set_translation(entry, message.plural, _translation_of(old) if old else "")
        entry.flags = list(old.flags) if old else []
        fresh.append(entry)
    return fresh


def merged(po: polib.POFile, others: list[polib.POFile]) -> int:
    """Fill the empty entries of `po` from other catalogues; returns how many were filled."""
    texts = {(entry.msgctxt, entry.msgid): _translation_of(entry) for other in others for entry in other if not entry.obsolete}
    filled = 0
    for entry in po:
        text = texts.get((entry.msgctxt, entry.msgid), "")
        if text and not _translation_of(entry):
            _set_translation(entry, entry.msgid_plural, text)
            filled += 1
    return filled


def _translation_of(entry: polib.POEntry) -> str:
    return entry.msgstr or entry.msgstr_plural.get(0, "")


def _set_translation(entry: polib.POEntry, plural: str | None, text: str) -> None:
    """Japanese has one form, so singular and plural entries carry the same one text."""
    if plural:
        entry.msgid_plural, entry.msgstr_plural, entry.msgstr = plural, {0: text}, ""
    else:
        entry.msgstr = text


def compile_catalogue(path: Path = CATALOGUE) -> None:
    """Write the .mo beside the .po: what Django reads."""
    catalogue(path).save_as_mofile(str(path.with_suffix(".mo")))
