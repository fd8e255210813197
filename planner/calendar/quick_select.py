"""A choice whose options are drawn in Python: a page with ten filters has three hundred of them, each a template otherwise."""

from collections.abc import Iterable, Iterator
from html import escape

from django import forms
from django.forms.utils import flatatt
from django.utils.safestring import SafeString, mark_safe


class QuickSelect(forms.Select):
    """Looks and behaves as Django's own."""

    def render(self, name: str, value: object, attrs: dict | None = None, renderer: object = None) -> SafeString:
        chosen = "" if value is None else str(value)
        drawn = flatatt(self.build_attrs(self.attrs, {"name": name, **(attrs or {})}))
        return mark_safe(f"<select{drawn}>{''.join(self._drawn(self.choices, chosen))}</select>")  # escaped below

    def _drawn(self, choices: Iterable[tuple], chosen: str) -> Iterator[str]:
        for value, label in choices:
            if isinstance(label, list | tuple):
                yield f'<optgroup label="{escape(str(value))}">{"".join(self._drawn(label, chosen))}</optgroup>'
            else:
                selected = " selected" if str(value) == chosen else ""
                yield f'<option value="{escape(str(value))}"{selected}>{escape(str(label))}</option>'
