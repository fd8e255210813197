"""Addresses below a brand's patterns."""

from django.urls import path

from analytics.views import patterns

urlpatterns = [
    path("", patterns.patterns, name="patterns"),
    path("level/", patterns.pattern_level, name="pattern-level"),
]
