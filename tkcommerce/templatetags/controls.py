"""`{% load controls %}`: what _field.html asks about a form field, and the control with the look of its kind."""

from django import forms, template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()
DASHES = BLANK_CHOICE_DASH[0][1]


@register.filter
def is_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, forms.CheckboxInput)


@register.filter
def is_group(field: BoundField) -> bool:
    """Several controls under one label."""
    return bool(field.use_fieldset)


@register.filter
def may_stay_empty(field: BoundField) -> bool:
    """Worth saying "optional": something is written there. A choice says by itself that it may be none."""
    return not field.field.required and not isinstance(field.field.widget, forms.Select | forms.CheckboxInput)


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget with the class of the style sheet; a class of the form's own stays."""
    widget = field.field.widget
    if is_checkbox(field) or is_group(field):
        kind = ""
    elif isinstance(widget, forms.Select) and not widget.allow_multiple_selected:
        kind = "select"
    else:
        kind = "textarea" if isinstance(widget, forms.Textarea) else "input"
    if kind == "select":
        _name_the_empty_choice(field.field)
    own = widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"{kind} {own}".strip()} if kind or own else None)


def _name_the_empty_choice(field: forms.Field) -> None:
    """Django's nine dashes say nothing."""
    word = _("Choose") if field.required else _("Not chosen")
    if getattr(field, "empty_label", "") == DASHES:
        field.empty_label = word
        field.widget.choices = field.choices
    elif not hasattr(field, "queryset"):
        field.widget.choices = [(value, word if label == DASHES else label) for value, label in field.widget.choices]
