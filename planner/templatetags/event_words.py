"""`{% load event_words %}`: when an event is, in words."""

from datetime import date

from django import template

from planner.events.words import rule_word

register = template.Library()


@register.filter
def event_when(rule: dict, today: date) -> str:
    return rule_word(rule, today=today)
