"""Addresses below a brand's patterns."""

from django.urls import path

from analytics.views import pattern_record, patterns

urlpatterns = [
    path("", patterns.patterns, name="patterns"),
    path("level/", patterns.pattern_level, name="pattern-level"),
    path("slots/", patterns.pattern_slots, name="pattern-slots"),
    path("home/", patterns.home_patterns, name="pattern-home"),
    path("record/", pattern_record.pattern_score, name="pattern-score"),
    path("about/", pattern_record.pattern_about, name="pattern-about"),
]
